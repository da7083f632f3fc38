using PromRuleLint.PromQL.Printing;

namespace PromRuleLint.Evaluation;

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
