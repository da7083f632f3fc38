using PromRuleLint.Text;

namespace PromRuleLint.PromQL;

/// <summary>A label of a described series.</summary>
/// <param name="Name">The label, decoded; <c>__name__</c> for the metric name.</param>
/// <param name="Value">Its value, decoded.</param>
/// <param name="Range">Where both stand.</param>
public readonly record struct SeriesLabel(string Name, string Value, TextRange Range);
