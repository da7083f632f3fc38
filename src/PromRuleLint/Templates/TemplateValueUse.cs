using PromRuleLint.Text;

namespace PromRuleLint.Templates;

/// <summary>A place where a template uses the alert's value.</summary>
/// <param name="Kind">How.</param>
/// <param name="Range">The operand: <c>$value</c> or <c>.Value</c>.</param>
public sealed record TemplateValueUse(TemplateValueUseKind Kind, TextRange Range);
