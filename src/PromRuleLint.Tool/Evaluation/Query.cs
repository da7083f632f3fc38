using PromRuleLint.Evaluation;
using PromRuleLint.PromQL.Syntax;
using PromQLResult = PromRuleLint.PromQL.ParseResult;

namespace PromRuleLint.Tool.Evaluation;

/// <summary>When an expression is to be evaluated: once, or from a time to another in steps.</summary>
/// <param name="At">The time, or the first one, in Unix milliseconds.</param>
/// <param name="Until">The end of a range; null of an instant query.</param>
/// <param name="Step">The step of a range.</param>
internal sealed record Query(long At, long? Until, TimeSpan Step)
{
    public EvaluationResult Evaluate(Evaluator evaluator, Expr expression, CancellationToken cancellation) => Until is { } end
        ? evaluator.Range(expression, At, end, Math.Max(1, (long)Step.TotalMilliseconds), cancellation)
        : evaluator.Instant(expression, At, cancellation);

    /// <summary>Evaluates; what is wrong with the expression or the evaluation is the outcome's error.</summary>
    public QueryOutcome Outcome(Evaluator evaluator, PromQLResult parsed, CancellationToken cancellation)
    {
        if (parsed is not { IsValid: true, Root: { } root })
        {
            var first = new EvaluationAnnotation(AnnotationSeverity.Warning, "", parsed.Errors[0].Range);
            string place = first.ToString(parsed.Text);
            return new QueryOutcome(this, parsed.Text, null, $"{place[(place.LastIndexOf('(') + 1)..^1]}: parse error: {parsed.Errors[0].Message}");
        }

        try
        {
            return new QueryOutcome(this, parsed.Text, Evaluate(evaluator, root, cancellation), null);
        }
        catch (EvaluationException exception)
        {
            return new QueryOutcome(this, parsed.Text, null, exception.Message);
        }
    }
}
