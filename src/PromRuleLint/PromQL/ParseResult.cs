using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.PromQL;

/// <summary>What reading one expression gave.</summary>
/// <param name="Text">The text that was read.</param>
/// <param name="Root">The tree; null where a syntax error left none.</param>
/// <param name="Errors">All faults of grammar and types, in the order of the text.</param>
/// <param name="Comments">The comments, in the order of the text.</param>
public sealed record ParseResult(string Text, Expr? Root, ImmutableArray<PromQLError> Errors, ImmutableArray<PromQLComment> Comments)
{
    /// <summary>
    /// What is right for the newest Prometheus but not for <see cref="PromQLOptions.TargetVersion"/>, and what the target has but
    /// newer versions have not; in the order of the text. Empty without a target.
    /// </summary>
    public ImmutableArray<PromQLError> Notices { get; init; } = [];

    /// <summary>Whether the text is in a language, or uses a part of one, that is not read: nothing is known of it, and nothing is wrong with it.</summary>
    public bool IsLeftAlone { get; init; }

    /// <summary>Whether the expression is one that Prometheus accepts (under the options it was read with).</summary>
    public bool IsValid => Root is not null && Errors.IsEmpty;
}
