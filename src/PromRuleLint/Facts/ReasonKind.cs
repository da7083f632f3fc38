namespace PromRuleLint.Facts;

/// <summary>What sort of reason it is.</summary>
public enum ReasonKind
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>A comparison without <c>bool</c>, which keeps its left value or drops the series.</summary>
    Filter,

    /// <summary>A comparison that holds for no values of its sides.</summary>
    FalseComparison,

    /// <summary>Both sides are the same series, and no value satisfies both.</summary>
    Contradiction,

    /// <summary>No series of the one side has the labels of one of the other.</summary>
    Mismatch,

    /// <summary>What is there is taken away or shadowed by the other side.</summary>
    Covered,

    /// <summary>A selector's matchers exclude what is known of the labels.</summary>
    Excluded,

    /// <summary>Several matchers of one selector exclude each other.</summary>
    ContradictoryMatchers,
}
