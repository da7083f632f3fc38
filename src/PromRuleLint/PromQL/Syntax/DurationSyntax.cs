using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Syntax;

/// <summary>
/// A duration of a range, step or offset: a literal, or an expression, whose value may be known only at query time.
/// </summary>
/// <param name="Range">Where it stands, without the brackets or the keyword <c>offset</c>.</param>
/// <param name="Constant">The duration where it is known from the text, also of an expression such as <c>2*5m</c>; may be negative for an offset.</param>
/// <param name="Expression">The <see cref="DurationExpr"/> where it is more than a literal, be it only parentheses; a printer prints this when it is there.</param>
public readonly record struct DurationSyntax(TextRange Range, TimeSpan? Constant, Expr? Expression);
