using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>The aggregations that keep some of the series of each group: <c>topk</c>, <c>bottomk</c>, <c>limitk</c> and <c>limit_ratio</c>.</summary>
internal static class SelectingAggregations
{
    public static List<Row> Evaluate(ExpressionEvaluator evaluator, AggregateExpr expr)
    {
        double[] parameter = evaluator.Scalar(expr.Parameter!.WithoutParens());
        List<Row> rows = evaluator.Vector(expr.Operand.WithoutParens());
        if (!Validate(evaluator, expr, parameter))
        {
            return [];
        }

        Grouping grouping = Grouping.Create(expr, rows);
        var results = new Row?[rows.Count];
        var order = new List<Row>();
        for (int step = 0; step < evaluator.Steps.Count; step++)
        {
            evaluator.Run.CheckCancellation();
            foreach (int index in Select(evaluator, expr, parameter[step], rows, grouping, step))
            {
                Row? kept = results[index];
                if (kept is null)
                {
                    results[index] = kept = evaluator.NewRow(rows[index].Labels, rows[index].DropName);
                    order.Add(kept);
                }

                kept.CopyFrom(rows[index], step);
            }
        }

        return order;
    }

    private static bool Validate(ExpressionEvaluator evaluator, AggregateExpr expr, double[] parameter)
    {
        bool isRatio = expr.Operator == AggregateOperator.LimitRatio;
        bool hasNaN = Array.Exists(parameter, double.IsNaN);
        double max = hasNaN ? double.NaN : parameter.Max();
        double min = hasNaN ? double.NaN : parameter.Min();
        if (isRatio ? max == 0 && min == 0 : max < 1)
        {
            return false;
        }

        if (hasNaN)
        {
            throw QueryRun.Error(expr.Parameter!, isRatio ? "Ratio value is NaN" : "Parameter value is NaN");
        }

        if (isRatio)
        {
            WarnOfRatio(evaluator, expr, max, min);
            return true;
        }

        if (min <= -9223372036854775808.0)
        {
            throw QueryRun.Error(expr.Parameter!, $"Scalar value {PromQL.Printing.GoText.Shortest(min)} underflows int64");
        }

        if (max >= 9223372036854774784.0)
        {
            throw QueryRun.Error(expr.Parameter!, $"Scalar value {PromQL.Printing.GoText.Shortest(max)} overflows int64");
        }

        return true;
    }

    private static void WarnOfRatio(ExpressionEvaluator evaluator, AggregateExpr expr, double max, double min)
    {
        if (max > 1)
        {
            evaluator.Run.Annotations.Warn(Messages.InvalidRatio(max, 1), expr.Parameter!.WithoutParens().Range);
        }

        if (min < -1)
        {
            evaluator.Run.Annotations.Warn(Messages.InvalidRatio(min, -1), expr.Parameter!.WithoutParens().Range);
        }
    }

    /// <summary>The series that are kept at a step, group by group, the best first.</summary>
    private static List<int> Select(ExpressionEvaluator evaluator, AggregateExpr expr, double parameter, List<Row> rows, Grouping grouping, int step)
    {
        bool isRatio = expr.Operator == AggregateOperator.LimitRatio;
        long k = isRatio ? 0 : Math.Min((long)parameter, rows.Count);
        if (isRatio ? parameter == 0 : k < 1)
        {
            return [];
        }

        var groups = new ValueHeap?[grouping.Labels.Count];
        for (int i = 0; i < rows.Count; i++)
        {
            if (!rows[i].Has(step))
            {
                continue;
            }

            ValueHeap heap = groups[grouping.GroupOf[i]] ??= new ValueHeap(expr.Operator == AggregateOperator.BottomK);
            if (isRatio)
            {
                if (IsWithin(Math.Clamp(parameter, -1, 1), rows[i].Labels))
                {
                    heap.Append(i, 0);
                }
            }
            else if (expr.Operator == AggregateOperator.LimitK)
            {
                if (heap.Count < k)
                {
                    heap.Append(i, 0);
                }
            }
            else if (rows[i].HistogramAt(step) is not null)
            {
                evaluator.Run.Annotations.Inform(Messages.HistogramIgnored(Operators.Text(expr.Operator)), expr.Range);
            }
            else
            {
                heap.Offer(i, rows[i].Floats[step], k);
            }
        }

        bool sorts = expr.Operator is AggregateOperator.TopK or AggregateOperator.BottomK;
        return [.. groups.Where(static heap => heap is not null).SelectMany(heap => heap!.Indexes(sorts))];
    }

    /// <summary>Whether the hash of the labels falls within the ratio; a negative one keeps the rest of the positive one's complement.</summary>
    private static bool IsWithin(double ratio, Labels labels)
    {
        double offset = LabelHash.Compute(labels) / 18446744073709551615.0;
        return ratio >= 0 ? offset < ratio : offset >= 1.0 + ratio;
    }
}
