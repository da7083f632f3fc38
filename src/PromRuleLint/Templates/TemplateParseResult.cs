using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Templates;

/// <summary>What kind of fault a template has.</summary>
public enum TemplateErrorKind
{
    /// <summary>The text is no template.</summary>
    Syntax,

    /// <summary>A function of that name is not there.</summary>
    UnknownFunction,

    /// <summary>A variable of that name is not declared where it is used.</summary>
    UnknownVariable,

    /// <summary>The template nests too deeply to read safely.</summary>
    TooDeep,

    /// <summary>Found when the template is executed: too few or too many arguments.</summary>
    WrongArgumentCount,

    /// <summary>Found when the template is executed: an argument, or the two sides of a comparison, have the wrong type.</summary>
    WrongArgumentType,

    /// <summary>Found when the template is executed: a format and its arguments do not fit, and a fault is printed in their place.</summary>
    WrongFormat,

    /// <summary>Found when the template is executed: the value has no such field.</summary>
    UnknownField,

    /// <summary>Found when the template is executed: no template of that name is defined.</summary>
    UnknownTemplate,

    /// <summary>Needs a newer Prometheus than the target; only among <see cref="TemplateParseResult.Notices"/>.</summary>
    NewerThanTarget,
}

/// <summary>A fault in a template.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Range">Where, in UTF-16 offsets of the template.</param>
/// <param name="Message">What is wrong and what to write instead, for a person.</param>
/// <param name="Replacement">What to write in place of <paramref name="Range"/> where it is plain what was meant, such as the nearest name.</param>
public sealed record TemplateError(TemplateErrorKind Kind, TextRange Range, string Message, string? Replacement = null)
{
    /// <summary>Whether it is a fault only where the value of the alert is a float, not a native histogram.</summary>
    public bool IsOnlyForFloats { get; init; }

    /// <summary>Whether the templates of vmalert have the name.</summary>
    internal bool IsOfVictoriaMetrics { get; init; }
}

/// <summary>A label that a template reads by a name that stands in it.</summary>
/// <param name="Name">The label.</param>
/// <param name="NameRange">Where the name stands, without dot and quotes.</param>
/// <param name="Range">The whole operand: <c>$labels.job</c>, <c>index $labels "job"</c>.</param>
/// <param name="IsGuard">Whether it is only asked whether the label is there, as <c>if</c>, <c>with</c>, <c>and</c>, <c>or</c> and <c>not</c> do.</param>
public sealed record TemplateLabelRead(string Name, TextRange NameRange, TextRange Range, bool IsGuard);

/// <summary>How a template uses the alert's value.</summary>
public enum TemplateValueUseKind
{
    /// <summary>Printed as it is.</summary>
    Printed,

    /// <summary>Handed to one of the <c>humanize…</c> functions or <c>toTime</c>, <c>toDuration</c>.</summary>
    Humanized,

    /// <summary>Formatted by <c>printf</c>.</summary>
    Formatted,

    /// <summary>Only compared or asked for: what is printed can change with it, but not with every change.</summary>
    Compared,

    /// <summary>Any other use, such as an argument of another function or template.</summary>
    Other,
}

/// <summary>A place where a template uses the alert's value.</summary>
/// <param name="Kind">How.</param>
/// <param name="Range">The operand: <c>$value</c> or <c>.Value</c>.</param>
public sealed record TemplateValueUse(TemplateValueUseKind Kind, TextRange Range);

/// <summary>A call of <c>query</c> whose expression is known from the template alone.</summary>
/// <param name="Range">The string that holds the expression, with its quotes.</param>
/// <param name="Expression">The PromQL expression.</param>
/// <param name="Map">Maps offsets in <paramref name="Expression"/> to offsets in the template.</param>
/// <param name="IsFormat">
/// Whether the string is the format of a <c>printf</c>: each verb then is replaced by as many placeholder characters, and what
/// the expression selects is not known.
/// </param>
public sealed record TemplateQuery(TextRange Range, string Expression, ScalarMap Map, bool IsFormat);

/// <summary>A label that a template reads of the samples that a query gives.</summary>
/// <param name="Query">The query.</param>
/// <param name="Label">The label.</param>
public sealed record TemplateQueryLabelRead(TemplateQuery Query, TemplateLabelRead Label);

/// <summary>What reading one template gave.</summary>
/// <param name="Text">The text that was read.</param>
/// <param name="Root">The tree; where there are errors, what could be read.</param>
/// <param name="Errors">The faults for which Prometheus rejects the rule file, in the order of the text.</param>
/// <param name="ExecutionErrors">
/// The faults that Prometheus meets only when it executes the template, in the order of the text: it then replaces the whole
/// text by an error. Empty where the text could not be read in full.
/// </param>
public sealed record TemplateParseResult(
    string Text,
    ListNode Root,
    ImmutableArray<TemplateError> Errors,
    ImmutableArray<TemplateError> ExecutionErrors)
{
    /// <summary>Whether Prometheus accepts the rule file as far as this template goes.</summary>
    public bool IsValid => Errors.IsEmpty;

    /// <summary>What the newest Prometheus has and the target version has not, in the order of the text; empty without a target.</summary>
    public ImmutableArray<TemplateError> Notices { get; init; } = [];

    /// <summary>Whether there is an action at all; a text without one is printed as it is.</summary>
    public bool HasActions => Root.Nodes.Any(static node => node is not (TextNode or CommentNode));

    /// <summary>The labels of the alert that are read, through <c>$labels</c>, <c>.Labels</c>, <c>index</c>, variables and <c>with</c>.</summary>
    public ImmutableArray<TemplateLabelRead> LabelReads { get; init; } = [];

    /// <summary>The external labels that are read, likewise.</summary>
    public ImmutableArray<TemplateLabelRead> ExternalLabelReads { get; init; } = [];

    /// <summary>The places where the alert's value is used.</summary>
    public ImmutableArray<TemplateValueUse> ValueUses { get; init; } = [];

    /// <summary>The queries whose expression is known.</summary>
    public ImmutableArray<TemplateQuery> Queries { get; init; } = [];

    /// <summary>The labels that are read of the samples of those queries.</summary>
    public ImmutableArray<TemplateQueryLabelRead> QueryLabelReads { get; init; } = [];
}
