namespace PromRuleLint.Facts;

/// <summary>What the names of metrics that no rule records say of their values; each is an assumption and named as one.</summary>
internal static class NamedMetrics
{
    private static readonly ValueSet Counter = ValueSet.NonNegative;

    /// <summary>The values of a metric and on what assumption; unknown and null where the name says nothing.</summary>
    public static (ValueSet Value, string? Because) ValuesOf(string metric, FactsOptions options)
    {
        if (options.ValuesOf(metric) is { } listed)
        {
            return (listed, "the metric catalogue says so");
        }

        return metric switch
        {
            "up" => (ValueSet.Boolean, "Prometheus records it for each scrape"),
            "ALERTS" => (ValueSet.One, "Prometheus records it for each alert"),
            _ when metric.EndsWith("_total", StringComparison.Ordinal) || metric.EndsWith("_count", StringComparison.Ordinal) || metric.EndsWith("_bucket", StringComparison.Ordinal) =>
                (Counter, "a counter by its name"),
            _ => (ValueSet.Unknown, null),
        };
    }
}
