using System.Collections.Immutable;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing;

/// <summary>A rule and what tests reached of it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Points">What tests should reach and can, in the order of the text.</param>
internal sealed record CoveredRule(Rule Rule, ImmutableArray<CoveragePoint> Points)
{
    /// <summary>What no test can reach, proved of the rules; it is not among <see cref="Points"/>.</summary>
    public ImmutableArray<CoveragePoint> Impossible { get; init; } = [];

    /// <summary>The points by their 1-based line.</summary>
    public IEnumerable<IGrouping<int, CoveragePoint>> Lines => Points.GroupBy(point => Rule.File.Source.GetPosition(point.Range.Start).Line).OrderBy(static line => line.Key);
}
