namespace PromRuleLint.Facts;

/// <summary>What follows from the type of a metric.</summary>
internal static class MetricTypes
{
    /// <summary>The type for a person, with its article.</summary>
    public static string Describe(this MetricType type) => type switch
    {
        MetricType.Counter => "a counter",
        MetricType.Gauge => "a gauge",
        MetricType.Histogram => "a histogram",
        MetricType.GaugeHistogram => "a gauge histogram",
        MetricType.Summary => "a summary",
        MetricType.Info => "an info metric",
        MetricType.StateSet => "a state set",
        _ => "of unknown type",
    };

    /// <summary>Which values the series under the metric's own name have; null where the type says nothing.</summary>
    public static ValueSet? ValuesOf(this MetricType type) => type switch
    {
        MetricType.Counter => ValueSet.NonNegative,
        MetricType.Info => ValueSet.One,
        MetricType.StateSet => ValueSet.Boolean,
        _ => null,
    };
}
