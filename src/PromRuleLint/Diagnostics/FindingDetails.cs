using System.Collections.Immutable;
using PromRuleLint.Facts;
using PromRuleLint.Rules;

namespace PromRuleLint.Diagnostics;

/// <summary>What differs between one finding and the others of its check.</summary>
internal sealed record FindingDetails
{
    /// <summary>Nothing differs.</summary>
    public static FindingDetails Default { get; } = new();

    /// <summary>The severity without configuration; null for the default of the check.</summary>
    public Severity? Severity { get; init; }

    /// <summary>What it claims; null for what the check claims.</summary>
    public Claim? Claim { get; init; }

    /// <summary>Whether it is proved although the findings of its check are mostly style.</summary>
    public bool IsProved { get; init; }

    /// <summary>What the fault is, where its text differs between the places that it shows in; null for the text.</summary>
    public string? RepeatKey { get; init; }

    /// <summary>The schema under which it is no fault; null where none is known.</summary>
    public RuleSchema? OtherSchema { get; init; }

    /// <summary>What it rests on besides what its check and its related places do.</summary>
    public ImmutableArray<Assumption> Assumptions { get; init; } = [];
}
