using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// What a metric is: as it is declared, or else by its name alone, counters by the convention of the exposition formats,
/// gauges by the metrics that everybody has. Where neither tells, it is neither.
/// </summary>
internal static class MetricKinds
{
    /// <summary>What histograms and summaries measure, before <c>_count</c> and <c>_sum</c>.</summary>
    private static readonly string[] MeasuredSuffixes = ["_seconds", "_milliseconds", "_microseconds", "_bytes", "_duration", "_latency"];

    private static readonly string[] GaugeSuffixes = ["_timestamp_seconds", "_info", "_ratio", "_celsius", "_volts", "_rpm"];

    /// <summary>Whether the metric is a counter: it is declared as one, or its name ends in <c>_total</c> and is not known better.</summary>
    public static bool IsCounter(MetricCatalog catalog, string metric) =>
        TypeOf(catalog, metric) is { } type ? type == MetricType.Counter : metric.EndsWith("_total", StringComparison.Ordinal) && !WellKnownMetrics.Has(metric, MetricTraits.MisnamedGauge);

    /// <summary>Whether the metric is a counter or a part of a histogram or summary that only grows.</summary>
    public static bool IsCounterLike(MetricCatalog catalog, string metric) =>
        IsCounter(catalog, metric) || (TypeOf(catalog, metric) is null && HasSuffixOfCounts(metric));

    /// <summary>
    /// Whether the metric is for certain a part of a histogram or summary that only grows: its name says so beside a unit, it
    /// is buckets, or the rules read another part of the same one.
    /// </summary>
    public static bool IsHistogramPart(MetricCatalog catalog, RuleSet rules, string metric)
    {
        if (TypeOf(catalog, metric) is { } type)
        {
            return type == MetricType.Counter && HasSuffixOfCounts(metric);
        }

        if (!HasSuffixOfCounts(metric) || rules.MayBeRecorded(metric))
        {
            return false;
        }

        string root = metric[..metric.LastIndexOf('_')];
        return metric.EndsWith("_bucket", StringComparison.Ordinal)
            || EndsWithAny(root, MeasuredSuffixes)
            || rules.Readers(root + "_bucket").Any(reader => reader.Selector.Name is not null)
            || rules.Readers(root + (metric.EndsWith("_sum", StringComparison.Ordinal) ? "_count" : "_sum")).Any(reader => reader.Selector.Name is not null);
    }

    /// <summary>Whether the metric is the buckets of a classic histogram of what has happened.</summary>
    public static bool IsBuckets(MetricCatalog catalog, string metric) =>
        metric.EndsWith("_bucket", StringComparison.Ordinal) && TypeOf(catalog, metric) is null or MetricType.Counter;

    /// <summary>What goes up and down that the metric is known to be, in words; null where it may be a counter.</summary>
    public static string? DescribeGauge(MetricCatalog catalog, string metric) => TypeOf(catalog, metric) switch
    {
        null => IsGaugeByName(metric) ? MetricType.Gauge.Describe() : null,
        MetricType.Summary => "a quantile of a summary",
        MetricType.Counter or MetricType.Histogram or MetricType.Unknown => null,
        { } type => type.Describe(),
    };

    /// <summary>Where the type of the metric is declared.</summary>
    public static ImmutableArray<AdditionalLocation> Declaration(MetricCatalog catalog, string metric) =>
        catalog.Find(metric) is { Type: { } type } declared ? [new AdditionalLocation(new Location(type.Source, type.Range), $"'{declared.Metric}' is declared here")] : [];

    private static MetricType? TypeOf(MetricCatalog catalog, string metric) => catalog.Find(metric)?.Type?.Value;

    private static bool HasSuffixOfCounts(string metric) =>
        metric.EndsWith("_count", StringComparison.Ordinal) || metric.EndsWith("_sum", StringComparison.Ordinal) || metric.EndsWith("_bucket", StringComparison.Ordinal);

    private static bool IsGaugeByName(string metric) =>
        EndsWithAny(metric, GaugeSuffixes) || WellKnownMetrics.Has(metric, MetricTraits.Gauge) || IsRuntimeGauge(metric);

    private static bool EndsWithAny(string name, string[] suffixes)
    {
        foreach (string suffix in suffixes)
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>State of processes as client libraries name it.</summary>
    private static bool IsRuntimeGauge(string metric) =>
        !metric.EndsWith("_total", StringComparison.Ordinal) && !HasSuffixOfCounts(metric)
        && (WellKnownMetrics.Has(metric, MetricTraits.RuntimeState)
            || metric.EndsWith("_start_time_seconds", StringComparison.Ordinal) || metric.EndsWith("_boot_time_seconds", StringComparison.Ordinal));
}
