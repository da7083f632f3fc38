using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>The aggregations that give one series a group; groups are formed once, values step by step in the order of the series.</summary>
internal static class Aggregations
{
    public static List<Row> Evaluate(ExpressionEvaluator evaluator, AggregateExpr expr)
    {
        switch (expr.Operator)
        {
            case AggregateOperator.CountValues:
                return CountValues(evaluator, expr);
            case AggregateOperator.TopK or AggregateOperator.BottomK or AggregateOperator.LimitK or AggregateOperator.LimitRatio:
                return SelectingAggregations.Evaluate(evaluator, expr);
        }

        double[] parameter = expr.Operator == AggregateOperator.Quantile ? evaluator.Scalar(expr.Parameter!.WithoutParens()) : [];
        Expr operand = expr.Operand.WithoutParens();
        List<Row> rows = evaluator.Vector(operand);
        WarnOfQuantiles(evaluator, expr, parameter);
        Grouping grouping = Grouping.Create(expr, rows);
        var aggregates = new Aggregate[grouping.Labels.Count];
        var dropName = new bool[grouping.Labels.Count];
        Row[] results = [.. grouping.Labels.Select(labels => evaluator.NewRow(labels))];
        for (int step = 0; step < evaluator.Steps.Count; step++)
        {
            evaluator.Run.CheckCancellation();
            Array.Clear(aggregates);
            for (int i = 0; i < rows.Count; i++)
            {
                if (rows[i].Has(step))
                {
                    int group = grouping.GroupOf[i];
                    dropName[group] |= rows[i].DropName;
                    aggregates[group].Add(expr, rows[i].Floats[step], rows[i].HistogramAt(step), rows[i].Labels, evaluator.Run.Annotations, operand);
                }
            }

            for (int group = 0; group < results.Length; group++)
            {
                RangeResult result = aggregates[group].Result(expr, parameter.Length == 0 ? 0 : parameter[step], evaluator.Run.Annotations, operand);
                if (result.Histogram is { } histogram)
                {
                    results[group].Set(step, histogram);
                }
                else if (result.HasValue)
                {
                    results[group].Set(step, result.Value);
                }
            }
        }

        var list = new List<Row>(results.Length);
        for (int group = 0; group < results.Length; group++)
        {
            if (results[group].HasAny())
            {
                list.Add(dropName[group] ? results[group].Relabel(results[group].Labels, dropName: true) : results[group]);
            }
        }

        return list;
    }

    private static void WarnOfQuantiles(ExpressionEvaluator evaluator, AggregateExpr expr, double[] parameter)
    {
        if (parameter.Length == 0)
        {
            return;
        }

        PromRuleLint.Text.TextRange range = expr.Parameter!.WithoutParens().Range;
        if (Array.Exists(parameter, double.IsNaN))
        {
            evaluator.Run.Annotations.Warn(Messages.InvalidQuantile(double.NaN), range);
        }

        if (parameter.Max() is > 1 and var max)
        {
            evaluator.Run.Annotations.Warn(Messages.InvalidQuantile(max), range);
        }

        if (!Array.Exists(parameter, double.IsNaN) && parameter.Min() is < 0 and var min)
        {
            evaluator.Run.Annotations.Warn(Messages.InvalidQuantile(min), range);
        }
    }

    /// <summary>Counts equal values, each under its text as a label.</summary>
    private static List<Row> CountValues(ExpressionEvaluator evaluator, AggregateExpr expr)
    {
        string label = ExpressionEvaluator.Text(expr.Parameter!);
        if (!LabelFunctions.IsValidName(label))
        {
            throw QueryRun.Error(expr.Parameter!, $"invalid label name {Messages.Quote(label)}");
        }

        List<Row> rows = evaluator.Vector(expr.Operand.WithoutParens());
        var names = new HashSet<string>(expr.Grouping.Select(static name => name.Name), StringComparer.Ordinal);
        names.Add(expr.Without ? Labels.MetricNameLabel : label);
        var results = new Dictionary<Labels, Row>();
        var order = new List<Row>();
        for (int step = 0; step < evaluator.Steps.Count; step++)
        {
            foreach (Row row in rows)
            {
                if (!row.Has(step))
                {
                    continue;
                }

                string text = row.HistogramAt(step) is { } histogram ? HistogramText(expr, histogram) : GoText.Decimal(row.Floats[step]);
                Labels all = row.Labels.With(label, text);
                Labels labels = expr.Without ? all.AllBut(names) : all.Only(names);
                if (!results.TryGetValue(labels, out Row? counts))
                {
                    results.Add(labels, counts = evaluator.NewRow(labels));
                    order.Add(counts);
                }

                counts.Set(step, counts.HasFloat(step) ? counts.Floats[step] + 1 : 1);
            }
        }

        return order;
    }

    private static string HistogramText(AggregateExpr expr, FloatHistogram histogram) =>
        histogram.HasCustomBounds && histogram.ZeroCount != 0
            ? throw QueryRun.Error(expr, "histograms with custom buckets have no zero bucket")
            : Evaluation.HistogramText.Summary(histogram);
}
