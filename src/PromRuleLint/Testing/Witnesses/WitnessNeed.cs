using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Testing.Witnesses;

/// <summary>A selector below an alert and what its series should be like.</summary>
/// <param name="Selector">The selector.</param>
/// <param name="Wish">How its values should be.</param>
/// <param name="Value">The wished value, where it is one.</param>
/// <param name="IsGrowth">Whether growth is read, not the value: below <c>rate</c> and its like.</param>
/// <param name="Count">How many series there should be.</param>
/// <param name="IsBucket">Whether it is the bucket of a classic histogram below <c>histogram_quantile</c>.</param>
internal sealed record WitnessNeed(VectorSelector Selector, WitnessWish Wish, double Value, bool IsGrowth, int Count, bool IsBucket)
{
    /// <summary>The label by which several series differ; null for <c>instance</c>.</summary>
    public string? VaryingLabel { get; init; }

    /// <summary>Whether several series have different values.</summary>
    public bool HasVaryingValues { get; init; }

    /// <summary>Whether native histograms are read.</summary>
    public bool IsHistogram { get; init; }

    /// <summary>Whether the series ends: the alert wants what was there, and is no more.</summary>
    public bool Ends { get; init; }
}
