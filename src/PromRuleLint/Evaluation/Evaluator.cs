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
        _ = (_series, _options, time, cancellationToken);
        throw new NotImplementedException();
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
        _ = (_series, _options, start, end, step, cancellationToken);
        throw new NotImplementedException();
    }
}
