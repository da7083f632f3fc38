using System.Collections.Immutable;
using PromRuleLint.Rules.TestExtensions;
using PromRuleLint.Text;

namespace PromRuleLint.Rules;

/// <summary>An alert that must fire.</summary>
/// <param name="Labels">Its labels without <c>alertname</c>.</param>
/// <param name="Annotations">Its annotations.</param>
public sealed record ExpectedAlert(ImmutableArray<LabelEntry> Labels, ImmutableArray<LabelEntry> Annotations)
{
    /// <summary>How what came is compared.</summary>
    internal ExpectationMatching Matching { get; init; } = ExpectationMatching.Promtool;

    /// <summary>The whole entry in the file.</summary>
    public SourceRange Range { get; init; }
}
