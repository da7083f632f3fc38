using System.Collections.Immutable;

namespace PromRuleLint.Operations.Textfiles;

/// <summary>A sample of the text exposition format.</summary>
/// <param name="Name">The name of the series.</param>
/// <param name="Labels">The labels, sorted by name.</param>
/// <param name="Value">The value.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="HasTimestamp">Whether a timestamp follows the value.</param>
internal sealed record ExpositionSample(string Name, ImmutableArray<KeyValuePair<string, string>> Labels, double Value, int Line, bool HasTimestamp)
{
    /// <summary>The series as PromQL writes it; equal for equal series.</summary>
    public string Series => Labels.IsEmpty ? Name : $"{Name}{{{string.Join(", ", Labels.Select(static label => $"{label.Key}=\"{Escape(label.Value)}\""))}}}";

    /// <summary>The value of a label; null where the series has no such label.</summary>
    public string? Label(string name) => Labels.FirstOrDefault(label => label.Key == name).Value;

    /// <summary>A label value as it stands between quotes.</summary>
    public static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}

/// <summary>What a file says of a metric in a TYPE or HELP comment.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Text">The type or the help.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record ExpositionComment(string Metric, string Text, int Line);

/// <summary>A fault of a file.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record ExpositionError(int Line, string Message);

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
