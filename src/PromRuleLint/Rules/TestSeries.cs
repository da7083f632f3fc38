using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>An input series: its labels and its values in PromQL's series notation.</summary>
/// <param name="Range">The whole entry in the file.</param>
/// <param name="Series">Name and labels; null where they are missing.</param>
/// <param name="Values">The values; null where they are missing.</param>
public sealed record TestSeries(SourceRange Range, YamlScalar? Series, YamlScalar? Values)
{
    /// <summary>What the values are generated from; null where they are written.</summary>
    internal YamlScalar? Description { get; init; }
}
