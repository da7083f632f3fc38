using PromRuleLint.Text;

namespace PromRuleLint.PromQL;

/// <summary>A comment: from its <c>#</c> to the end of the line.</summary>
/// <param name="Range">Where, without the line break.</param>
public readonly record struct PromQLComment(TextRange Range);
