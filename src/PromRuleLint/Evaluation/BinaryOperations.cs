using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>Binary operations by the types of their sides.</summary>
internal static class BinaryOperations
{
    public static double[] Scalars(ExpressionEvaluator evaluator, BinaryExpr expr)
    {
        double[] left = evaluator.Scalar(expr.Left);
        double[] right = evaluator.Scalar(expr.Right);
        var result = new double[left.Length];
        IEvaluationObserver? observer = expr.IsComparison ? evaluator.Run.Options.Observer : null;
        for (int step = 0; step < result.Length; step++)
        {
            result[step] = expr.IsComparison
                ? (ElementOperations.Holds(expr.Operator, left[step], right[step]) ? 1 : 0)
                : ElementOperations.Compute(expr.Operator, left[step], right[step]);
            observer?.Compared(expr, result[step] != 0);
        }

        return result;
    }

    public static List<Row> Evaluate(ExpressionEvaluator evaluator, BinaryExpr expr)
    {
        bool scalarLeft = expr.Left.Type == ExprType.Scalar;
        bool scalarRight = expr.Right.Type == ExprType.Scalar;
        if (scalarLeft && scalarRight)
        {
            return [new Row(Labels.Empty, Scalars(evaluator, expr))];
        }

        if (scalarLeft || scalarRight)
        {
            double[] scalar = scalarLeft ? evaluator.Scalar(expr.Left) : [];
            List<Row> vector = evaluator.Vector(scalarLeft ? expr.Right : expr.Left);
            scalar = scalarLeft ? scalar : evaluator.Scalar(expr.Right);
            return evaluator.Merge(WithScalar(evaluator, expr, vector, scalar, scalarLeft), expr);
        }

        List<Row> left = evaluator.Vector(expr.Left);
        List<Row> right = evaluator.Vector(expr.Right);
        evaluator.Run.Hold((long)left.Count * evaluator.Steps.Count, expr);
        List<Row> result = expr.IsSetOperation
            ? new SetOperation(evaluator, expr, left, right).Evaluate()
            : new VectorMatchingOperation(evaluator, expr, left, right).Evaluate();
        return evaluator.Merge(result, expr);
    }

    private static List<Row> WithScalar(ExpressionEvaluator evaluator, BinaryExpr expr, List<Row> rows, double[] scalar, bool scalarLeft)
    {
        bool dropsName = expr.DropsMetricName || expr.ReturnsBool;
        IEvaluationObserver? observer = expr.IsComparison ? evaluator.Run.Options.Observer : null;
        var result = new List<Row>(rows.Count);
        foreach (Row row in rows)
        {
            Row computed = evaluator.NewRow(dropsName ? evaluator.Unnamed(row.Labels) : row.Labels, row.DropName || dropsName);
            bool any = false;
            for (int step = 0; step < row.Steps; step++)
            {
                if (!row.Has(step))
                {
                    continue;
                }

                FloatHistogram? histogram = row.HistogramAt(step);
                ElementResult element = scalarLeft
                    ? ElementOperations.Apply(expr, scalar[step], null, row.Floats[step], histogram, evaluator.Run.Annotations)
                    : ElementOperations.Apply(expr, row.Floats[step], histogram, scalar[step], null, evaluator.Run.Annotations);
                if (element.Error is { } error)
                {
                    evaluator.Run.Annotations.Add(error);
                }

                if (element.IsDefined)
                {
                    observer?.Compared(expr, element.Keeps);
                }

                any |= Store(expr, row, computed, step, element);
            }

            if (any)
            {
                result.Add(computed);
            }
        }

        return result;
    }

    private static bool Store(BinaryExpr expr, Row row, Row computed, int step, ElementResult element)
    {
        if (!element.IsDefined)
        {
            return false;
        }

        if (expr.ReturnsBool)
        {
            if (element.Histogram is { } compared && !expr.IsComparison)
            {
                computed.Set(step, compared);
            }
            else
            {
                computed.Set(step, element.Keeps ? 1 : 0);
            }

            return true;
        }

        if (!element.Keeps)
        {
            return false;
        }

        if (expr.IsComparison)
        {
            // The element of the vector is kept, whichever side it stands on.
            computed.CopyFrom(row, step);
        }
        else if (element.Histogram is { } histogram)
        {
            computed.Set(step, histogram);
        }
        else
        {
            computed.Set(step, element.Value);
        }

        return true;
    }
}
