using PromRuleLint.Evaluation.GoMath;

namespace PromRuleLint.Evaluation;

/// <summary>
/// The operators <c>&lt;/</c> and <c>&gt;/</c>: the part of a histogram below or above a value, as <c>TrimBuckets</c> of the reference's
/// <c>model/histogram/float_histogram.go</c>. Where anything is cut off, the sum is that of the counts left, each in the middle of its part.
/// </summary>
internal static class HistogramTrimming
{
    public static FloatHistogram Trim(FloatHistogram histogram, double limit, bool keepsBelow)
    {
        var trimmer = new Trimmer(limit, keepsBelow);
        double[] positive = Side(histogram.Positive.Length, at => Cut(trimmer, histogram, histogram.PositiveBucket(at), isPositive: true));
        double[] negative = Side(histogram.Negative.Length, at => Cut(trimmer, histogram, histogram.NegativeBucket(at), isPositive: false));
        double zero = histogram.HasCustomBounds || histogram.ZeroCount == 0 ? 0 : trimmer.Linear(ZeroBucket(histogram));
        return trimmer.HasCut
            ? histogram.With(
                trimmer.Count,
                trimmer.Sum,
                zero,
                new Buckets(histogram.Positive.Indexes, positive),
                new Buckets(histogram.Negative.Indexes, negative)).Compact()
            : histogram.Compact();
    }

    private static double[] Side(int length, Func<int, double> cut)
    {
        var counts = new double[length];
        for (int i = 0; i < length; i++)
        {
            counts[i] = cut(i);
        }

        return counts;
    }

    private static double Cut(Trimmer trimmer, FloatHistogram histogram, Bucket bucket, bool isPositive) =>
        bucket.Count == 0 ? 0
        : !histogram.HasCustomBounds ? trimmer.Exponential(bucket, isPositive)
        : double.IsInfinity(bucket.Lower) || double.IsInfinity(bucket.Upper) ? trimmer.Endless(bucket)
        : trimmer.Linear(bucket);

    /// <summary>Where there are buckets on one side only, the zero bucket is taken to lie on that side.</summary>
    private static Bucket ZeroBucket(FloatHistogram histogram) => new(
        histogram.Negative.Length == 0 && histogram.Positive.Length > 0 ? 0 : -histogram.ZeroThreshold,
        histogram.Positive.Length == 0 && histogram.Negative.Length > 0 ? 0 : histogram.ZeroThreshold,
        histogram.ZeroCount);

    private sealed class Trimmer(double limit, bool keepsBelow)
    {
        public double Count { get; private set; }

        public double Sum { get; private set; }

        public bool HasCut { get; private set; }

        public double Linear(Bucket bucket)
        {
            if (IsOutside(bucket))
            {
                return Remove();
            }

            double lower = keepsBelow ? bucket.Lower : Math.Max(bucket.Lower, limit);
            double upper = keepsBelow ? Math.Min(bucket.Upper, limit) : bucket.Upper;
            double share = lower == bucket.Lower && upper == bucket.Upper ? 1 : (upper - lower) / (bucket.Upper - bucket.Lower);
            return Keep(bucket.Count * share, (lower + upper) / 2, share != 1);
        }

        public double Exponential(Bucket bucket, bool isPositive)
        {
            if (IsOutside(bucket))
            {
                return Remove();
            }

            double lower = keepsBelow ? bucket.Lower : Math.Max(bucket.Lower, limit);
            double upper = keepsBelow ? Math.Min(bucket.Upper, limit) : bucket.Upper;
            double middle = Math.Sqrt(Math.Abs(lower) * Math.Abs(upper));
            bool isCut = lower != bucket.Lower || upper != bucket.Upper;
            double below = isCut ? bucket.Count * ShareBelow(bucket, isPositive) : bucket.Count;
            return Keep(!isCut || keepsBelow ? below : bucket.Count - below, isPositive ? middle : -middle, isCut);
        }

        /// <summary>
        /// A custom bucket without an end. The first one begins at zero if it ends above; else all of it lies at its end, or at the limit.
        /// </summary>
        public double Endless(Bucket bucket)
        {
            if (double.IsInfinity(limit))
            {
                return keepsBelow == limit > 0 ? Keep(bucket.Count, 0, isCut: false) : Remove();
            }

            if (double.IsPositiveInfinity(bucket.Upper))
            {
                return keepsBelow || double.IsInfinity(bucket.Lower) ? Remove()
                    : Keep(bucket.Count, Math.Max(bucket.Lower, limit), limit > bucket.Lower);
            }

            if (bucket.Upper > 0)
            {
                return !keepsBelow && limit < 0 ? Remove() : Linear(bucket with { Lower = 0 });
            }

            return keepsBelow ? Keep(bucket.Count, Math.Min(bucket.Upper, limit), limit < bucket.Upper) : Remove();
        }

        private bool IsOutside(Bucket bucket) => keepsBelow ? !(bucket.Lower < limit) : !(bucket.Upper > limit);

        private double ShareBelow(Bucket bucket, bool isPositive)
        {
            double logLower = Logarithms.Log2(Math.Abs(bucket.Lower));
            double logUpper = Logarithms.Log2(Math.Abs(bucket.Upper));
            double logLimit = Logarithms.Log2(Math.Abs(limit));
            return isPositive ? (logLimit - logLower) / (logUpper - logLower) : 1 - ((logLimit - logUpper) / (logLower - logUpper));
        }

        private double Keep(double count, double middle, bool isCut)
        {
            Count += count;
            Sum += count * middle;
            HasCut |= isCut;
            return count;
        }

        private double Remove()
        {
            HasCut = true;
            return 0;
        }
    }
}
