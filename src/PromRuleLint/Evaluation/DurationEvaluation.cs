using PromRuleLint.Evaluation.GoMath;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>Durations that are computed when the query runs, as the reference's <c>promql/durations.go</c>.</summary>
internal static class DurationEvaluation
{
    /// <summary>The duration in milliseconds.</summary>
    public static long Milliseconds(DurationSyntax duration, QueryRun run, bool mayBeNegative)
    {
        if (duration.Expression is not DurationExpr expr)
        {
            return duration.Constant is { } constant ? constant.Ticks / TimeSpan.TicksPerMillisecond : throw QueryRun.Error(duration.Range, "duration is out of range");
        }

        double seconds = Seconds(expr, run);
        if (seconds <= 0 && !mayBeNegative)
        {
            throw QueryRun.Error(duration.Range, "duration must be greater than 0");
        }

        double milliseconds = seconds * 1000;
        return Math.Abs(milliseconds) < 9.2e15 ? (long)milliseconds : throw QueryRun.Error(duration.Range, "duration is out of range");
    }

    private static double Seconds(Expr? expr, QueryRun run)
    {
        switch (expr)
        {
            case null:
                return 0;
            case NumberLiteral number:
                return number.Value;
            case DurationExpr { Operator: DurationOperator.Step }:
                return run.QueryStep / 1000.0;
            case DurationExpr { Operator: DurationOperator.Range }:
                return (run.QueryEnd - run.Query.Start) / 1000.0;
            case DurationExpr duration:
                if (!System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
                {
                    throw QueryRun.Error(expr, "the duration nests too deeply to evaluate it");
                }

                return Compute(duration, Seconds(duration.Left, run), Seconds(duration.Right, run));
            default:
                throw QueryRun.Error(expr, "unexpected duration expression");
        }
    }

    private static double Compute(DurationExpr expr, double left, double right) => expr.Operator switch
    {
        DurationOperator.Add => left + right,
        DurationOperator.Subtract => expr.Left is null ? -right : left - right,
        DurationOperator.Multiply => left * right,
        DurationOperator.Divide => right == 0 ? throw QueryRun.Error(expr, "division by zero") : left / right,
        DurationOperator.Modulo => right == 0 ? throw QueryRun.Error(expr, "modulo by zero") : left % right,
        DurationOperator.Power => Powers.Pow(left, right),
        DurationOperator.Min => Extremes.Min(left, right),
        _ => Extremes.Max(left, right),
    };
}
