using PromRuleLint.Rules.TestExtensions;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>A sample that an expression must give.</summary>
/// <param name="Labels">Name and labels in PromQL's notation; null for none.</param>
/// <param name="Value">The number; null for none.</param>
/// <param name="Histogram">The native histogram; null for none.</param>
public sealed record ExpectedSample(YamlScalar? Labels, YamlScalar? Value, YamlScalar? Histogram)
{
    /// <summary>How what came is compared.</summary>
    internal ExpectationMatching Matching { get; init; } = ExpectationMatching.Promtool;

    /// <summary>The whole entry in the file.</summary>
    public SourceRange Range { get; init; }
}
