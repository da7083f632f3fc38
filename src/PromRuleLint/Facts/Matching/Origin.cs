using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Facts;

/// <summary>A node that a value comes from.</summary>
/// <param name="Rule">The rule whose expression it is part of; null for an expression that stands alone.</param>
/// <param name="Node">The node, without parentheses.</param>
internal readonly record struct Origin(Rule? Rule, Expr Node);
