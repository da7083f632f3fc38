namespace PromRuleLint.Evaluation;

/// <summary>The operators <c>&lt;/</c> and <c>&gt;/</c>: the part of a histogram below or above a value.</summary>
internal static class HistogramTrimming
{
    public static FloatHistogram Trim(FloatHistogram histogram, double limit, bool keepsBelow)
    {
        var state = new Trimmer(histogram, limit, keepsBelow);
        double[] positive = state.Side(histogram.Positive.Length, histogram.PositiveBucket, isPositive: true);
        double[] negative = state.Side(histogram.Negative.Length, histogram.NegativeBucket, isPositive: false);
        double zero = histogram.HasCustomBounds ? 0 : histogram.ZeroCount;
        if (zero > 0)
        {
            double below = Split(new Bucket(-histogram.ZeroThreshold, histogram.ZeroThreshold, zero), limit, isPositive: true, isLinear: true);
            zero = keepsBelow ? below : zero - below;
            state.Kept += zero;
        }

        return histogram.With(
            state.Kept,
            state.SumOf(histogram.Sum),
            zero,
            new Buckets(histogram.Positive.Indexes, positive),
            new Buckets(histogram.Negative.Indexes, negative)).Compact();
    }

    /// <summary>How much of a bucket's count lies at or below a value.</summary>
    private static double Split(Bucket bucket, double limit, bool isPositive, bool isLinear)
    {
        if (limit <= bucket.Lower)
        {
            return 0;
        }

        if (limit >= bucket.Upper)
        {
            return bucket.Count;
        }

        if (isLinear)
        {
            return bucket.Count * ((limit - bucket.Lower) / (bucket.Upper - bucket.Lower));
        }

        double logLower = GoMath.Log2(Math.Abs(bucket.Lower));
        double logUpper = GoMath.Log2(Math.Abs(bucket.Upper));
        double logLimit = GoMath.Log2(Math.Abs(limit));
        return bucket.Count * (isPositive ? (logLimit - logLower) / (logUpper - logLower) : 1 - ((logLimit - logUpper) / (logLower - logUpper)));
    }

    private sealed class Trimmer(FloatHistogram histogram, double limit, bool keepsBelow)
    {
        private double removedSum;
        private bool hasPositive;
        private bool hasNegative;

        public double Kept { get; set; }

        /// <summary>The sum of what is left: what was cut off is taken to lie in the middle of its part.</summary>
        public double SumOf(double sum)
        {
            if (Kept == 0)
            {
                return 0;
            }

            double left = sum - removedSum;
            return (!hasNegative && left < 0) || (!hasPositive && left > 0) ? 0 : left;
        }

        public double[] Side(int length, Func<int, Bucket> bucketAt, bool isPositive)
        {
            var counts = new double[length];
            for (int i = 0; i < length; i++)
            {
                Bucket bucket = bucketAt(i);
                counts[i] = bucket.Count == 0 ? 0 : Cut(bucket, isPositive);
            }

            return counts;
        }

        private double Cut(Bucket bucket, bool isPositive)
        {
            Note(bucket, isPositive);
            bool isLinear = histogram.HasCustomBounds;
            if (keepsBelow ? bucket.Upper <= limit : bucket.Lower >= limit)
            {
                Kept += bucket.Count;
                return bucket.Count;
            }

            (double kept, double middle) = double.IsInfinity(bucket.Lower) || double.IsInfinity(bucket.Upper)
                ? CutInfinite(bucket)
                : CutFinite(bucket, isPositive, isLinear);
            if (keepsBelow ? bucket.Lower < limit : bucket.Upper > limit)
            {
                removedSum += (bucket.Count - kept) * middle;
                Kept += kept;
                return kept;
            }

            removedSum += bucket.Count * (isLinear && isPositive ? middle : Math.Sqrt(bucket.Lower * bucket.Upper));
            return 0;
        }

        private void Note(Bucket bucket, bool isPositive)
        {
            bool custom = histogram.HasCustomBounds && isPositive;
            hasNegative |= custom ? bucket.Upper <= 0 || bucket.Lower < 0 : !isPositive;
            hasPositive |= custom ? bucket.Upper > 0 : isPositive;
        }

        private (double Kept, double Middle) CutFinite(Bucket bucket, bool isPositive, bool isLinear)
        {
            double below = Split(bucket, limit, isPositive, isLinear);
            double product = Math.Abs(keepsBelow ? bucket.Lower : limit) * Math.Abs(keepsBelow ? limit : bucket.Upper);
            double middle = isLinear ? (bucket.Lower + bucket.Upper) / 2 : isPositive ? Math.Sqrt(product) : -Math.Sqrt(product);
            return (keepsBelow ? below : bucket.Count - below, middle);
        }

        /// <summary>Of a bucket without an end only a part beyond zero can be told; else all of it goes.</summary>
        private (double Kept, double Middle) CutInfinite(Bucket bucket)
        {
            if (!double.IsNegativeInfinity(bucket.Lower))
            {
                return keepsBelow || limit > bucket.Lower ? (0, bucket.Lower) : (bucket.Count, 0);
            }

            if (keepsBelow ? limit >= bucket.Upper : limit <= bucket.Lower)
            {
                return (bucket.Count, 0);
            }

            bool inFinitePart = limit >= 0 && bucket.Upper > limit && !double.IsPositiveInfinity(bucket.Upper);
            return !inFinitePart ? (0, bucket.Upper)
                : keepsBelow ? (bucket.Count * limit / bucket.Upper, (limit + bucket.Upper) / 2)
                : (bucket.Count * (1 - (limit / bucket.Upper)), limit / 2);
        }
    }
}
