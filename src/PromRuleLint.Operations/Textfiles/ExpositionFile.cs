using System.Collections.Immutable;

namespace PromRuleLint.Operations.Textfiles;

/// <summary>A file in the text exposition format, read.</summary>
internal sealed record ExpositionFile(
    ImmutableArray<ExpositionSample> Samples,
    ImmutableArray<ExpositionComment> Types,
    ImmutableArray<ExpositionComment> Helps,
    ImmutableArray<ExpositionError> Errors)
{
    /// <summary>The type of the metric that a series belongs to; null where no TYPE comment names it.</summary>
    public ExpositionComment? TypeOf(string series) => Types.FirstOrDefault(type => IsOfMetric(series, type));

    private static bool IsOfMetric(string series, ExpositionComment type) =>
        series == type.Metric
        || (type.Text is "histogram" or "summary" && series.StartsWith(type.Metric, StringComparison.Ordinal)
            && series[type.Metric.Length..] is "_sum" or "_count" || (type.Text == "histogram" && series == type.Metric + "_bucket"));
}
