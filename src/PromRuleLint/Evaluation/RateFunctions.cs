using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary><c>rate</c>, <c>increase</c> and <c>delta</c>, extrapolated to the ends of the range.</summary>
internal static class RateFunctions
{
    public static RangeResult Extrapolated(in RangeWindow window, in RangeCall call, bool isCounter, bool isRate)
    {
        if (!window.Floats.IsEmpty && !window.Histograms.IsEmpty)
        {
            call.Warn(Messages.MixedFloatsHistograms(call.Labels.MetricName));
            return RangeResult.None;
        }

        if (call.Range.Extension != SelectorExtension.None)
        {
            return window.Floats.IsEmpty ? ExtendedHistogramRates.Compute(window, call, isCounter, isRate) : ExtendedRates.Compute(window, call, isCounter, isRate);
        }

        double increase = 0;
        FloatHistogram? histogram = null;
        if (window.Histograms.IsEmpty)
        {
            increase = window.Floats[^1] - window.Floats[0];
            increase = isCounter ? AddLostByResets(increase, window, call) : increase;
        }
        else if (window.Histograms.Length > 1)
        {
            histogram = HistogramRates.Increase(window, call, isCounter);
            if (histogram is null)
            {
                return RangeResult.None;
            }
        }

        return Extrapolate(window, call, increase, histogram, isCounter, isRate);
    }

    private static double AddLostByResets(double increase, in RangeWindow window, in RangeCall call)
    {
        bool overlaps = false;
        for (int i = 1; i < window.Floats.Length; i++)
        {
            double previous = window.Floats[i - 1];
            bool startsAnew = false;
            if (!window.FloatStarts.IsEmpty)
            {
                startsAnew = StartTimes.IsReset(window.FloatStarts[i - 1], window.FloatTimes[i - 1], window.FloatStarts[i], window.FloatTimes[i]);
                overlaps |= StartTimes.Overlaps(window.FloatStarts[i - 1], window.FloatTimes[i - 1], window.FloatStarts[i]);
            }

            if (window.Floats[i] < previous || startsAnew)
            {
                increase += previous;
            }
        }

        if (overlaps)
        {
            call.Warn(Messages.StartTimeOverlap(call.Labels.MetricName));
        }

        return increase;
    }

    private static RangeResult Extrapolate(in RangeWindow window, in RangeCall call, double increase, FloatHistogram? histogram, bool isCounter, bool isRate)
    {
        bool isFloat = window.Histograms.IsEmpty;
        ReadOnlySpan<long> times = isFloat ? window.FloatTimes : window.HistogramTimes;
        ReadOnlySpan<long> starts = isFloat ? window.FloatStarts : window.HistogramStarts;
        double toStart = (times[0] - window.Start) / 1000.0;
        double toEnd = (window.End - times[^1]) / 1000.0;
        double sampled = (times[^1] - times[0]) / 1000.0;
        double average = times.Length > 1 ? sampled / (times.Length - 1) : 0;
        double threshold = average * 1.1;
        if (isCounter && !starts.IsEmpty && starts[0] != 0 && starts[0] > window.Start && starts[0] < times[0])
        {
            // The counter began within the range, at zero.
            toStart = 0;
            sampled = (times[^1] - starts[0]) / 1000.0;
            if (isFloat)
            {
                increase += window.Floats[0];
            }
            else if (!AddFirst(window, call, ref histogram))
            {
                return RangeResult.None;
            }
        }
        else if (times.Length == 1)
        {
            return RangeResult.None;
        }
        else
        {
            toStart = toStart >= threshold ? average / 2 : toStart;
            toStart = isCounter ? LimitToZero(window, toStart, sampled, increase, histogram) : toStart;
        }

        toEnd = toEnd >= threshold ? average / 2 : toEnd;
        double factor = sampled != 0 ? (sampled + toStart + toEnd) / sampled : 1;
        factor = isRate ? factor / (call.Range.Milliseconds / 1000.0) : factor;
        return histogram is null ? RangeResult.From(increase * factor) : RangeResult.From(histogram.Multiply(factor));
    }

    /// <summary>A counter is not extrapolated below zero.</summary>
    private static double LimitToZero(in RangeWindow window, double toStart, double sampled, double increase, FloatHistogram? histogram)
    {
        double toZero = toStart;
        if (increase > 0 && !window.Floats.IsEmpty && window.Floats[0] >= 0)
        {
            toZero = sampled * (window.Floats[0] / increase);
        }
        else if (histogram is not null && histogram.Count > 0 && window.Histograms[0].Count >= 0)
        {
            toZero = sampled * (window.Histograms[0].Count / histogram.Count);
        }

        return toZero < toStart ? toZero : toStart;
    }

    private static bool AddFirst(in RangeWindow window, in RangeCall call, ref FloatHistogram? histogram)
    {
        if (histogram is null)
        {
            histogram = window.Histograms[0];
            return true;
        }

        histogram = HistogramRates.Add(histogram, window.Histograms[0], call);
        return histogram is not null;
    }
}
