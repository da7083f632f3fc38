using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL;

/// <summary>What kind of fault an expression has; each kind is a check of its own.</summary>
public enum PromQLErrorKind
{
    /// <summary>The text is no expression.</summary>
    Syntax,

    /// <summary>A function of that name is not there.</summary>
    UnknownFunction,

    /// <summary>Too few or too many arguments.</summary>
    WrongArgumentCount,

    /// <summary>An operand or argument has the wrong type.</summary>
    WrongOperandType,

    /// <summary>Labels and modifiers of a match contradict each other or the operator.</summary>
    InvalidMatching,

    /// <summary>A matcher's pattern is not RE2 syntax.</summary>
    InvalidRegexp,

    /// <summary>A selector has no matcher that excludes the empty string.</summary>
    MatchesEverything,

    /// <summary>The expression nests too deeply or is too long to read safely.</summary>
    TooDeep,

    /// <summary>Needs a feature flag that is not on.</summary>
    ExperimentalFeature,

    /// <summary>Needs a newer Prometheus than the target; only among <see cref="ParseResult.Notices"/>.</summary>
    NewerThanTarget,

    /// <summary>The target has the function, newer versions have it under another name; only among <see cref="ParseResult.Notices"/>.</summary>
    RenamedFunction,
}

/// <summary>A fault in an expression.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Range">Where, in UTF-16 offsets of the expression.</param>
/// <param name="Message">What is wrong and what to write instead, for a person.</param>
/// <param name="Replacement">What to write in place of <paramref name="Range"/> where it is plain what was meant, such as the nearest name.</param>
public sealed record PromQLError(PromQLErrorKind Kind, TextRange Range, string Message, string? Replacement = null)
{
    /// <summary>Whether it is about a function that MetricsQL has.</summary>
    internal bool IsOfMetricsQL { get; init; }

    /// <summary>Whether a bracket is at fault, so that others that are left open may follow from it.</summary>
    internal bool IsOfNesting { get; init; }

    /// <summary>The other language that the text plainly is in; null where none is plain.</summary>
    internal ExpressionLanguage? OtherLanguage { get; init; }
}

/// <summary>A comment: from its <c>#</c> to the end of the line.</summary>
/// <param name="Range">Where, without the line break.</param>
public readonly record struct PromQLComment(TextRange Range);

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
