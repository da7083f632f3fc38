using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary><c>resets</c> and <c>changes</c>: what differs from one sample to the next, floats and histograms in the order of time.</summary>
internal static class ChangeFunctions
{
    private readonly record struct Point(long Time, double Value, FloatHistogram? Histogram, long Start);

    public static RangeResult Resets(in RangeWindow window, in RangeCall call) => Count(window, call, static (previous, current) =>
        (previous.Histogram, current.Histogram) switch
        {
            (null, null) => current.Value < previous.Value || StartTimes.IsReset(previous.Start, previous.Time, current.Start, current.Time),
            ({ } before, { } after) => StartTimes.IsReset(previous.Start, previous.Time, current.Start, current.Time) || CounterResets.Detect(after, before),
            _ => true,
        });

    public static RangeResult Changes(in RangeWindow window, in RangeCall call) => Count(window, call, static (previous, current) =>
        (previous.Histogram, current.Histogram) switch
        {
            (null, null) => current.Value != previous.Value && !(double.IsNaN(current.Value) && double.IsNaN(previous.Value)),
            ({ } before, { } after) => !after.Equals(before),
            _ => true,
        });

    private static RangeResult Count(in RangeWindow window, in RangeCall call, Func<Point, Point, bool> differs)
    {
        if (!FirstIndexes(window, call, out int nextFloat, out int nextHistogram))
        {
            return RangeResult.None;
        }

        int count = 0;
        Point? previous = null;
        while (nextFloat < window.Floats.Length || nextHistogram < window.Histograms.Length)
        {
            bool isFloat = nextHistogram >= window.Histograms.Length
                || (nextFloat < window.Floats.Length && window.FloatTimes[nextFloat] < window.HistogramTimes[nextHistogram]);
            Point current = isFloat
                ? new Point(window.FloatTimes[nextFloat], window.Floats[nextFloat], null, window.FloatStarts.IsEmpty ? 0 : window.FloatStarts[nextFloat])
                : new Point(window.HistogramTimes[nextHistogram], 0, window.Histograms[nextHistogram], window.HistogramStarts.IsEmpty ? 0 : window.HistogramStarts[nextHistogram]);
            nextFloat += isFloat ? 1 : 0;
            nextHistogram += isFloat ? 0 : 1;
            count += previous is { } before && differs(before, current) ? 1 : 0;
            previous = current;
        }

        return RangeResult.From(count);
    }

    /// <summary>
    /// Where counting begins: of an anchored range at the last sample at or before its start, if any comes after it.
    /// </summary>
    private static bool FirstIndexes(in RangeWindow window, in RangeCall call, out int firstFloat, out int firstHistogram)
    {
        firstFloat = 0;
        firstHistogram = 0;
        if (call.Range.Extension != SelectorExtension.Anchored)
        {
            return true;
        }

        int lastFloat = LastUpTo(window.FloatTimes, window.Start);
        int lastHistogram = LastUpTo(window.HistogramTimes, window.Start);
        if (lastFloat + 1 >= window.FloatTimes.Length && lastHistogram + 1 >= window.HistogramTimes.Length)
        {
            return false;
        }

        if (lastFloat < 0 && lastHistogram < 0)
        {
            return true;
        }

        bool isFloat = lastHistogram < 0 || (lastFloat >= 0 && window.FloatTimes[lastFloat] >= window.HistogramTimes[lastHistogram]);
        firstFloat = isFloat ? lastFloat : lastFloat + 1;
        firstHistogram = isFloat ? lastHistogram + 1 : lastHistogram;
        return true;
    }

    private static int LastUpTo(ReadOnlySpan<long> times, long time)
    {
        int at = times.BinarySearch(time);
        return at < 0 ? ~at - 1 : at;
    }
}
