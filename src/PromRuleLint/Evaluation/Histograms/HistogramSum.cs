using System.Collections.Immutable;

namespace PromRuleLint.Evaluation;

/// <summary>
/// A sum of histograms with compensation of every number in it, as the reference's <c>KahanAdd</c>: what sums and averages of
/// histograms are made with.
/// </summary>
internal sealed record HistogramSum
{
    private HistogramSum(FloatHistogram value) => Value = value;

    /// <summary>The sum so far, without compensation.</summary>
    public FloatHistogram Value { get; private init; }

    /// <summary>The compensation, with the buckets of <see cref="Value"/>; null before the first addition.</summary>
    public FloatHistogram? Compensation { get; private init; }

    /// <summary>Whether an addition had to reconcile custom bounds.</summary>
    public bool BoundsReconciled { get; private init; }

    public static HistogramSum From(FloatHistogram first) => new(first);

    /// <summary>The sum with its compensation, divided first.</summary>
    public FloatHistogram Total(double divisor = 1)
    {
        FloatHistogram value = divisor == 1 ? Value : Value.Divide(divisor);
        return Compensation is null ? value : HistogramArithmetic.Add(value, divisor == 1 ? Compensation : Compensation.Divide(divisor)).Result!;
    }

    public HistogramSum Scale(Func<FloatHistogram, FloatHistogram> scale) =>
        this with { Value = scale(Value), Compensation = Compensation is null ? null : scale(Compensation) };

    /// <summary>With another added; null where one has custom bounds and the other has not.</summary>
    public HistogramSum? Add(FloatHistogram other)
    {
        if (Value.HasCustomBounds != other.HasCustomBounds)
        {
            return null;
        }

        (CounterResetHint hint, _) = HistogramArithmetic.CombineHints(Value.CounterResetHint, other.CounterResetHint);
        FloatHistogram compensation = Compensation ?? EmptyLike(Value, hint);
        double count = Value.Count;
        double countRest = compensation.Count;
        double sum = Value.Sum;
        double sumRest = compensation.Sum;
        Kahan.Add(other.Count, ref count, ref countRest);
        Kahan.Add(other.Sum, ref sum, ref sumRest);
        Parts parts = Value.HasCustomBounds ? AddCustom(compensation, other) : AddExponential(compensation, other);
        return this with
        {
            Value = parts.Histogram(hint, count, sum, parts.ZeroCount, parts.Positive.Value, parts.Negative.Value),
            Compensation = parts.Histogram(compensation.CounterResetHint, countRest, sumRest, parts.ZeroRest, parts.Positive.Rest, parts.Negative.Rest),
            BoundsReconciled = BoundsReconciled || parts.BoundsReconciled,
        };
    }

    private static FloatHistogram EmptyLike(FloatHistogram histogram, CounterResetHint hint) =>
        histogram.WithHint(hint).With(0, 0, 0, histogram.Positive.Scale(static _ => 0), histogram.Negative.Scale(static _ => 0));

    private Parts AddCustom(FloatHistogram compensation, FloatHistogram other)
    {
        var mine = new CompensatedBuckets(Value.Positive, compensation.Positive.Counts);
        if (Value.CustomBounds.AsSpan().SequenceEqual(other.CustomBounds.AsSpan()))
        {
            return new Parts(Value.Schema, Value.CustomBounds, 0, 0, 0, mine.Add(new CompensatedBuckets(other.Positive), 0), CompensatedBuckets.None, false);
        }

        ImmutableArray<double> shared = HistogramArithmetic.SharedBounds(Value.CustomBounds, other.CustomBounds);
        var counts = new double[shared.Length + 1];
        var rests = new double[shared.Length + 1];
        for (int i = 0; i < mine.Length; i++)
        {
            int target = HistogramArithmetic.SharedIndex(mine.Value.Indexes[i], Value.CustomBounds, shared);
            Kahan.Add(mine.Value.Counts[i], ref counts[target], ref rests[target]);
            Kahan.Add(mine.Rests[i], ref counts[target], ref rests[target]);
        }

        for (int i = 0; i < other.Positive.Length; i++)
        {
            int target = HistogramArithmetic.SharedIndex(other.Positive.Indexes[i], other.CustomBounds, shared);
            Kahan.Add(other.Positive.Counts[i], ref counts[target], ref rests[target]);
        }

        var all = new CompensatedBuckets(new Buckets([.. Enumerable.Range(0, counts.Length)], counts), rests);
        return new Parts(Value.Schema, shared, 0, 0, 0, all.Compact(), CompensatedBuckets.None, true);
    }

    private Parts AddExponential(FloatHistogram compensation, FloatHistogram other)
    {
        var positive = new CompensatedBuckets(Value.Positive, compensation.Positive.Counts);
        var negative = new CompensatedBuckets(Value.Negative, compensation.Negative.Counts);
        double zero = Value.ZeroCount;
        double zeroRest = compensation.ZeroCount;
        double otherZero = other.ZeroCount;
        double threshold = Value.ZeroThreshold;
        if (other.ZeroThreshold != threshold)
        {
            (FloatHistogram wide, otherZero) = ZeroBuckets.Reconcile(Value, other);
            threshold = wide.ZeroThreshold;
            positive = positive.TakeZero(Value.Schema, threshold, ref zero, ref zeroRest);
            negative = negative.TakeZero(Value.Schema, threshold, ref zero, ref zeroRest);
        }

        Kahan.Add(otherZero, ref zero, ref zeroRest);
        int schema = Math.Min(Value.Schema, other.Schema);
        CompensatedBuckets otherPositive = new CompensatedBuckets(other.Positive).Reduce(other.Schema, schema);
        CompensatedBuckets otherNegative = new CompensatedBuckets(other.Negative).Reduce(other.Schema, schema);
        return new Parts(
            schema,
            [],
            threshold,
            zero,
            zeroRest,
            positive.Reduce(Value.Schema, schema).Add(otherPositive, HistogramArithmetic.CountWithin(threshold, otherPositive.Value, schema)),
            negative.Reduce(Value.Schema, schema).Add(otherNegative, HistogramArithmetic.CountWithin(threshold, otherNegative.Value, schema)),
            false);
    }

    private readonly record struct Parts(
        int Schema,
        ImmutableArray<double> Bounds,
        double Threshold,
        double ZeroCount,
        double ZeroRest,
        CompensatedBuckets Positive,
        CompensatedBuckets Negative,
        bool BoundsReconciled)
    {
        public FloatHistogram Histogram(CounterResetHint hint, double count, double sum, double zeroCount, Buckets positive, Buckets negative) => new()
        {
            Schema = Schema,
            CustomBounds = Bounds,
            ZeroThreshold = Threshold,
            ZeroCount = zeroCount,
            CounterResetHint = hint,
            Count = count,
            Sum = sum,
            Positive = positive,
            Negative = negative,
        };
    }
}
