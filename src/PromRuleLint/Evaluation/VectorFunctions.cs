using System.Collections.Frozen;
using PromRuleLint.Evaluation.GoMath;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>The functions that give instant vectors.</summary>
internal static class VectorFunctions
{
    private static readonly FrozenDictionary<string, Func<double, double>> OfFloats = new Dictionary<string, Func<double, double>>(StringComparer.Ordinal)
    {
        ["abs"] = Math.Abs,
        ["acos"] = InverseTrigonometry.Acos,
        ["acosh"] = Hyperbolics.Acosh,
        ["asin"] = InverseTrigonometry.Asin,
        ["asinh"] = Hyperbolics.Asinh,
        ["atan"] = InverseTrigonometry.Atan,
        ["atanh"] = Hyperbolics.Atanh,
        ["ceil"] = Math.Ceiling,
        ["cos"] = Trigonometry.Cos,
        ["cosh"] = Hyperbolics.Cosh,
        ["deg"] = static value => value * 180 / Math.PI,
        ["exp"] = Exponentials.Exp,
        ["floor"] = Math.Floor,
        ["ln"] = Logarithms.Log,
        ["log10"] = Logarithms.Log10,
        ["log2"] = Logarithms.Log2,
        ["rad"] = static value => value * Math.PI / 180,
        ["sgn"] = static value => value < 0 ? -1 : value > 0 ? 1 : value,
        ["sin"] = Trigonometry.Sin,
        ["sinh"] = Hyperbolics.Sinh,
        ["sqrt"] = Math.Sqrt,
        ["tan"] = Trigonometry.Tan,
        ["tanh"] = Hyperbolics.Tanh,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Func<ExpressionEvaluator, Call, List<Row>>> Others =
        new Dictionary<string, Func<ExpressionEvaluator, Call, List<Row>>>(StringComparer.Ordinal)
    {
        ["absent"] = AbsentFunctions.Absent,
        ["clamp"] = static (evaluator, call) => Clamp(evaluator, call, min: 1, max: 2),
        ["clamp_max"] = static (evaluator, call) => Clamp(evaluator, call, min: 0, max: 1),
        ["clamp_min"] = static (evaluator, call) => Clamp(evaluator, call, min: 1, max: 0),
        ["histogram_avg"] = static (evaluator, call) => MapHistograms(evaluator, call, static histogram => histogram.Sum / histogram.Count),
        ["histogram_count"] = static (evaluator, call) => MapHistograms(evaluator, call, static histogram => histogram.Count),
        ["histogram_fraction"] = HistogramFunctions.Fraction,
        ["histogram_quantile"] = HistogramFunctions.Quantile,
        ["histogram_quantiles"] = HistogramFunctions.QuantilesOf,
        ["histogram_stddev"] = static (evaluator, call) => MapHistograms(evaluator, call, static histogram => Math.Sqrt(NativeHistograms.Variance(histogram))),
        ["histogram_stdvar"] = static (evaluator, call) => MapHistograms(evaluator, call, NativeHistograms.Variance),
        ["histogram_sum"] = static (evaluator, call) => MapHistograms(evaluator, call, static histogram => histogram.Sum),
        ["info"] = InfoFunction.Evaluate,
        ["label_join"] = LabelFunctions.Join,
        ["label_replace"] = LabelFunctions.Replace,
        ["round"] = Round,
        ["sort"] = SortFunctions.ByValue,
        ["sort_by_label"] = SortFunctions.ByLabel,
        ["sort_by_label_desc"] = SortFunctions.ByLabel,
        ["sort_desc"] = SortFunctions.ByValue,
        ["start_timestamp"] = TimestampFunctions.StartTimestamp,
        ["timestamp"] = TimestampFunctions.Timestamp,
        ["vector"] = static (evaluator, call) => [new Row(Labels.Empty, evaluator.Scalar(call.Arguments[0]))],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether there is an evaluation of a function, of whatever kind.</summary>
    public static bool Has(string name) =>
        OfFloats.ContainsKey(name) || Others.ContainsKey(name) || DateFunctions.Has(name) || RangeFunctions.Has(name) || ScalarFunctions.Has(name);

    public static List<Row> Evaluate(ExpressionEvaluator evaluator, Call call)
    {
        if (call.Type == ExprType.Scalar)
        {
            return [new Row(Labels.Empty, evaluator.Scalar(call))];
        }

        if (RangeFunctions.Has(call.Name))
        {
            return RangeFunctions.Evaluate(evaluator, call);
        }

        if (OfFloats.TryGetValue(call.Name, out Func<double, double>? function))
        {
            return evaluator.Merge(RowFunctions.Map(evaluator, evaluator.Vector(call.Arguments[0]), function, null), call);
        }

        return Others.TryGetValue(call.Name, out Func<ExpressionEvaluator, Call, List<Row>>? other) ? other(evaluator, call)
            : DateFunctions.Has(call.Name) ? DateFunctions.Evaluate(evaluator, call)
            : throw QueryRun.Error(call, $"unknown function with name {Messages.Quote(call.Name)}");
    }

    private static List<Row> MapHistograms(ExpressionEvaluator evaluator, Call call, Func<FloatHistogram, double> function) =>
        evaluator.Merge(RowFunctions.MapHistograms(evaluator, evaluator.Vector(call.Arguments[0]), function), call);

    /// <summary>Clamps to the values of the arguments with these indexes; index 0 stands for no bound.</summary>
    private static List<Row> Clamp(ExpressionEvaluator evaluator, Call call, int min, int max)
    {
        List<Row> rows = evaluator.Vector(call.Arguments[0]);
        double[] lower = min > 0 ? evaluator.Scalar(call.Arguments[min]) : evaluator.Constant(double.NegativeInfinity);
        double[] upper = max > 0 ? evaluator.Scalar(call.Arguments[max]) : evaluator.Constant(double.PositiveInfinity);
        List<Row> clamped = RowFunctions.MapFloats(
            evaluator, rows, (value, step) => upper[step] < lower[step] ? StaleMark.Value : Extremes.Max(lower[step], Extremes.Min(upper[step], value)));
        return evaluator.Merge(clamped.FindAll(static row => row.HasAny()), call);
    }

    /// <summary>Ties go up. The inverse is multiplied with, as the reference does for accuracy.</summary>
    private static List<Row> Round(ExpressionEvaluator evaluator, Call call)
    {
        List<Row> rows = evaluator.Vector(call.Arguments[0]);
        double[] nearest = call.Arguments.Length > 1 ? evaluator.Scalar(call.Arguments[1]) : evaluator.Constant(1);
        List<Row> rounded = RowFunctions.MapFloats(evaluator, rows, (value, step) =>
        {
            double inverse = 1.0 / nearest[step];
            return Math.Floor((value * inverse) + 0.5) / inverse;
        });
        return evaluator.Merge(rounded, call);
    }
}
