using PromRuleLint.PromQL.Printing;
using PromRuleLint.Text;

namespace PromRuleLint.Evaluation;

/// <summary>Collects what an evaluation has to say beside its result, each message once; its last place stands.</summary>
internal sealed class AnnotationSet
{
    private readonly Dictionary<(AnnotationSeverity, string), EvaluationAnnotation> all = [];
    private readonly Dictionary<string, ForcedMonotonicity> forced = [];

    public void Add(EvaluationAnnotation annotation) => all[(annotation.Severity, annotation.Message)] = annotation;

    public void Warn(string message, TextRange range) => Add(new EvaluationAnnotation(AnnotationSeverity.Warning, message, range));

    public void Inform(string message, TextRange range) => Add(new EvaluationAnnotation(AnnotationSeverity.Info, message, range));

    /// <summary>Buckets whose counts fell and were raised; one annotation a message, with the range of times and buckets.</summary>
    public void InformForcedMonotonicity(string metricName, TextRange range, ForcedMonotonicity detail)
    {
        string message = Messages.ForcedMonotonicity(metricName);
        forced[message] = forced.TryGetValue(message, out ForcedMonotonicity known) ? known.With(detail) : detail;
        all[(AnnotationSeverity.Info, message)] = new(AnnotationSeverity.Info, message + forced[message], range);
    }

    public IEnumerable<EvaluationAnnotation> InOrder() =>
        all.Values.OrderBy(static a => a.Range.Start).ThenBy(static a => a.Range.End).ThenBy(static a => a.Message, StringComparer.Ordinal);
}

/// <summary>Which buckets of classic histograms had to be raised, when and by how much.</summary>
internal readonly record struct ForcedMonotonicity(long FirstTime, long LastTime, double LowestBucket, double HighestBucket, double LargestDifference, int Count)
{
    public ForcedMonotonicity With(ForcedMonotonicity other) => new(
        Math.Min(FirstTime, other.FirstTime),
        Math.Max(LastTime, other.LastTime),
        Math.Min(LowestBucket, other.LowestBucket),
        Math.Max(HighestBucket, other.HighestBucket),
        Math.Max(LargestDifference, other.LargestDifference),
        Count + other.Count);

    public override string ToString() =>
        $", from buckets {GoText.Shortest(LowestBucket)} to {GoText.Shortest(HighestBucket)}, with a max diff of {TwoDigits(LargestDifference)}, over {Count} samples from {Timestamp(FirstTime)} to {Timestamp(LastTime)}";

    // Two significant digits, as Go's %.2g.
    private static string TwoDigits(double value)
    {
        if (!double.IsFinite(value) || value == 0)
        {
            return GoText.Shortest(value);
        }

        string text = value.ToString("0.0E+00", System.Globalization.CultureInfo.InvariantCulture);
        double rounded = double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        int exponent = (int)Math.Floor(Math.Log10(Math.Abs(rounded)));
        return exponent is >= -4 and < 2
            ? GoText.Decimal(rounded)
            : $"{GoText.Decimal(double.Parse(text[..text.IndexOf('E', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture))}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static string Timestamp(long milliseconds) =>
        DateTimeOffset.UnixEpoch.AddSeconds(Math.Clamp(milliseconds / 1000, -62135596800, 253402300799)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The texts of annotations and errors, as the reference's <c>util/annotations</c> and <c>promql/engine.go</c> word them.</summary>
internal static class Messages
{
    public const string SameLabels = "vector cannot contain metrics with the same labelset";
    public const string TooManySamples = "query processing would load too many samples into memory in query execution";
    public const string SortInRange = "sort is ineffective for range queries since results are always ordered by labels";
    public const string MixInAggregation = "encountered a mix of histograms and floats for aggregation";

    public static string InvalidQuantile(double quantile) => $"quantile value should be between 0 and 1, got {GoText.Shortest(quantile)}";

    public static string InvalidRatio(double ratio, double cap) => $"ratio value should be between -1 and 1, got {GoText.Shortest(ratio)}, capping to {GoText.Shortest(cap)}";

    public static string BadBucketLabel(string metricName, string label) => ForMetric($"bucket label \"le\" is missing or has a malformed value of {Quote(label)}", metricName);

    public static string MixedFloatsHistograms(string metricName) => $"encountered a mix of histograms and floats for metric name {Quote(metricName)}";

    public static string MixedClassicNative(string metricName) => ForMetric("vector contains a mix of classic and native histograms", metricName);

    public static string NotCounter(string metricName) => $"this native histogram metric is not a counter: {Quote(metricName)}";

    public static string NotGauge(string metricName) => $"this native histogram metric is not a gauge: {Quote(metricName)}";

    public static string MixedSchemas(string metricName) => $"vector contains a mix of histograms with exponential and custom buckets schemas for metric name {Quote(metricName)}";

    public static string IncompatibleLayout(string op) => $"incompatible bucket layout encountered for binary operator {op}";

    public static string PossibleNonCounter(string metricName) => $"metric might not be a counter, name does not end in _total/_sum/_count/_bucket: {Quote(metricName)}";

    public static string PossibleNonCounterType(string metricName, string type) => $"metric might not be a counter, __type__ label is not set to \"counter\" or \"histogram\", got {Quote(type)}: {Quote(metricName)}";

    public static string ForcedMonotonicity(string metricName) => ForMetric(
        "input to histogram_quantile needed to be fixed for monotonicity (see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)", metricName);

    public static string IncompatibleTypes(string left, string op, string right) => $"incompatible sample types encountered for binary operator {Quote(op)}: {left} {op} {right}";

    public static string HistogramIgnored(string aggregation) => $"ignored histogram in {aggregation} aggregation";

    public static string HistogramIgnoredInRange(string metricName) => $"ignored histograms in a range containing both floats and histograms for metric name {Quote(metricName)}";

    public static string QuantileOfNaN(string metricName) => ForMetric("input to histogram_quantile has NaN observations, result is NaN", metricName);

    public static string QuantileSkewed(string metricName) => ForMetric("input to histogram_quantile has NaN observations, result is skewed higher", metricName);

    public static string FractionWithoutNaN(string metricName) => ForMetric("input to histogram_fraction has NaN observations, which are excluded from all fractions", metricName);

    public static string HintsCollide(string operation) => $"conflicting counter resets during histogram {operation}";

    public static string BoundsReconciled(string operation) => $"mismatched custom buckets were reconciled during {operation}";

    public static string StartTimeOverlap(string metricName) => $"sample has start time that overlaps with previous sample timestamp for metric {Quote(metricName)}";

    public static string Quote(string text)
    {
        var quoted = new System.Text.StringBuilder();
        GoText.AppendQuoted(quoted, text);
        return quoted.ToString();
    }

    /// <summary>Labels as the reference's errors show them: all in braces, the name among them.</summary>
    public static string Show(Labels labels) =>
        "{" + string.Join(", ", labels.Select(static label =>
            (PromQL.NameScheme.IsValidLabelName(label.Key, utf8: false) ? label.Key : Quote(label.Key)) + "=" + Quote(label.Value))) + "}";

    private static string ForMetric(string message, string metricName) => metricName.Length == 0 ? message : $"{message} for metric name {Quote(metricName)}";
}
