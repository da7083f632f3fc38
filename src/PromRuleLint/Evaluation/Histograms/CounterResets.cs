using System.Collections.Immutable;

namespace PromRuleLint.Evaluation;

/// <summary>Tells counter resets between histograms, as <c>DetectReset</c> of the reference.</summary>
internal static class CounterResets
{
    /// <summary>
    /// As queries see it: by the hint, else by the counts. Behind the last bucket of <paramref name="current"/> they look at one bucket
    /// of <paramref name="previous"/> only.
    /// </summary>
    public static bool Detect(FloatHistogram current, FloatHistogram previous) =>
        current.CounterResetHint is CounterResetHint.Reset or CounterResetHint.NotReset
            ? current.CounterResetHint == CounterResetHint.Reset
            : Detect(current, previous, looksAtAll: false);

    /// <summary>As the storage sees it: by the counts of all buckets.</summary>
    public static bool DetectWhole(FloatHistogram current, FloatHistogram previous) => Detect(current, previous, looksAtAll: true);

    private static bool Detect(FloatHistogram current, FloatHistogram previous, bool looksAtAll)
    {
        if (current.Count < previous.Count)
        {
            return true;
        }

        if (current.HasCustomBounds)
        {
            if (!previous.HasCustomBounds)
            {
                return true;
            }

            if (!current.CustomBounds.AsSpan().SequenceEqual(previous.CustomBounds.AsSpan()))
            {
                return DetectOverShared(current, previous);
            }
        }

        if (current.Schema > previous.Schema || current.ZeroThreshold < previous.ZeroThreshold)
        {
            return true;
        }

        if (previous.HasCustomBounds != current.HasCustomBounds)
        {
            return true;
        }

        (double zeroCount, double threshold) = ZeroBuckets.Widen(previous, current.ZeroThreshold);
        return threshold != current.ZeroThreshold
            || current.ZeroCount < zeroCount
            || AnyLost(current, current.Positive, previous, previous.Positive, looksAtAll)
            || AnyLost(current, current.Negative, previous, previous.Negative, looksAtAll);
    }

    private static bool AnyLost(FloatHistogram current, Buckets now, FloatHistogram previous, Buckets before, bool looksAtAll)
    {
        int schema = current.Schema;
        if (!current.HasCustomBounds)
        {
            before = before.Reduce(previous.Schema, schema);
        }

        int i = current.HasCustomBounds || current.ZeroThreshold == 0 ? 0 : HistogramArithmetic.CountWithin(current.ZeroThreshold, now, schema);
        int j = current.HasCustomBounds || current.ZeroThreshold == 0 ? 0 : HistogramArithmetic.CountWithin(current.ZeroThreshold, before, schema);
        for (; j < before.Length; j++)
        {
            while (i < now.Length && now.Indexes[i] < before.Indexes[j])
            {
                i++;
            }

            if (i == now.Length && !looksAtAll)
            {
                return before.Counts[j] != 0;
            }

            bool shared = i < now.Length && now.Indexes[i] == before.Indexes[j];
            if (shared ? now.Counts[i] < before.Counts[j] : before.Counts[j] != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool DetectOverShared(FloatHistogram current, FloatHistogram previous)
    {
        ImmutableArray<double> shared = HistogramArithmetic.SharedBounds(current.CustomBounds, previous.CustomBounds);
        double[] now = Map(current);
        double[] before = Map(previous);
        for (int i = 0; i < now.Length; i++)
        {
            if (now[i] < before[i])
            {
                return true;
            }
        }

        return false;

        double[] Map(FloatHistogram histogram)
        {
            var counts = new double[shared.Length + 1];
            for (int i = 0; i < histogram.Positive.Length; i++)
            {
                counts[HistogramArithmetic.SharedIndex(histogram.Positive.Indexes[i], histogram.CustomBounds, shared)] += histogram.Positive.Counts[i];
            }

            return counts;
        }
    }
}
