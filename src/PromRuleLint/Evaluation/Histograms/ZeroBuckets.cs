namespace PromRuleLint.Evaluation;

/// <summary>Brings the zero buckets of two histograms to one width.</summary>
internal static class ZeroBuckets
{
    /// <summary>The left histogram at the common width, and what the right one's zero bucket counts at that width.</summary>
    public static (FloatHistogram Left, double RightCount) Reconcile(FloatHistogram left, FloatHistogram right)
    {
        double rightCount = right.ZeroCount;
        double rightThreshold = right.ZeroThreshold;
        while (rightThreshold != left.ZeroThreshold)
        {
            if (left.ZeroThreshold > rightThreshold)
            {
                (rightCount, rightThreshold) = Widen(right, left.ZeroThreshold);
            }

            if (rightThreshold > left.ZeroThreshold)
            {
                (double count, double threshold) = Widen(left, rightThreshold);
                left = Trim(left, threshold, count);
            }

            if (double.IsNaN(rightThreshold) || double.IsNaN(left.ZeroThreshold))
            {
                break;
            }
        }

        return (left, rightCount);
    }

    /// <summary>
    /// The count of a wider zero bucket, and its width: where the wanted one ends within a populated bucket, it takes in all of that.
    /// </summary>
    public static (double Count, double Threshold) Widen(FloatHistogram histogram, double threshold)
    {
        if (threshold == histogram.ZeroThreshold)
        {
            return (histogram.ZeroCount, threshold);
        }

        while (true)
        {
            double count = histogram.ZeroCount;
            double wanted = threshold;
            for (int i = 0; i < histogram.Positive.Length; i++)
            {
                Bucket bucket = histogram.PositiveBucket(i);
                if (bucket.Lower >= threshold)
                {
                    break;
                }

                count += bucket.Count;
                if (bucket.Upper > threshold)
                {
                    threshold = bucket.Count != 0 ? bucket.Upper : threshold;
                    break;
                }
            }

            bool again = false;
            for (int i = 0; i < histogram.Negative.Length; i++)
            {
                Bucket bucket = histogram.NegativeBucket(i);
                if (bucket.Upper <= -threshold)
                {
                    break;
                }

                count += bucket.Count;
                if (bucket.Lower < -threshold)
                {
                    again = bucket.Count != 0;
                    threshold = again ? -bucket.Lower : threshold;
                    break;
                }
            }

            if (!again || !(threshold > wanted))
            {
                return (count, threshold);
            }
        }
    }

    private static FloatHistogram Trim(FloatHistogram histogram, double threshold, double count) => histogram.WithZeroBucket(
        threshold,
        count,
        Outside(histogram.Positive, histogram.Schema, threshold).Compact(),
        Outside(histogram.Negative, histogram.Schema, threshold).Compact());

    /// <summary>The buckets with those emptied that begin within the zero bucket.</summary>
    private static Buckets Outside(Buckets buckets, int schema, double threshold)
    {
        double[] counts = [.. buckets.Counts];
        for (int i = 0; i < counts.Length && BucketBounds.Exponential(buckets.Indexes[i] - 1, schema) < threshold; i++)
        {
            counts[i] = 0;
        }

        return new Buckets(buckets.Indexes, counts);
    }
}
