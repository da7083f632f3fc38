using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>
/// Evaluates PromQL over series in memory, as the reference's <c>promql/engine.go</c> does. Parse once, evaluate often: an evaluator
/// keeps nothing between calls and may serve several threads as long as no series grows meanwhile.
/// </summary>
/// <param name="series">The series.</param>
/// <param name="options">How to evaluate.</param>
public sealed class Evaluator(SeriesSet series, EvaluationOptions? options = null)
{
    private readonly SeriesSet _series = series ?? throw new ArgumentNullException(nameof(series));
    private readonly EvaluationOptions _options = options ?? EvaluationOptions.Default;

    /// <summary>Evaluates at one time.</summary>
    /// <param name="expression">An expression without errors; of any type, a range vector too.</param>
    /// <param name="time">The Unix time in milliseconds.</param>
    /// <param name="cancellationToken">Ends the evaluation early.</param>
    /// <exception cref="EvaluationException">The series do not allow the operation, or a limit is reached.</exception>
    /// <exception cref="OperationCanceledException">Evaluation was canceled.</exception>
    public EvaluationResult Instant(Expr expression, long time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var steps = new StepRange(time, 1, 1);
        var run = new QueryRun(_series, _options, expression, steps, time, 0, cancellationToken);
        var evaluator = new ExpressionEvaluator(run, steps);
        switch (expression.Type)
        {
            case ExprType.String:
                return Finish(run, new EvaluationResult(ExprType.String) { String = ExpressionEvaluator.Text(expression) });
            case ExprType.Scalar:
                double value = evaluator.Scalar(expression)[0];
                return Finish(run, new EvaluationResult(ExprType.Scalar) { Scalar = value });
            case ExprType.Matrix:
                return Finish(run, new EvaluationResult(ExprType.Matrix) { Matrix = RangeResults.FromRangeVector(evaluator, expression) });
            default:
                List<Row> rows = RangeResults.WithoutDroppedNames(evaluator, evaluator.Vector(expression), expression);
                return Finish(run, new EvaluationResult(ExprType.Vector)
                {
                    Vector = [.. rows.Select(static row => new VectorElement(row.Labels, row.Floats[0], row.HistogramAt(0)))],
                });
        }
    }

    /// <summary>Evaluates at each step of a range; the result is a matrix, also of a scalar expression.</summary>
    /// <param name="expression">An expression without errors, a scalar or an instant vector.</param>
    /// <param name="start">The first Unix time in milliseconds.</param>
    /// <param name="end">The last time that may be evaluated; inclusive.</param>
    /// <param name="step">Milliseconds between two steps; above 0.</param>
    /// <param name="cancellationToken">Ends the evaluation early.</param>
    /// <exception cref="EvaluationException">The series do not allow the operation, or a limit is reached.</exception>
    /// <exception cref="OperationCanceledException">Evaluation was canceled.</exception>
    public EvaluationResult Range(Expr expression, long start, long end, long step, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        if (expression.Type is not (ExprType.Scalar or ExprType.Vector))
        {
            throw QueryRun.Error(expression, "invalid expression type for range query, must be Scalar or instant Vector");
        }

        var steps = StepRange.Create(start, end, step);
        var run = new QueryRun(_series, _options, expression, steps, end, step, cancellationToken);
        if (steps.Count > _options.MaxSamples)
        {
            throw QueryRun.Error(expression, Messages.TooManySamples);
        }

        var evaluator = new ExpressionEvaluator(run, steps);
        List<Row> rows = expression.Type == ExprType.Scalar && steps.Count > 0
            ? [new Row(Labels.Empty, evaluator.Scalar(expression))]
            : RangeResults.WithoutDroppedNames(evaluator, evaluator.Vector(expression), expression);
        return Finish(run, new EvaluationResult(ExprType.Matrix) { Matrix = RangeResults.FromRows(rows, steps) });
    }

    private static EvaluationResult Finish(QueryRun run, EvaluationResult result)
    {
        result.Annotations = [.. run.Annotations.InOrder()];
        result.SamplesRead = run.SamplesRead;
        return result;
    }
}
