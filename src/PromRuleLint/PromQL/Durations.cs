using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL;

/// <summary>Durations of ranges, steps and offsets, put together as the reference's grammar does.</summary>
internal static class Durations
{
    /// <summary>Stands for a timestamp that no 64-bit count of milliseconds holds.</summary>
    public const long InvalidTimestamp = long.MinValue;

    /// <summary>What Go makes of NaN as a duration: the least 64-bit count of nanoseconds.</summary>
    public static readonly TimeSpan NotANumber = TimeSpan.FromTicks(long.MinValue / 100);

    // A duration is a signed 64-bit count of nanoseconds in the reference.
    private const double MaxSeconds = long.MaxValue / 1e9;

    public static bool IsOutOfRange(double seconds) => seconds is > MaxSeconds or < -MaxSeconds;

    /// <summary>A literal. Without a constant where it is out of range; the type checker then says so.</summary>
    public static DurationSyntax FromLiteral(TextRange range, double seconds) =>
        IsOutOfRange(seconds)
            ? new DurationSyntax(range, null, new NumberLiteral(range, seconds, isDuration: false))
            : new DurationSyntax(range, ToTimeSpan(seconds), null);

    public static DurationSyntax FromExpression(TextRange range, Expr expr)
    {
        if (expr is NumberLiteral number)
        {
            return FromLiteral(range, number.Value);
        }

        double seconds = Compute(expr);
        return new DurationSyntax(range, double.IsNaN(seconds) || IsOutOfRange(seconds) ? null : ToTimeSpan(seconds), expr);
    }

    /// <summary>
    /// Whether a duration is one literal, whatever signs and parentheses stand around it; the reference counts that as a constant
    /// and everything else as an expression.
    /// </summary>
    public static bool IsLiteral(DurationSyntax duration)
    {
        Expr? expr = duration.Expression;
        while (expr is DurationExpr { Left: null, Operator: DurationOperator.Add or DurationOperator.Subtract, Right: { } inner })
        {
            expr = inner;
        }

        return expr is null or NumberLiteral;
    }

    /// <summary>The value in seconds of an expression without <c>step()</c> and <c>range()</c>; otherwise not a number.</summary>
    private static double Compute(Expr expr)
    {
        if (expr is NumberLiteral number)
        {
            return number.Value;
        }

        if (expr is not DurationExpr { Right: { } rightExpr } duration)
        {
            return double.NaN;
        }

        double right = Compute(rightExpr);
        double left = duration.Left is null ? 0 : Compute(duration.Left);
        return duration.Operator switch
        {
            DurationOperator.Add => left + right,
            DurationOperator.Subtract => left - right,
            DurationOperator.Multiply => left * right,
            DurationOperator.Divide when right != 0 => left / right,
            DurationOperator.Modulo when right != 0 => left % right,
            DurationOperator.Power => Math.Pow(left, right),
            DurationOperator.Min => Math.Min(left, right),
            DurationOperator.Max => Math.Max(left, right),
            _ => double.NaN,
        };
    }

    /// <summary>A sign before an operand: it goes into a number, a plus vanishes otherwise.</summary>
    public static Expr Signed(bool negative, int start, Expr operand)
    {
        var range = new TextRange(start, operand.Range.End);
        return operand switch
        {
            NumberLiteral number => new NumberLiteral(range, negative ? -number.Value : number.Value, number.IsDuration),
            _ when negative => new DurationExpr(range, DurationOperator.Subtract, null, operand, isWrapped: false),
            _ => operand,
        };
    }

    /// <summary>Parentheses: a mark on an expression, an expression of its own around a number.</summary>
    public static Expr Wrapped(Expr inner, TextRange range)
    {
        if (inner is NumberLiteral)
        {
            return new DurationExpr(range, DurationOperator.Add, null, inner, isWrapped: true);
        }

        if (inner is DurationExpr expr)
        {
            expr.IsWrapped = true;
            expr.Range = range;
        }

        return inner;
    }

    public static long TimestampMilliseconds(double seconds)
    {
        double milliseconds = Math.Round(seconds * 1000, MidpointRounding.AwayFromZero);
        return double.IsNaN(seconds) || seconds is >= long.MaxValue or <= long.MinValue || Math.Abs(milliseconds) >= long.MaxValue
            ? InvalidTimestamp
            : (long)milliseconds;
    }

    private static TimeSpan ToTimeSpan(double seconds)
    {
        if (double.IsNaN(seconds))
        {
            return NotANumber;
        }

        // Whole milliseconds are exact however many they are.
        double milliseconds = Math.Round(seconds * 1000);
        if (milliseconds / 1000 == seconds)
        {
            return TimeSpan.FromTicks((long)milliseconds * TimeSpan.TicksPerMillisecond);
        }

        double ticks = Math.Round(seconds * TimeSpan.TicksPerSecond, MidpointRounding.AwayFromZero);
        return TimeSpan.FromTicks((long)ticks);
    }
}
