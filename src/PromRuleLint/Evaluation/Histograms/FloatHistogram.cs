using System.Collections.Immutable;
using PromRuleLint.PromQL;

namespace PromRuleLint.Evaluation;

/// <summary>A native histogram with float counts, exponential or with custom bounds; immutable. As the reference's <c>model/histogram</c>.</summary>
public sealed class FloatHistogram : IEquatable<FloatHistogram>
{
    /// <summary>The schema of histograms with custom bounds.</summary>
    public const int CustomBoundsSchema = -53;

    internal FloatHistogram()
    {
    }

    private FloatHistogram(FloatHistogram other)
    {
        Schema = other.Schema;
        CounterResetHint = other.CounterResetHint;
        Count = other.Count;
        Sum = other.Sum;
        ZeroThreshold = other.HasCustomBounds ? 0 : other.ZeroThreshold;
        ZeroCount = other.HasCustomBounds ? 0 : other.ZeroCount;
        CustomBounds = other.CustomBounds;
        Positive = other.Positive;
        Negative = other.Negative;
    }

    /// <summary>The schema: -4 to 8 for exponential buckets, <see cref="CustomBoundsSchema"/> for custom bounds.</summary>
    public int Schema { get; internal init; }

    /// <summary>The hint about counter resets.</summary>
    public CounterResetHint CounterResetHint { get; internal init; }

    /// <summary>The count of observations.</summary>
    public double Count { get; internal init; }

    /// <summary>The sum of observations; the stale mark ends a series.</summary>
    public double Sum { get; internal init; }

    /// <summary>The width of the zero bucket to each side.</summary>
    public double ZeroThreshold { get; internal init; }

    /// <summary>The count of the zero bucket.</summary>
    public double ZeroCount { get; internal init; }

    /// <summary>The upper bounds of custom buckets; empty of exponential ones.</summary>
    public ImmutableArray<double> CustomBounds { get; internal init; } = [];

    /// <summary>Whether the buckets have custom bounds.</summary>
    public bool HasCustomBounds => Schema == CustomBoundsSchema;

    // Custom buckets have no zero bucket; what arithmetic left in its place goes with the next copy, as in the reference.
    private double UsedZeroCount => HasCustomBounds ? 0 : ZeroCount;

    internal Buckets Positive { get; init; } = Buckets.None;

    internal Buckets Negative { get; init; } = Buckets.None;

    /// <summary>Reads the notation of series descriptions: <c>{{schema:1 sum:0.3 count:22 buckets:[5 10 7]}}</c>.</summary>
    /// <exception cref="FormatException">The text is not exactly one histogram.</exception>
    public static FloatHistogram Parse(string text)
    {
        SeriesDescription description = SeriesDescription.ParseValues(text);
        return description is { Errors: [], Items: [{ Kind: SeriesItemKind.Histogram, Count: 1, Histogram: { } literal }] }
            ? HistogramLiteralReader.ToHistogram(literal)
            : throw new FormatException($"'{text}' is not one histogram; write one as in {{{{schema:1 sum:0.3 count:22 buckets:[5 10 7]}}}}.");
    }

