using PromRuleLint.Evaluation;
using PromRuleLint.PromQL.Syntax;
using PromQLResult = PromRuleLint.PromQL.ParseResult;

namespace PromRuleLint.Tool.Evaluation;

/// <summary>A query and what came of it: a result or an error.</summary>
internal sealed record QueryOutcome(Query Query, string Expression, EvaluationResult? Result, string? Error);
