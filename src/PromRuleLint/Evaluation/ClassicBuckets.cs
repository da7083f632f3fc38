namespace PromRuleLint.Evaluation;

/// <summary>Estimates from the cumulative buckets of a classic histogram, as the reference's <c>promql/quantile.go</c>.</summary>
internal static class ClassicBuckets
{
    private const double SmallDifference = 1e-12;

    /// <summary>The quantile; tells of counts that fell from one bucket to the next and were raised.</summary>
    public static double Quantile(double quantile, List<(double Upper, double Count)> buckets, Action<double, double, double> reportForced)
    {
        if (double.IsNaN(quantile))
        {
            return double.NaN;
        }

        if (quantile is < 0 or > 1)
        {
            return quantile < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        buckets = Sorted(buckets);
        if (!double.IsPositiveInfinity(buckets[^1].Upper))
        {
            return double.NaN;
        }

        MakeMonotonic(buckets, reportForced);
        double observations = buckets[^1].Count;
        if (buckets.Count < 2 || observations == 0)
        {
            return double.NaN;
        }

        double rank = quantile * observations;
        int at = FirstReaching(buckets, rank);
        if (at == buckets.Count - 1)
        {
            return buckets[^2].Upper;
        }

        if (at == 0 && buckets[0].Upper <= 0)
        {
            return buckets[0].Upper;
        }

        double start = 0;
        double count = buckets[at].Count;
        if (at > 0)
        {
            start = buckets[at - 1].Upper;
            count -= buckets[at - 1].Count;
            rank -= buckets[at - 1].Count;
        }

        return start + ((buckets[at].Upper - start) * (rank / count));
    }

    public static double Fraction(double lower, double upper, List<(double Upper, double Count)> buckets)
    {
        buckets = Sorted(buckets);
        double count = buckets[^1].Count;
        if (!double.IsPositiveInfinity(buckets[^1].Upper) || count == 0 || double.IsNaN(lower) || double.IsNaN(upper))
        {
            return double.NaN;
        }

        if (lower >= upper)
        {
            return 0;
        }

        double rank = 0;
        double? lowerRank = null;
        double? upperRank = null;
        double bound = buckets[0].Upper <= 0 ? double.NegativeInfinity : 0;
        foreach ((double top, double cumulative) in buckets)
        {
            lowerRank ??= bound >= lower ? rank : bound < lower && top > lower ? Within(lower, bound, top, rank, cumulative) : null;
            upperRank ??= bound >= upper ? rank : bound < upper && top > upper ? Within(upper, bound, top, rank, cumulative) : null;
            if (lowerRank is not null && upperRank is not null)
            {
                break;
            }

            rank = cumulative;
            bound = top;
        }

        double from = lowerRank is { } l && !(l > count) ? l : count;
        double to = upperRank is { } u && !(u > count) ? u : count;
        return (to - from) / count;
    }

    private static double Within(double value, double bottom, double top, double rank, double cumulative) =>
        double.IsNegativeInfinity(bottom) ? cumulative : rank + ((cumulative - rank) * (value - bottom) / (top - bottom));

    /// <summary>By upper bound, those of the same bound added up.</summary>
    private static List<(double Upper, double Count)> Sorted(List<(double Upper, double Count)> buckets)
    {
        GoSort.Sort(buckets, static (left, right) => left.Upper < right.Upper);
        var merged = new List<(double Upper, double Count)>(buckets.Count);
        foreach ((double upper, double count) in buckets)
        {
            if (merged.Count > 0 && merged[^1].Upper == upper)
            {
                merged[^1] = (upper, merged[^1].Count + count);
            }
            else
            {
                merged.Add((upper, count));
            }
        }

        return merged;
    }

    private static int FirstReaching(List<(double Upper, double Count)> buckets, double rank)
    {
        int low = 0;
        int high = buckets.Count - 1;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (buckets[middle].Count >= rank)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>Takes differences of rounding for none, and raises counts that are lower than the one before.</summary>
    private static void MakeMonotonic(List<(double Upper, double Count)> buckets, Action<double, double, double> reportForced)
    {
        double previous = buckets[0].Count;
        double lowest = double.PositiveInfinity;
        double highest = double.NegativeInfinity;
        double largest = 0;
        bool forced = false;
        for (int i = 1; i < buckets.Count; i++)
        {
            (double upper, double count) = buckets[i];
            if (count == previous)
            {
                continue;
            }

            if (IsAlmostEqual(previous, count))
            {
                buckets[i] = (upper, previous);
            }
            else if (count < previous)
            {
                buckets[i] = (upper, previous);
                forced = true;
                lowest = Math.Min(lowest, upper);
                highest = Math.Max(highest, upper);
                largest = previous - count > largest ? previous - count : largest;
            }
            else
            {
                previous = count;
            }
        }

        if (forced)
        {
            reportForced(lowest, highest, largest);
        }
    }

    // The reference's util/almost.
    private static bool IsAlmostEqual(double a, double b)
    {
        if (double.IsNaN(a) && double.IsNaN(b))
        {
            return !StaleMark.Is(a) && !StaleMark.Is(b);
        }

        if (a == b)
        {
            return true;
        }

        double sum = Math.Abs(a) + Math.Abs(b);
        double difference = Math.Abs(a - b);
        const double MinNormal = 2.2250738585072014e-308;
        return a == 0 || b == 0 || sum < MinNormal ? difference < SmallDifference * MinNormal : difference / Math.Min(sum, double.MaxValue) < SmallDifference;
    }
}
