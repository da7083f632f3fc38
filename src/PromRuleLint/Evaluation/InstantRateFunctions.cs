namespace PromRuleLint.Evaluation;

/// <summary><c>irate</c> and <c>idelta</c>: of the last two samples.</summary>
internal static class InstantRateFunctions
{
    private readonly record struct Point(long Time, double Value, FloatHistogram? Histogram, long Start);

    public static RangeResult Instant(in RangeWindow window, in RangeCall call, bool isRate)
    {
        if (window.Count < 2)
        {
            return RangeResult.None;
        }

        (Point first, Point last) = LastTwo(window);
        if (last.Time == first.Time)
        {
            return RangeResult.None;
        }

        double seconds = (last.Time - first.Time) / 1000.0;
        bool startsAnew = StartTimes.IsReset(first.Start, first.Time, last.Start, last.Time);
        if (first.Histogram is null && last.Histogram is null)
        {
            bool reset = isRate && (last.Value < first.Value || startsAnew);
            double difference = reset ? last.Value : last.Value - first.Value;
            return RangeResult.From(isRate ? difference / seconds : difference);
        }

        if (first.Histogram is not { } before || last.Histogram is not { } after)
        {
            call.Warn(Messages.MixedFloatsHistograms(call.Labels.MetricName));
            return RangeResult.None;
        }

        return Difference(before, after, call, isRate, startsAnew) is { } result ? RangeResult.From(isRate ? result.Divide(seconds) : result) : RangeResult.None;
    }

    private static FloatHistogram? Difference(FloatHistogram before, FloatHistogram after, in RangeCall call, bool isRate, bool startsAnew)
    {
        int gauges = (before.CounterResetHint == CounterResetHint.Gauge ? 1 : 0) + (after.CounterResetHint == CounterResetHint.Gauge ? 1 : 0);
        if (isRate && gauges > 0)
        {
            call.Warn(Messages.NotCounter(call.Labels.MetricName));
        }

        if (!isRate && gauges < 2)
        {
            call.Warn(Messages.NotGauge(call.Labels.MetricName));
        }

        FloatHistogram result = after;
        if (!isRate || (!startsAnew && !CounterResets.Detect(after, before)))
        {
            HistogramOutcome outcome = HistogramArithmetic.Subtract(after, before);
            if (outcome.Result is null)
            {
                call.Warn(Messages.MixedSchemas(call.Labels.MetricName));
                return null;
            }

            if (outcome.BoundsReconciled)
            {
                call.Inform(Messages.BoundsReconciled("subtraction"));
            }

            result = outcome.Result;
        }

        return result.WithHint(CounterResetHint.Gauge).Compact();
    }

    private static (Point First, Point Last) LastTwo(in RangeWindow window)
    {
        int nextFloat = window.Floats.Length - 1;
        int nextHistogram = window.Histograms.Length - 1;
        Point last = Take(window, ref nextFloat, ref nextHistogram);
        return (Take(window, ref nextFloat, ref nextHistogram), last);
    }

    private static Point Take(in RangeWindow window, ref int nextFloat, ref int nextHistogram)
    {
        if (nextHistogram < 0 || (nextFloat >= 0 && window.FloatTimes[nextFloat] > window.HistogramTimes[nextHistogram]))
        {
            int at = nextFloat--;
            return new Point(window.FloatTimes[at], window.Floats[at], null, window.FloatStarts.IsEmpty ? 0 : window.FloatStarts[at]);
        }

        int index = nextHistogram--;
        return new Point(window.HistogramTimes[index], 0, window.Histograms[index], window.HistogramStarts.IsEmpty ? 0 : window.HistogramStarts[index]);
    }
}
