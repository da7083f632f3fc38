using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>Rates over anchored and smoothed ranges of native histograms.</summary>
internal static class ExtendedHistogramRates
{
    public static RangeResult Compute(in RangeWindow window, in RangeCall call, bool isCounter, bool isRate)
    {
        bool smoothed = call.Range.Extension == SelectorExtension.Smoothed;
        if (!ExtendedRates.FindEnds(window.HistogramTimes, window, smoothed, out int first, out int last) || !IsUniform(window.Histograms[first..(last + 1)], call, isCounter))
        {
            return RangeResult.None;
        }

        ReadOnlySpan<long> times = window.HistogramTimes;
        FloatHistogram? left = smoothed && times[first] < window.Start ? Between(window, first, window.Start, isCounter, call) : window.Histograms[first];
        FloatHistogram? right = left is null ? null
            : smoothed && last > 0 && times[last] > window.End ? Between(window, last - 1, window.End, isCounter, call)
            : window.Histograms[last];
        if (left is null || right is null)
        {
            return RangeResult.None;
        }

        if (!isCounter && (left.CounterResetHint != CounterResetHint.Gauge || right.CounterResetHint != CounterResetHint.Gauge))
        {
            call.Warn(Messages.NotGauge(call.Labels.MetricName));
        }

        FloatHistogram? result = HistogramRates.Subtract(right, left, call);
        if (result is not null && isCounter)
        {
            result = AddLost(result, window, (first, last), (left, right), smoothed, call);
        }

        if (result is null)
        {
            return RangeResult.None;
        }

        result = isRate ? result.Divide(call.Range.Milliseconds / 1000.0) : result;
        return RangeResult.From(result.WithHint(CounterResetHint.Gauge).Compact());
    }

    /// <summary>The histogram at a time between two; after a reset it is taken to rise from zero. Null where the two do not fit.</summary>
    public static FloatHistogram? Between(
        long time, long time1, FloatHistogram before, long time2, FloatHistogram after, bool isCounter, Func<FloatHistogram, FloatHistogram, bool, FloatHistogram?> combine)
    {
        if (time == time1 || time == time2)
        {
            return time == time1 ? before : after;
        }

        double fraction = (double)(time - time1) / (time2 - time1);
        return isCounter && CounterResets.Detect(after, before)
            ? after.Multiply(fraction)
            : combine(after, before, true) is { } difference ? combine(difference.Multiply(fraction), before, false) : null;
    }

    private static FloatHistogram? Between(in RangeWindow window, int index, long time, bool isCounter, in RangeCall call)
    {
        RangeCall context = call;
        return Between(
            time,
            window.HistogramTimes[index],
            window.Histograms[index],
            window.HistogramTimes[index + 1],
            window.Histograms[index + 1],
            isCounter,
            (left, right, negative) => negative ? HistogramRates.Subtract(left, right, context) : HistogramRates.Add(left, right, context));
    }

    private static bool IsUniform(ReadOnlySpan<FloatHistogram> histograms, in RangeCall call, bool isCounter)
    {
        foreach (FloatHistogram histogram in histograms)
        {
            if (histogram.HasCustomBounds != histograms[0].HasCustomBounds)
            {
                call.Warn(Messages.MixedSchemas(call.Labels.MetricName));
                return false;
            }

            if (isCounter && histogram.CounterResetHint == CounterResetHint.Gauge)
            {
                call.Warn(Messages.NotCounter(call.Labels.MetricName));
            }
        }

        return true;
    }

    private static FloatHistogram? AddLost(
        FloatHistogram result, in RangeWindow window, (int First, int Last) ends, (FloatHistogram Left, FloatHistogram Right) values, bool smoothed, in RangeCall call)
    {
        int next = ends.First + 1;
        FloatHistogram previous = values.Left;
        if (smoothed && window.HistogramTimes[ends.First] < window.Start && CounterResets.Detect(window.Histograms[ends.First + 1], window.Histograms[ends.First]))
        {
            // The value at the left end lies behind this reset already.
            previous = window.Histograms[ends.First + 1];
            next++;
        }

        if (next > ends.Last)
        {
            return result;
        }

        FloatHistogram? lost = null;
        for (; next <= ends.Last; next++)
        {
            FloatHistogram current = next == ends.Last ? values.Right : window.Histograms[next];
            if (CounterResets.Detect(current, previous))
            {
                lost = lost is null ? previous : HistogramRates.Add(lost, previous, call);
                if (lost is null)
                {
                    return null;
                }
            }

            previous = current;
        }

        return lost is null ? result : HistogramRates.Add(result, lost, call);
    }
}
