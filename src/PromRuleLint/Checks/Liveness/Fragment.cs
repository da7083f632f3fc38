using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Liveness;

/// <summary>A fragment of a rule's expression.</summary>
internal readonly record struct Fragment(Rule Rule, Expr Expr);
