using PromRuleLint.Text;

namespace PromRuleLint.Templates;

/// <summary>A label that a template reads by a name that stands in it.</summary>
/// <param name="Name">The label.</param>
/// <param name="NameRange">Where the name stands, without dot and quotes.</param>
/// <param name="Range">The whole operand: <c>$labels.job</c>, <c>index $labels "job"</c>.</param>
/// <param name="IsGuard">Whether it is only asked whether the label is there, as <c>if</c>, <c>with</c>, <c>and</c>, <c>or</c> and <c>not</c> do.</param>
public sealed record TemplateLabelRead(string Name, TextRange NameRange, TextRange Range, bool IsGuard);
