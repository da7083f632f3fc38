using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Syntax;

/// <summary>The <c>@</c> modifier.</summary>
/// <param name="Range">From the <c>@</c> to the end of what follows.</param>
/// <param name="Kind">What follows the sign.</param>
/// <param name="TimestampMilliseconds">The Unix time in milliseconds where <paramref name="Kind"/> is a timestamp.</param>
public sealed record AtModifier(TextRange Range, AtModifierKind Kind, long TimestampMilliseconds);
