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
