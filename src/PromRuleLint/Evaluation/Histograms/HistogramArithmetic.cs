using System.Collections.Immutable;

namespace PromRuleLint.Evaluation;

/// <summary>Sums and differences of histograms, as the reference's <c>model/histogram/float_histogram.go</c>.</summary>
internal static class HistogramArithmetic
{
    public static HistogramOutcome Add(FloatHistogram left, FloatHistogram right) => Combine(left, right, negative: false);

    public static HistogramOutcome Subtract(FloatHistogram left, FloatHistogram right) => Combine(left, right, negative: true);

    /// <summary>The hint of a sum, and whether the hints collide.</summary>
    public static (CounterResetHint Hint, bool Collide) CombineHints(CounterResetHint left, CounterResetHint right)
    {
        if (left == right || left == CounterResetHint.Gauge)
        {
            return (left, false);
        }

        if (right == CounterResetHint.Gauge)
        {
            return (CounterResetHint.Gauge, false);
        }

        bool known = left != CounterResetHint.Unknown && right != CounterResetHint.Unknown;
        return (CounterResetHint.Unknown, known);
    }

    /// <summary>The bounds that two lists share.</summary>
    public static ImmutableArray<double> SharedBounds(ImmutableArray<double> left, ImmutableArray<double> right)
    {
        var shared = ImmutableArray.CreateBuilder<double>();
        for (int i = 0, j = 0; i < left.Length && j < right.Length;)
        {
            if (left[i] == right[j])
            {
                shared.Add(left[i]);
            }

            bool advanceLeft = left[i] <= right[j];
            j += left[i] < right[j] ? 0 : 1;
            i += advanceLeft ? 1 : 0;
        }

        return shared.ToImmutable();
    }

    /// <summary>Which bucket of the shared bounds takes what a bucket of other bounds holds; the bounds at or above it.</summary>
    public static int SharedIndex(int index, ImmutableArray<double> bounds, ImmutableArray<double> shared)
    {
        if (index >= bounds.Length)
        {
            return shared.Length;
        }

        int target = 0;
        while (target < shared.Length && shared[target] < bounds[Math.Max(index, 0)])
        {
            target++;
        }

        return target;
    }

    /// <summary>How many of the first buckets lie within the zero bucket.</summary>
    public static int CountWithin(double threshold, Buckets buckets, int schema)
    {
        int count = 0;
        while (count < buckets.Length && BucketBounds.Exponential(buckets.Indexes[count], schema) <= threshold)
        {
            count++;
        }

        return count;
    }

    private static HistogramOutcome Combine(FloatHistogram left, FloatHistogram right, bool negative)
    {
        if (left.HasCustomBounds != right.HasCustomBounds)
        {
            return new HistogramOutcome(null, false, false);
        }

        (CounterResetHint hint, bool collide) = CombineHints(left.CounterResetHint, right.CounterResetHint);
        double count = negative ? left.Count - right.Count : left.Count + right.Count;
        double sum = negative ? left.Sum - right.Sum : left.Sum + right.Sum;
        if (left.HasCustomBounds)
        {
            bool same = left.CustomBounds.AsSpan().SequenceEqual(right.CustomBounds.AsSpan());
            ImmutableArray<double> bounds = same ? left.CustomBounds : SharedBounds(left.CustomBounds, right.CustomBounds);
            Buckets buckets = same ? left.Positive.Combine(right.Positive, 0, negative) : CombineOverShared(left, right, bounds, negative);
            return new HistogramOutcome(
                new FloatHistogram { Schema = left.Schema, CounterResetHint = hint, Count = count, Sum = sum, CustomBounds = bounds, Positive = buckets },
                collide,
                !same);
        }

        (FloatHistogram wide, double otherZero) = ZeroBuckets.Reconcile(left, right);
        int schema = Math.Min(left.Schema, right.Schema);
        Buckets positive = right.Positive.Reduce(right.Schema, schema);
        Buckets opposite = right.Negative.Reduce(right.Schema, schema);
        var result = new FloatHistogram
        {
            Schema = schema,
            CounterResetHint = hint,
            Count = count,
            Sum = sum,
            ZeroThreshold = wide.ZeroThreshold,
            ZeroCount = negative ? wide.ZeroCount - otherZero : wide.ZeroCount + otherZero,
            Positive = wide.Positive.Reduce(left.Schema, schema).Combine(positive, CountWithin(wide.ZeroThreshold, positive, schema), negative),
            Negative = wide.Negative.Reduce(left.Schema, schema).Combine(opposite, CountWithin(wide.ZeroThreshold, opposite, schema), negative),
        };
        return new HistogramOutcome(result, collide, false);
    }

    private static Buckets CombineOverShared(FloatHistogram left, FloatHistogram right, ImmutableArray<double> shared, bool negative)
    {
        var counts = new double[shared.Length + 1];
        for (int i = 0; i < left.Positive.Length; i++)
        {
            counts[SharedIndex(left.Positive.Indexes[i], left.CustomBounds, shared)] += left.Positive.Counts[i];
        }

        for (int i = 0; i < right.Positive.Length; i++)
        {
            double added = negative ? -right.Positive.Counts[i] : right.Positive.Counts[i];
            counts[SharedIndex(right.Positive.Indexes[i], right.CustomBounds, shared)] += added;
        }

        return new Buckets([.. Enumerable.Range(0, counts.Length)], counts).Compact();
    }
}
