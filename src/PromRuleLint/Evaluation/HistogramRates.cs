namespace PromRuleLint.Evaluation;

/// <summary>The increase of native histograms over a range, resets added, as <c>histogramRate</c> of the reference.</summary>
internal static class HistogramRates
{
    /// <summary>The increase between the first and the last of at least two histograms; null where they do not fit, said already.</summary>
    public static FloatHistogram? Increase(in RangeWindow window, in RangeCall call, bool isCounter)
    {
        ReadOnlySpan<FloatHistogram> points = window.Histograms;
        string name = call.Labels.MetricName;
        FloatHistogram first = points[0];
        FloatHistogram last = points[^1];
        if (isCounter && (IsGauge(first) || IsGauge(last)))
        {
            call.Warn(Messages.NotCounter(name));
        }

        if (isCounter && IsReset(window, 1, first))
        {
            // What was before a reset need not fit.
            first = new FloatHistogram { Schema = points[1].Schema, CustomBounds = points[1].CustomBounds };
        }

        bool custom = first.HasCustomBounds;
        if (last.HasCustomBounds != custom || !FindSchema(points, first, call, isCounter, out int schema))
        {
            call.Warn(Messages.MixedSchemas(name));
            return null;
        }

        HistogramOutcome outcome = HistogramArithmetic.Subtract(last.ToSchema(schema), first);
        if (outcome.Result is not { } increase)
        {
            call.Warn(Messages.MixedSchemas(name));
            return null;
        }

        if (outcome.BoundsReconciled)
        {
            call.Inform(Messages.BoundsReconciled("subtraction"));
        }

        if (!isCounter)
        {
            if (!IsGauge(points[0]) || !IsGauge(last))
            {
                call.Warn(Messages.NotGauge(name));
            }

            return increase.WithHint(CounterResetHint.Gauge).Compact();
        }

        return AddResets(increase, first, window, call)?.WithHint(CounterResetHint.Gauge).Compact();
    }

    /// <summary>A sum; null where the histograms do not fit, said already.</summary>
    public static FloatHistogram? Add(FloatHistogram left, FloatHistogram right, in RangeCall call)
    {
        HistogramOutcome outcome = HistogramArithmetic.Add(left, right);
        if (outcome.Result is null)
        {
            call.Warn(Messages.MixedSchemas(call.Labels.MetricName));
        }
        else if (outcome.BoundsReconciled)
        {
            call.Inform(Messages.BoundsReconciled("addition"));
        }

        return outcome.Result;
    }

    /// <summary>A difference; null where the histograms do not fit, said already.</summary>
    public static FloatHistogram? Subtract(FloatHistogram left, FloatHistogram right, in RangeCall call)
    {
        HistogramOutcome outcome = HistogramArithmetic.Subtract(left, right);
        if (outcome.Result is null)
        {
            call.Warn(Messages.MixedSchemas(call.Labels.MetricName));
        }
        else if (outcome.BoundsReconciled)
        {
            call.Inform(Messages.BoundsReconciled("subtraction"));
        }

        return outcome.Result;
    }

    private static bool IsGauge(FloatHistogram histogram) => histogram.CounterResetHint == CounterResetHint.Gauge;

    /// <summary>The coarsest schema, where all are exponential or all have custom bounds; of a delta only the ends count.</summary>
    private static bool FindSchema(ReadOnlySpan<FloatHistogram> points, FloatHistogram first, in RangeCall call, bool isCounter, out int schema)
    {
        schema = Math.Min(points[^1].Schema, first.Schema);
        if (!isCounter)
        {
            return true;
        }

        foreach (FloatHistogram point in points[1..^1])
        {
            if (IsGauge(point))
            {
                call.Warn(Messages.NotCounter(call.Labels.MetricName));
            }

            schema = Math.Min(schema, point.Schema);
            if (point.HasCustomBounds != first.HasCustomBounds)
            {
                return false;
            }
        }

        return true;
    }

    private static FloatHistogram? AddResets(FloatHistogram increase, FloatHistogram first, in RangeWindow window, in RangeCall call)
    {
        FloatHistogram previous = first;
        bool overlaps = false;
        for (int i = 1; i < window.Histograms.Length; i++)
        {
            overlaps |= !window.HistogramStarts.IsEmpty
                && StartTimes.Overlaps(window.HistogramStarts[i - 1], window.HistogramTimes[i - 1], window.HistogramStarts[i]);
            if (IsReset(window, i, previous))
            {
                if (Add(increase, previous, call) is not { } sum)
                {
                    return null;
                }

                increase = sum;
            }

            previous = window.Histograms[i];
        }

        if (overlaps)
        {
            call.Warn(Messages.StartTimeOverlap(call.Labels.MetricName));
        }

        return increase;
    }

    private static bool IsReset(in RangeWindow window, int index, FloatHistogram previous) =>
        (!window.HistogramStarts.IsEmpty && StartTimes.IsReset(
            window.HistogramStarts[index - 1], window.HistogramTimes[index - 1], window.HistogramStarts[index], window.HistogramTimes[index]))
        || CounterResets.Detect(window.Histograms[index], previous);
}
