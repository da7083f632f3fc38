using System.Collections.Immutable;

namespace PromRuleLint.Templates;

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
