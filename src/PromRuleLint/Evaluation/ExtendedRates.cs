using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>Rates over anchored and smoothed ranges of floats: from the value at one end of the range to that at the other, not extrapolated.</summary>
internal static class ExtendedRates
{
    public static RangeResult Compute(in RangeWindow window, in RangeCall call, bool isCounter, bool isRate)
    {
        bool smoothed = call.Range.Extension == SelectorExtension.Smoothed;
        ReadOnlySpan<long> times = window.FloatTimes;
        if (!FindEnds(times, window, smoothed, out int first, out int last))
        {
            return RangeResult.None;
        }

        double left = smoothed && times[first] < window.Start ? Between(window, first, window.Start, isCounter) : window.Floats[first];
        double right = smoothed && last > 0 && times[last] > window.End ? Between(window, last - 1, window.End, isCounter) : window.Floats[last];
        double result = right - left;
        if (isCounter)
        {
            first += times[first] <= window.Start ? 1 : 0;
            last -= times[last] >= window.End ? 1 : 0;
            result += Lost(left, right, first <= last ? window.Floats[first..(last + 1)] : []);
        }

        return RangeResult.From(isRate ? result / (call.Range.Milliseconds / 1000.0) : result);
    }

    /// <summary>The samples at both ends; false where none lies within the range.</summary>
    public static bool FindEnds(ReadOnlySpan<long> times, in RangeWindow window, bool smoothed, out int first, out int last)
    {
        last = times.Length - 1;
        first = Math.Max(0, FirstWhere(times[..last], window.Start, mayEqual: false) - 1);
        if (smoothed)
        {
            last = FirstWhere(times[..last], window.End, mayEqual: true);
        }

        return times[last] > window.Start && !(smoothed && times[first] > window.End);
    }

    /// <summary>The value at a time between a sample and the next; after a reset a counter is taken to rise from zero.</summary>
    public static double Between(long time, long time1, double value1, long time2, double value2, bool isCounter)
    {
        double start = isCounter && value2 < value1 ? 0 : value1;
        return start + ((value2 - start) * (time - time1) / (time2 - time1));
    }

    private static double Between(in RangeWindow window, int index, long time, bool isCounter) => Between(
        time, window.FloatTimes[index], window.Floats[index], window.FloatTimes[index + 1], window.Floats[index + 1], isCounter);

    private static double Lost(double left, double right, ReadOnlySpan<double> between)
    {
        double lost = 0;
        double previous = left;
        foreach (double value in between)
        {
            lost += value < previous ? previous : 0;
            previous = value;
        }

        return lost + (right < previous ? previous : 0);
    }

    /// <summary>The index of the first time after another, or also at it; the length where there is none.</summary>
    private static int FirstWhere(ReadOnlySpan<long> times, long time, bool mayEqual)
    {
        int at = times.BinarySearch(time);
        return at < 0 ? ~at : mayEqual ? at : at + 1;
    }
}
