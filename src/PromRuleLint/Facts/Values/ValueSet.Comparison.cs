using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Facts;

public sealed partial class ValueSet
{
    /// <summary>
    /// What a comparison without <c>bool</c> lets through of the left side: the left values for which some right value makes
    /// it true. A comparison with NaN is false, except <c>!=</c>; a native histogram can only be equal or not to another.
    /// </summary>
    public static ValueSet Refine(ValueSet left, BinaryOperator comparison, ValueSet right)
    {
        bool histogram = left.MayBeHistogram && right.MayBeHistogram && comparison is (BinaryOperator.Equal or BinaryOperator.NotEqual);
        ValueSet numbers = comparison switch
        {
            BinaryOperator.Equal => right.Intervals.IsEmpty ? Nothing : left.Numbers().Intersect(right.Numbers()),
            BinaryOperator.NotEqual => Without(left.WithoutHistograms(), right),
            BinaryOperator.Greater => Clip(left, right.Intervals.IsEmpty ? double.NaN : Interval.Above(right.Min), double.PositiveInfinity),
            BinaryOperator.GreaterOrEqual => Clip(left, right.Intervals.IsEmpty ? double.NaN : right.Min == 0 ? -0.0 : right.Min, double.PositiveInfinity),
            BinaryOperator.Less => Clip(left, double.NegativeInfinity, right.Intervals.IsEmpty ? double.NaN : Interval.Below(right.Max)),
            BinaryOperator.LessOrEqual => Clip(left, double.NegativeInfinity, right.Intervals.IsEmpty ? double.NaN : right.Max == 0 ? 0.0 : right.Max),
            _ => left,
        };

        // Nothing is greater than infinity, though the next double above it is infinity again.
        if ((comparison == BinaryOperator.Greater && double.IsPositiveInfinity(right.Min)) || (comparison == BinaryOperator.Less && double.IsNegativeInfinity(right.Max)))
        {
            numbers = Nothing;
        }

        return numbers.WithHistograms(histogram ? left.Histograms : Histograms.None);
    }

    /// <summary>Whether a comparison is true of every pair of a left and a right value.</summary>
    public static bool IsAlwaysTrue(ValueSet left, BinaryOperator comparison, ValueSet right)
    {
        if (left.MayBeHistogram || right.MayBeHistogram || left.IsEmpty || right.IsEmpty)
        {
            return false;
        }

        if (comparison == BinaryOperator.NotEqual)
        {
            return left.Numbers().Intersect(right.Numbers()).IsEmpty;
        }

        if (left.MayBeNaN || right.MayBeNaN)
        {
            return false;
        }

        return comparison switch
        {
            BinaryOperator.Equal => left.Min == left.Max && right.Min == right.Max && left.Min == right.Min,
            BinaryOperator.Greater => left.Min > right.Max,
            BinaryOperator.GreaterOrEqual => left.Min >= right.Max,
            BinaryOperator.Less => left.Max < right.Min,
            BinaryOperator.LessOrEqual => left.Max <= right.Min,
            _ => false,
        };
    }

    /// <summary>Whether a comparison is false of every pair of a left and a right value.</summary>
    public static bool IsNeverTrue(ValueSet left, BinaryOperator comparison, ValueSet right) =>
        Refine(left, comparison, right).IsEmpty;

    /// <summary>What a comparison with <c>bool</c> gives: 0, 1 or either; nothing where the operands cannot be compared at all.</summary>
    public static ValueSet CompareBool(ValueSet left, BinaryOperator comparison, ValueSet right)
    {
        bool floats = left.HasFloats && right.HasFloats;
        bool histograms = left.MayBeHistogram && right.MayBeHistogram;
        if (!floats && !histograms && !(left.MayBeHistogram && right.HasFloats) && !(left.HasFloats && right.MayBeHistogram))
        {
            return Nothing;
        }

        return IsAlwaysTrue(left, comparison, right) ? One : IsNeverTrue(left, comparison, right) ? From(0) : Boolean;
    }

    /// <summary>The operator with its sides exchanged.</summary>
    public static BinaryOperator Mirror(BinaryOperator comparison) => comparison switch
    {
        BinaryOperator.Greater => BinaryOperator.Less,
        BinaryOperator.Less => BinaryOperator.Greater,
        BinaryOperator.GreaterOrEqual => BinaryOperator.LessOrEqual,
        BinaryOperator.LessOrEqual => BinaryOperator.GreaterOrEqual,
        _ => comparison,
    };

    /// <summary>The same without NaN and native histograms.</summary>
    internal ValueSet Numbers() => MayBeNaN || MayBeHistogram ? new(Intervals, false, IsWhole, Histograms.None) : this;

    private static ValueSet Clip(ValueSet left, double low, double high)
    {
        if (double.IsNaN(low) || double.IsNaN(high))
        {
            return Nothing;
        }

        var kept = new IntervalList(stackalloc Interval[IntervalList.Few]);
        foreach (Interval interval in left.Intervals)
        {
            double from = Interval.Max(interval.Low, low);
            double to = Interval.Min(interval.High, high);
            if (from <= to)
            {
                kept.Add(new Interval(from, to));
            }
        }

        return Create(kept.Items, false, left.IsWhole, Histograms.None);
    }

    private static ValueSet Without(ValueSet left, ValueSet right)
    {
        if (!right.HasFloats || !left.HasFloats)
        {
            return Nothing;
        }

        // Only a single right value is different from nothing else than itself.
        if (right.MayBeNaN || right.Intervals.Length != 1 || !right.Intervals[0].IsSingle)
        {
            return left;
        }

        double point = right.Intervals[0].Low;
        ValueSet below = double.IsNegativeInfinity(point) ? Nothing : Clip(left, double.NegativeInfinity, Interval.Below(point));
        ValueSet above = double.IsPositiveInfinity(point) ? Nothing : Clip(left, Interval.Above(point), double.PositiveInfinity);
        return below.Union(above).WithNaN(left.MayBeNaN);
    }
}
