namespace PromRuleLint.Templates;

/// <summary>A label that a template reads of the samples that a query gives.</summary>
/// <param name="Query">The query.</param>
/// <param name="Label">The label.</param>
public sealed record TemplateQueryLabelRead(TemplateQuery Query, TemplateLabelRead Label);
