using PromRuleLint.Evaluation.GoMath;

namespace PromRuleLint.Evaluation;

/// <summary>Estimates from the buckets of one native histogram, as the reference's <c>promql/quantile.go</c>.</summary>
internal static class NativeHistograms
{
    public static double Variance(FloatHistogram histogram)
    {
        double mean = histogram.Sum / histogram.Count;
        double variance = 0;
        double rest = 0;
        foreach (Bucket bucket in histogram.AllBuckets())
        {
            if (bucket.Count == 0)
            {
                continue;
            }

            double value;
            if (histogram.HasCustomBounds)
            {
                value = (bucket.Upper + bucket.Lower) / 2.0;
            }
            else if (bucket.Lower <= 0 && bucket.Upper >= 0)
            {
                value = 0;
            }
            else
            {
                value = Math.Sqrt(bucket.Upper * bucket.Lower);
                value = bucket.Upper < 0 ? -value : value;
            }

            double delta = value - mean;
            Kahan.Add(bucket.Count * delta * delta, ref variance, ref rest);
        }

        return (variance + rest) / histogram.Count;
    }

    public static double Quantile(double quantile, FloatHistogram histogram, string metricName, Action<string> inform)
    {
        if (quantile is < 0 or > 1)
        {
            return quantile < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        if (histogram.Count == 0 || double.IsNaN(quantile))
        {
            return double.NaN;
        }

        bool forward = double.IsNaN(histogram.Sum) || quantile < 0.5;
        double rank = (forward ? quantile : 1 - quantile) * histogram.Count;
        List<Bucket> buckets = histogram.AllBuckets();
        if (!forward)
        {
            buckets.Reverse();
        }

        int next = FindBucket(buckets, rank, out Bucket found, out double count);
        if (EdgeOf(histogram, ref found) is { } edge)
        {
            return edge;
        }

        count = count > histogram.Count ? histogram.Count : count;
        if (count < rank)
        {
            if (double.IsNaN(histogram.Sum))
            {
                inform(Messages.QuantileOfNaN(metricName));
                return double.NaN;
            }

            return found.Upper;
        }

        rank = forward ? rank - (count - found.Count) : count - rank;
        if (double.IsNaN(histogram.Sum))
        {
            for (; next < buckets.Count; next++)
            {
                count += buckets[next].Count;
                found = buckets[next];
            }

            if (count < histogram.Count)
            {
                inform(Messages.QuantileSkewed(metricName));
            }
        }

        return Interpolate(histogram, found, rank / found.Count);
    }

    /// <summary>Finds the bucket that holds a rank, and how many observations stand up to its end; gives the index of the next one.</summary>
    private static int FindBucket(List<Bucket> buckets, double rank, out Bucket found, out double count)
    {
        found = default;
        count = 0;
        int next = 0;
        while (next < buckets.Count)
        {
            found = buckets[next++];
            if (found.Count == 0)
            {
                continue;
            }

            count += found.Count;
            if (count >= rank)
            {
                break;
            }
        }

        return next;
    }

    /// <summary>The bound that a bucket without an end has for its quantile; null of other buckets, which become one-sided.</summary>
    private static double? EdgeOf(FloatHistogram histogram, ref Bucket bucket)
    {
        if (histogram.HasCustomBounds)
        {
            if (double.IsNegativeInfinity(bucket.Lower))
            {
                if (bucket.Upper <= 0)
                {
                    return bucket.Upper;
                }

                bucket = bucket with { Lower = 0 };
            }
            else if (double.IsPositiveInfinity(bucket.Upper))
            {
                return bucket.Lower;
            }
        }
        else if (bucket.Lower < 0 && bucket.Upper > 0)
        {
            bucket = OneSided(histogram, bucket);
        }

        return null;
    }

    public static double Fraction(double lower, double upper, FloatHistogram histogram, string metricName, Action<string> inform)
    {
        if (histogram.Count == 0 || double.IsNaN(lower) || double.IsNaN(upper))
        {
            return double.NaN;
        }

        if (lower >= upper)
        {
            return 0;
        }

        double count = 0;
        double rank = 0;
        double? lowerRank = null;
        double? upperRank = null;
        List<Bucket> buckets = histogram.AllBuckets();
        int next = 0;
        while (next < buckets.Count)
        {
            Bucket bucket = buckets[next++];
            count += bucket.Count;
            bool zero = bucket.Lower <= 0 && bucket.Upper >= 0;
            bucket = zero ? OneSided(histogram, bucket) : bucket;
            lowerRank ??= bucket.Lower >= lower ? rank : null;
            upperRank ??= bucket.Lower >= upper ? rank : null;
            if (lowerRank is null && bucket.Lower < lower && bucket.Upper > lower)
            {
                lowerRank = RankWithin(histogram, bucket, zero, rank, lower);
            }

            if (upperRank is null && bucket.Lower < upper && bucket.Upper > upper)
            {
                upperRank = RankWithin(histogram, bucket, zero, rank, upper);
            }

            if (lowerRank is not null && upperRank is not null)
            {
                break;
            }

            rank += bucket.Count;
        }

        count = CountWithoutNaN(histogram, buckets, next, count, metricName, inform);
        double from = lowerRank is { } l && !(l > count) ? l : count;
        double to = upperRank is { } u && !(u > count) ? u : count;
        return (to - from) / histogram.Count;
    }

    private static double CountWithoutNaN(FloatHistogram histogram, List<Bucket> buckets, int next, double count, string metricName, Action<string> inform)
    {
        if (!double.IsNaN(histogram.Sum))
        {
            return histogram.Count;
        }

        for (; next < buckets.Count; next++)
        {
            count += buckets[next].Count;
        }

        if (count < histogram.Count)
        {
            inform(Messages.FractionWithoutNaN(metricName));
        }

        return count;
    }

    /// <summary>A bucket around zero of a histogram with buckets on one side only does not reach to the other.</summary>
    private static Bucket OneSided(FloatHistogram histogram, Bucket bucket) =>
        histogram.Negative.Length == 0 && histogram.Positive.Length > 0 ? bucket with { Lower = 0 }
        : histogram.Positive.Length == 0 && histogram.Negative.Length > 0 ? bucket with { Upper = 0 }
        : bucket;

    private static double Interpolate(FloatHistogram histogram, Bucket bucket, double fraction)
    {
        if (histogram.HasCustomBounds || (bucket.Lower <= 0 && bucket.Upper >= 0))
        {
            return bucket.Lower + ((bucket.Upper - bucket.Lower) * fraction);
        }

        double logLower = Logarithms.Log2(Math.Abs(bucket.Lower));
        double logUpper = Logarithms.Log2(Math.Abs(bucket.Upper));
        return bucket.Lower > 0
            ? Exponentials.Exp2(logLower + ((logUpper - logLower) * fraction))
            : -Exponentials.Exp2(logUpper + ((logLower - logUpper) * (1 - fraction)));
    }

    private static double RankWithin(FloatHistogram histogram, Bucket bucket, bool zero, double rank, double value)
    {
        if (histogram.HasCustomBounds || zero)
        {
            return double.IsNegativeInfinity(bucket.Lower) ? bucket.Count : rank + (bucket.Count * (value - bucket.Lower) / (bucket.Upper - bucket.Lower));
        }

        double logLower = Logarithms.Log2(Math.Abs(bucket.Lower));
        double logUpper = Logarithms.Log2(Math.Abs(bucket.Upper));
        double logValue = Logarithms.Log2(Math.Abs(value));
        double fraction = value > 0 ? (logValue - logLower) / (logUpper - logLower) : 1 - ((logValue - logUpper) / (logLower - logUpper));
        return rank + (bucket.Count * fraction);
    }
}
