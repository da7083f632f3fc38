using PromRuleLint.Facts;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Testing.Witnesses;

/// <summary>What is known of an alert before any data are tried.</summary>
/// <param name="Rules">The rules that it is loaded with.</param>
/// <param name="IsKnown">Whether that is known, and not only assumed.</param>
internal sealed record AlertVerdict(RuleSet Rules, bool IsKnown)
{
    /// <summary>Why the alert's expression returns nothing; null where that is not proved.</summary>
    public string? Proof { get; init; }

    /// <summary>What the proof takes for true; null for nothing.</summary>
    public Assumption? Assumption { get; init; }

    /// <summary>Whether the proof rests on what is declared of metrics: data that deny it show nothing.</summary>
    public bool IsDeclared { get; init; }
}
