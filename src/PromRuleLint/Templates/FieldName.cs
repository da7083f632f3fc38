using PromRuleLint.Text;

namespace PromRuleLint.Templates;

/// <summary>One name of a chain such as <c>.Labels.job</c>.</summary>
/// <param name="Name">The name without its dot.</param>
/// <param name="Range">Where the name stands, without its dot.</param>
public readonly record struct FieldName(string Name, TextRange Range);
