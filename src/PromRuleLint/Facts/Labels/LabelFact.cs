namespace PromRuleLint.Facts;

/// <summary>What is known of one label.</summary>
/// <param name="Values">Which values it may have.</param>
/// <param name="Reason">Why; null where nothing is known.</param>
public readonly record struct LabelFact(LabelValues Values, Reason? Reason)
{
    /// <summary>Whether the label is there on every series.</summary>
    public bool IsPresent => !Values.MayBeMissing && !Values.IsNone;

    /// <summary>Whether the label is there on no series.</summary>
    public bool IsImpossible => !Values.MayBePresent;
}
