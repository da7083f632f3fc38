using System.Collections.Frozen;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>The functions over range vectors, one window after another, series by series.</summary>
internal static class RangeFunctions
{
    private static readonly FrozenDictionary<string, RangeFunction> All = new Dictionary<string, RangeFunction>(StringComparer.Ordinal)
    {
        ["absent_over_time"] = static (in RangeWindow _, in RangeCall _) => RangeResult.From(1),
        ["avg_over_time"] = OverTimeFunctions.Average,
        ["changes"] = ChangeFunctions.Changes,
        ["count_over_time"] = static (in RangeWindow window, in RangeCall _) => RangeResult.From(window.Count),
        ["delta"] = static (in RangeWindow window, in RangeCall call) => RateFunctions.Extrapolated(window, call, isCounter: false, isRate: false),
        ["deriv"] = RegressionFunctions.Derivative,
        ["double_exponential_smoothing"] = RegressionFunctions.DoubleExponentialSmoothing,
        ["first_over_time"] = OverTimeFunctions.First,
        ["holt_winters"] = RegressionFunctions.DoubleExponentialSmoothing,
        ["idelta"] = static (in RangeWindow window, in RangeCall call) => InstantRateFunctions.Instant(window, call, isRate: false),
        ["increase"] = static (in RangeWindow window, in RangeCall call) => RateFunctions.Extrapolated(window, call, isCounter: true, isRate: false),
        ["irate"] = static (in RangeWindow window, in RangeCall call) => InstantRateFunctions.Instant(window, call, isRate: true),
        ["last_over_time"] = OverTimeFunctions.Last,
        ["mad_over_time"] = OverTimeFunctions.MedianAbsoluteDeviation,
        ["max_over_time"] = static (in RangeWindow window, in RangeCall call) => OverTimeFunctions.Extreme(window, call, static (value, best) => value > best, givesTime: false),
        ["min_over_time"] = static (in RangeWindow window, in RangeCall call) => OverTimeFunctions.Extreme(window, call, static (value, best) => value < best, givesTime: false),
        ["predict_linear"] = RegressionFunctions.Predict,
        ["present_over_time"] = static (in RangeWindow _, in RangeCall _) => RangeResult.From(1),
        ["quantile_over_time"] = OverTimeFunctions.OverTimeQuantile,
        ["rate"] = static (in RangeWindow window, in RangeCall call) => RateFunctions.Extrapolated(window, call, isCounter: true, isRate: true),
        ["resets"] = ChangeFunctions.Resets,
        ["stddev_over_time"] = static (in RangeWindow window, in RangeCall call) => OverTimeFunctions.Variance(window, call, isRoot: true),
        ["stdvar_over_time"] = static (in RangeWindow window, in RangeCall call) => OverTimeFunctions.Variance(window, call, isRoot: false),
        ["sum_over_time"] = OverTimeFunctions.Sum,
        ["ts_of_first_over_time"] = OverTimeFunctions.FirstTime,
        ["ts_of_last_over_time"] = OverTimeFunctions.LastTime,
        ["ts_of_max_over_time"] = static (in RangeWindow window, in RangeCall call) => OverTimeFunctions.Extreme(window, call, static (value, best) => value >= best, givesTime: true),
        ["ts_of_min_over_time"] = static (in RangeWindow window, in RangeCall call) => OverTimeFunctions.Extreme(window, call, static (value, best) => value <= best, givesTime: true),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Has(string name) => All.ContainsKey(name);

    public static List<Row> Evaluate(ExpressionEvaluator evaluator, Call call)
    {
        int matrixArgument = call.Arguments[0].Type == ExprType.Matrix ? 0 : 1;
        RangeVector range = RangeVector.Evaluate(evaluator, call.Arguments[matrixArgument].WithoutParens());
        double[] first = [];
        double[] second = [];
        for (int i = 0, scalars = 0; i < call.Arguments.Length; i++)
        {
            if (i != matrixArgument)
            {
                double[] values = evaluator.Scalar(call.Arguments[i]);
                (first, second) = scalars++ == 0 ? (values, second) : (first, values);
            }
        }

        RequireExtensionFits(range, call);
        List<Row> rows = EvaluateSeries(evaluator, call, range, first, second);
        if (call.Name == "absent_over_time")
        {
            return AbsentFunctions.OverTime(evaluator, rows, range.Selector);
        }

        if (!evaluator.Run.DelaysNameRemoval && rows.DistinctBy(static row => row.Labels).Count() != rows.Count)
        {
            throw QueryRun.Error(call, Messages.SameLabels);
        }

        return rows;
    }

    private static List<Row> EvaluateSeries(ExpressionEvaluator evaluator, Call call, RangeVector range, double[] first, double[] second)
    {
        QueryRun run = evaluator.Run;
        RangeFunction function = All[call.Name];
        bool keepsName = call.Has(FunctionTraits.KeepsName);
        var rows = new List<Row>();
        foreach ((Labels labels, bool dropName, SampleColumns columns) in range.Series)
        {
            run.CheckCancellation();
            run.Hold(evaluator.Steps.Count, call);
            Row? row = null;
            RangeVector.WindowCursor cursor = range.Cursor(columns);
            for (int step = 0; step < evaluator.Steps.Count; step++)
            {
                RangeWindow window = cursor.At(step);
                if (window.Count == 0)
                {
                    continue;
                }

                run.Read(window.Count);
                var context = new RangeCall(evaluator, range, labels, first.Length == 0 ? 0 : first[step], second.Length == 0 ? 0 : second[step], call);
                RangeResult result = function(window, context);
                if (!result.HasValue)
                {
                    continue;
                }

                row ??= evaluator.NewRow(keepsName ? labels : evaluator.Unnamed(labels), !keepsName || dropName);
                if (result.Histogram is { } histogram)
                {
                    row.Set(step, histogram);
                }
                else
                {
                    row.Set(step, result.Value);
                }
            }

            if (row is not null)
            {
                rows.Add(row);
                InformOfNonCounter(run, call, range, labels, row);
            }
        }

        return rows;
    }

    /// <summary>Says that what looks like no counter by its name or type was taken for one.</summary>
    private static void InformOfNonCounter(QueryRun run, Call call, RangeVector range, Labels labels, Row row)
    {
        string name = labels.MetricName;
        if (!call.Has(FunctionTraits.IsCounterAware | FunctionTraits.Extrapolates) || name.Length == 0 || !HasFloats(row))
        {
            return;
        }

        if (run.Options.TypeAndUnitLabels)
        {
            string type = labels["__type__"];
            if (type is not ("counter" or "histogram"))
            {
                run.Annotations.Inform(Messages.PossibleNonCounterType(name, type), range.Range);
            }
        }
        else if (!name.EndsWith("_total", StringComparison.Ordinal) && !name.EndsWith("_sum", StringComparison.Ordinal)
            && !name.EndsWith("_count", StringComparison.Ordinal) && !name.EndsWith("_bucket", StringComparison.Ordinal))
        {
            run.Annotations.Inform(Messages.PossibleNonCounter(name), range.Range);
        }
    }

    private static bool HasFloats(Row row)
    {
        for (int step = 0; step < row.Steps; step++)
        {
            if (row.HasFloat(step) && row.HistogramAt(step) is null)
            {
                return true;
            }
        }

        return false;
    }

    private static void RequireExtensionFits(RangeVector range, Call call)
    {
        (string word, string[] allowed) = range.Extension switch
        {
            SelectorExtension.Anchored => ("anchored", ["changes", "delta", "increase", "rate", "resets"]),
            SelectorExtension.Smoothed => ("smoothed", ["delta", "increase", "rate"]),
            _ => ("", (string[])[call.Name]),
        };
        if (!allowed.Contains(call.Name))
        {
            throw QueryRun.Error(call, $"{word} modifier can only be used with: {string.Join(", ", allowed)} - not with {call.Name}");
        }
    }
}
