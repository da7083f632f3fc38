using System.Collections.Immutable;
using PromRuleLint.Facts;
using PromRuleLint.Rules;

namespace PromRuleLint.Diagnostics;

/// <summary>What a finding has besides its place and its message.</summary>
public sealed record DiagnosticDetails
{
    /// <summary>Nothing.</summary>
    internal static DiagnosticDetails Default { get; } = new();

    /// <summary>Why: other places, in the order of the argument.</summary>
    public ImmutableArray<AdditionalLocation> AdditionalLocations { get; init; } = [];

    /// <summary>Changes that fix it, the best first.</summary>
    public ImmutableArray<CodeFix> CodeFixes { get; init; } = [];

    /// <summary>The only change that fixes it; null for none.</summary>
    public CodeFix? Fix { get => CodeFixes.FirstOrDefault(); init => CodeFixes = value is null ? [] : [value]; }

    /// <summary>The severity without configuration; null for the default of the check.</summary>
    public DiagnosticSeverity? Severity { get; init; }

    /// <summary>What it claims; null for what the check claims.</summary>
    internal Claim? Claim { get; init; }

    /// <summary>Whether it is proved although the findings of its check are mostly style.</summary>
    internal bool IsProved { get; init; }

    /// <summary>What the fault is, where its text differs between the places that it shows in; null for the text.</summary>
    internal string? RepeatKey { get; init; }

    /// <summary>The schema under which it is no fault; null where none is known.</summary>
    internal RuleSchema? OtherSchema { get; init; }

    /// <summary>What it rests on besides what its check and its related places do.</summary>
    internal ImmutableArray<Assumption> Assumptions { get; init; } = [];
}
