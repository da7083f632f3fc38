using PromRuleLint.Evaluation.GoMath;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>The functions that give scalars.</summary>
internal static class ScalarFunctions
{
    public static bool Has(string name) => name is "pi" or "time" or "scalar" or "start" or "end" or "step" or "range" or "min_of" or "max_of";

    public static double[] Evaluate(ExpressionEvaluator evaluator, Call call)
    {
        QueryRun run = evaluator.Run;
        switch (call.Name)
        {
            case "pi":
                return evaluator.Constant(Math.PI);
            case "time":
                var times = new double[evaluator.Steps.Count];
                for (int step = 0; step < times.Length; step++)
                {
                    times[step] = evaluator.Steps[step] / 1000.0;
                }

                return times;
            case "scalar":
                return OnlyFloat(evaluator, evaluator.Vector(call.Arguments[0]));
            case "start":
                return evaluator.Constant(run.Query.Start / 1000.0);
            case "end":
                return evaluator.Constant(run.QueryEnd / 1000.0);
            case "step":
                return evaluator.Constant(run.QueryStep / 1000.0);
            case "range":
                return evaluator.Constant((run.QueryEnd - run.Query.Start) / 1000.0);
            default:
                double[] left = evaluator.Scalar(call.Arguments[0]);
                double[] right = evaluator.Scalar(call.Arguments[1]);
                var result = new double[left.Length];
                for (int step = 0; step < result.Length; step++)
                {
                    result[step] = call.Name == "min_of" ? Extremes.Min(left[step], right[step]) : Extremes.Max(left[step], right[step]);
                }

                return result;
        }
    }

    /// <summary>The one float at each step; not a number where there is none or more than one.</summary>
    private static double[] OnlyFloat(ExpressionEvaluator evaluator, List<Row> rows)
    {
        double[] values = evaluator.Constant(double.NaN);
        var counts = new int[values.Length];
        foreach (Row row in rows)
        {
            for (int step = 0; step < values.Length; step++)
            {
                if (row.HasFloat(step) && row.HistogramAt(step) is null)
                {
                    values[step] = ++counts[step] == 1 ? row.Floats[step] : double.NaN;
                }
            }
        }

        return values;
    }
}
