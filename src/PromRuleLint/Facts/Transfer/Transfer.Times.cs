using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Facts;

/// <summary>Values that stand near the time of evaluation: what is known of them is how far they are from it.</summary>
internal static partial class Transfer
{
    /// <summary>Seconds since 1970 are rounded to some 1e-7; times themselves are whole milliseconds.</summary>
    private const double TimeSlack = 0.001;

    /// <summary>How far the times of samples that a selector returns are from now; null where that is not known.</summary>
    private static ValueSet? SampleTimes(Expr argument, FactsContext context)
    {
        if (argument.WithoutParens() is not VectorSelector { At: null } selector)
        {
            return null;
        }

        double offset = 0;
        if (selector.Offset is { } modifier)
        {
            if (modifier.Duration.Constant is not { } constant)
            {
                return null;
            }

            offset = constant.TotalSeconds;
        }

        return ValueSet.Between(-offset - context.LookbackDelta.TotalSeconds - TimeSlack, -offset + TimeSlack);
    }

    /// <summary>How far a sum or difference with a number is from now; null where neither operand is near it, or both are.</summary>
    private static ValueSet? Shift(BinaryOperator op, ValueSet left, ValueSet? leftFromNow, ValueSet right, ValueSet? rightFromNow) => (op, leftFromNow, rightFromNow) switch
    {
        (BinaryOperator.Add, { } time, null) => ValueSet.Add(time, right),
        (BinaryOperator.Add, null, { } time) => ValueSet.Add(left, time),
        (BinaryOperator.Subtract, { } time, null) => ValueSet.Subtract(time, right),
        _ => null,
    };

    /// <summary>The difference of two times, which is known better than either; null for anything else.</summary>
    private static ValueSet? Age(BinaryOperator op, ValueSet? leftFromNow, ValueSet? rightFromNow) =>
        op == BinaryOperator.Subtract && leftFromNow is not null && rightFromNow is not null ? ValueSet.Subtract(leftFromNow, rightFromNow) : null;

    /// <summary>The difference where both sides are times, else what the operator gives.</summary>
    private static ValueSet ApplyWithTimes(BinaryOperator op, ValueSet left, ValueSet? leftFromNow, ValueSet right, ValueSet? rightFromNow) =>
        Age(op, leftFromNow, rightFromNow) ?? Apply(op, left, right);
}
