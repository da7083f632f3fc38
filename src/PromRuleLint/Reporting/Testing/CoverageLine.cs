using System.Collections.Immutable;
using PromRuleLint.Testing;

namespace PromRuleLint.Reporting.Testing;

/// <summary>A line of a rule file that has something to reach.</summary>
/// <param name="Number">Its 1-based number.</param>
/// <param name="Hits">How often its most frequent point was reached.</param>
/// <param name="Branches">The ways of the operators that begin on it.</param>
internal sealed record CoverageLine(int Number, long Hits, ImmutableArray<CoveragePoint> Branches)
{
    public int CoveredBranches => Branches.Count(static branch => branch.IsCovered);

    /// <summary>The lines of the rules of one file; rules that stand on one line share it.</summary>
    public static IEnumerable<CoverageLine> From(IEnumerable<CoveredRule> rules) => rules.SelectMany(static rule => rule.Lines).GroupBy(static line => line.Key, static line => line.AsEnumerable())
        .OrderBy(static line => line.Key)
        .Select(static line => new CoverageLine(line.Key, line.Max(static points => points.Max(static point => point.Hits)), [.. line.SelectMany(static points => points).Where(static point => point.IsBranch)]));
}
