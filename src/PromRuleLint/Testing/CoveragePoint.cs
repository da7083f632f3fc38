using PromRuleLint.Text;

namespace PromRuleLint.Testing;

/// <summary>One thing that tests of a rule should reach.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Range">The part of the rule file that it is about.</param>
/// <param name="Hits">How often it was reached.</param>
internal sealed record CoveragePoint(CoveragePointKind Kind, SourceRange Range, long Hits)
{
    /// <summary>Why no test can reach it, proved of the rules; null where nothing is proved. What is reached all the same is covered.</summary>
    public string? Impossibility { get; init; }

    public bool IsCovered => Hits > 0;

    /// <summary>Whether it is one of the ways that an operator can go.</summary>
    public bool IsBranch => Kind is not (CoveragePointKind.Result or CoveragePointKind.Fired);
}