    /// <summary>Whether two histograms hold the same data, by the bits of their numbers; the counter reset hint aside, as in the reference.</summary>
    public bool Equals(FloatHistogram? other) =>
        other is not null
        && Schema == other.Schema
        && SameBits(Count, other.Count)
        && SameBits(Sum, other.Sum)
        && ZeroThreshold == other.ZeroThreshold
        && SameBits(ZeroCount, other.ZeroCount)
        && (!HasCustomBounds || CustomBounds.AsSpan().SequenceEqual(other.CustomBounds.AsSpan()))
        && Negative.SameAs(other.Negative)
        && Positive.SameAs(other.Positive);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FloatHistogram);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Schema, Count, Sum);

    /// <summary>In the notation of series descriptions, as the reference's <c>TestExpression</c>.</summary>
    public override string ToString() => HistogramText.Notation(this);

    internal FloatHistogram WithHint(CounterResetHint hint) => hint == CounterResetHint ? this : new FloatHistogram(this) { CounterResetHint = hint };

    /// <summary>With exactly these buckets, which contain those it has; the others hold nothing.</summary>
    internal FloatHistogram Over(int[] positive, int[] negative) => positive.Length == Positive.Length && negative.Length == Negative.Length
        ? this
        : new FloatHistogram(this) { Positive = Positive.Over(positive), Negative = Negative.Over(negative) };

    /// <summary>Without empty buckets.</summary>
    internal FloatHistogram Compact()
    {
        Buckets positive = Positive.Compact();
        Buckets negative = Negative.Compact();
        return positive.Length == Positive.Length && negative.Length == Negative.Length
            ? this
            : new FloatHistogram(this) { Positive = positive, Negative = negative };
    }

    internal FloatHistogram Multiply(double factor) => new(this)
    {
        ZeroCount = UsedZeroCount * factor,
        Count = Count * factor,
        Sum = Sum * factor,
        Positive = Positive.Scale(count => count * factor),
        Negative = Negative.Scale(count => count * factor),
        CounterResetHint = factor < 0 ? CounterResetHint.Gauge : CounterResetHint,
    };

    /// <summary>Divides; by zero it loses its buckets.</summary>
    internal FloatHistogram Divide(double divisor) => new(this)
    {
        ZeroCount = UsedZeroCount / divisor,
        Count = Count / divisor,
        Sum = Sum / divisor,
        Positive = divisor == 0 ? Buckets.None : Positive.Scale(count => count / divisor),
        Negative = divisor == 0 ? Buckets.None : Negative.Scale(count => count / divisor),
        CounterResetHint = divisor < 0 ? CounterResetHint.Gauge : CounterResetHint,
    };

    /// <summary>At a coarser schema; the hint goes with the finer one.</summary>
    internal FloatHistogram ToSchema(int schema) => schema == Schema ? this : new FloatHistogram(this)
    {
        Schema = schema,
        Positive = Positive.Reduce(Schema, schema),
        Negative = Negative.Reduce(Schema, schema),
        CounterResetHint = CounterResetHint.Unknown,
    };

    internal FloatHistogram With(double count, double sum, double zeroCount, Buckets positive, Buckets negative) =>
        new(this) { Count = count, Sum = sum, ZeroCount = zeroCount, Positive = positive, Negative = negative };

    internal FloatHistogram WithZeroBucket(double threshold, double count, Buckets positive, Buckets negative) =>
        new(this) { ZeroThreshold = threshold, ZeroCount = count, Positive = positive, Negative = negative };

    /// <summary>Without buckets, for functions that need none.</summary>
    internal FloatHistogram ToStatistics(CounterResetHint hint) =>
        new() { Schema = Schema, CustomBounds = CustomBounds, Count = Count, Sum = Sum, CounterResetHint = hint };

    internal bool HasOverflow() =>
        double.IsInfinity(ZeroCount) || double.IsInfinity(Count) || double.IsInfinity(Sum)
        || Array.Exists(Positive.Counts, double.IsInfinity) || Array.Exists(Negative.Counts, double.IsInfinity)
        || CustomBounds.Any(double.IsInfinity);

    internal double PositiveBound(int index) => HasCustomBounds
        ? index < 0 ? double.NegativeInfinity : index >= CustomBounds.Length ? double.PositiveInfinity : CustomBounds[index]
        : BucketBounds.Exponential(index, Schema);

    internal Bucket PositiveBucket(int at)
    {
        int index = Positive.Indexes[at];
        return new Bucket(PositiveBound(index - 1), PositiveBound(index), Positive.Counts[at], index);
    }

    internal Bucket NegativeBucket(int at)
    {
        int index = Negative.Indexes[at];
        return new Bucket(-PositiveBound(index), -PositiveBound(index - 1), Negative.Counts[at], index);
    }

    /// <summary>All buckets from the lowest to the highest, the zero bucket among them if it holds anything.</summary>
    internal List<Bucket> AllBuckets()
    {
        var all = new List<Bucket>(Positive.Length + Negative.Length + 1);
        for (int i = Negative.Length - 1; i >= 0; i--)
        {
            all.Add(OutsideZero(NegativeBucket(i)));
        }

        if (ZeroCount > 0)
        {
            all.Add(new Bucket(-ZeroThreshold, ZeroThreshold, ZeroCount));
        }

        for (int i = 0; i < Positive.Length; i++)
        {
            all.Add(OutsideZero(PositiveBucket(i)));
        }

        return all;
    }

    private Bucket OutsideZero(Bucket bucket) =>
        bucket.Lower > 0 && bucket.Lower < ZeroThreshold ? bucket with { Lower = ZeroThreshold }
        : bucket.Upper < 0 && bucket.Upper > -ZeroThreshold ? bucket with { Upper = -ZeroThreshold }
        : bucket;

    private static bool SameBits(double left, double right) => BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right);
}
