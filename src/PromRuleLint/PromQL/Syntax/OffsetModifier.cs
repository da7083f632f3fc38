using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Syntax;

/// <summary>The <c>offset</c> modifier.</summary>
/// <param name="Range">From the keyword to the end of the duration.</param>
/// <param name="Duration">How far back; negative looks ahead.</param>
public sealed record OffsetModifier(TextRange Range, DurationSyntax Duration);
