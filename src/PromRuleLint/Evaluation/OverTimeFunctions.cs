namespace PromRuleLint.Evaluation;

/// <summary>The functions <c>…_over_time</c>, as the reference's <c>promql/functions.go</c>.</summary>
internal static class OverTimeFunctions
{
    public static RangeResult Sum(in RangeWindow window, in RangeCall call)
    {
        if (IsMixed(window, call))
        {
            return RangeResult.None;
        }

        if (window.Floats.IsEmpty)
        {
            return SumHistograms(window, call, isAverage: false);
        }

        double sum = 0;
        double rest = 0;
        foreach (double value in window.Floats)
        {
            Kahan.Add(value, ref sum, ref rest);
        }

        return RangeResult.From(double.IsInfinity(sum) ? sum : sum + rest);
    }

    public static RangeResult Average(in RangeWindow window, in RangeCall call)
    {
        if (IsMixed(window, call))
        {
            return RangeResult.None;
        }

        if (window.Floats.IsEmpty)
        {
            return SumHistograms(window, call, isAverage: true);
        }

        var mean = new FloatMean(window.Floats[0]);
        foreach (double value in window.Floats[1..])
        {
            mean.Add(value);
        }

        return RangeResult.From(mean.Value);
    }

    public static RangeResult First(in RangeWindow window, in RangeCall call) =>
        window.Histograms.IsEmpty || (!window.Floats.IsEmpty && window.FloatTimes[0] < window.HistogramTimes[0])
            ? RangeResult.From(window.Floats[0])
            : RangeResult.From(window.Histograms[0]);

    public static RangeResult Last(in RangeWindow window, in RangeCall call) =>
        window.Histograms.IsEmpty || (!window.Floats.IsEmpty && window.HistogramTimes[^1] < window.FloatTimes[^1])
            ? RangeResult.From(window.Floats[^1])
            : RangeResult.From(window.Histograms[^1]);

    public static RangeResult FirstTime(in RangeWindow window, in RangeCall call)
    {
        long ofFloat = window.FloatTimes.IsEmpty ? long.MaxValue : window.FloatTimes[0];
        long ofHistogram = window.HistogramTimes.IsEmpty ? long.MaxValue : window.HistogramTimes[0];
        return RangeResult.From(Math.Min(ofFloat, ofHistogram) / 1000.0);
    }

    public static RangeResult LastTime(in RangeWindow window, in RangeCall call)
    {
        long ofFloat = window.FloatTimes.IsEmpty ? 0 : window.FloatTimes[^1];
        long ofHistogram = window.HistogramTimes.IsEmpty ? 0 : window.HistogramTimes[^1];
        return RangeResult.From(Math.Max(ofFloat, ofHistogram) / 1000.0);
    }

    /// <summary>The value that is better than all before it, or its time.</summary>
    public static RangeResult Extreme(in RangeWindow window, in RangeCall call, Func<double, double, bool> isBetter, bool givesTime)
    {
        if (!HasFloats(window, call))
        {
            return RangeResult.None;
        }

        double best = window.Floats[0];
        long time = window.FloatTimes[0];
        for (int i = 0; i < window.Floats.Length; i++)
        {
            if (isBetter(window.Floats[i], best) || double.IsNaN(best))
            {
                best = window.Floats[i];
                time = window.FloatTimes[i];
            }
        }

        return RangeResult.From(givesTime ? time / 1000.0 : best);
    }

    public static RangeResult MedianAbsoluteDeviation(in RangeWindow window, in RangeCall call)
    {
        if (!HasFloats(window, call))
        {
            return RangeResult.None;
        }

        double[] values = window.Floats.ToArray();
        if (Array.Exists(values, double.IsNaN))
        {
            return RangeResult.From(double.NaN);
        }

        double median = Quantiles.Compute(0.5, values);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Math.Abs(values[i] - median);
        }

        return RangeResult.From(Quantiles.Compute(0.5, values));
    }

    public static RangeResult OverTimeQuantile(in RangeWindow window, in RangeCall call)
    {
        if (window.Floats.IsEmpty)
        {
            return RangeResult.None;
        }

        double quantile = call.First;
        if (!(quantile >= 0 && quantile <= 1))
        {
            call.Annotations.Warn(Messages.InvalidQuantile(quantile), call.Call.Arguments[0].WithoutParens().Range);
        }

        if (!window.Histograms.IsEmpty)
        {
            call.Annotations.Inform(Messages.HistogramIgnoredInRange(call.Labels.MetricName), call.Call.Arguments[0].WithoutParens().Range);
        }

        return RangeResult.From(Quantiles.Compute(quantile, window.Floats.ToArray()));
    }

    public static RangeResult Variance(in RangeWindow window, in RangeCall call, bool isRoot)
    {
        if (!HasFloats(window, call))
        {
            return RangeResult.None;
        }

        double count = 0;
        double mean = 0;
        double meanRest = 0;
        double squares = 0;
        double squaresRest = 0;
        foreach (double value in window.Floats)
        {
            count++;
            double delta = value - (mean + meanRest);
            Kahan.Add(delta / count, ref mean, ref meanRest);
            Kahan.Add(delta * (value - (mean + meanRest)), ref squares, ref squaresRest);
        }

        double variance = (squares + squaresRest) / count;
        return RangeResult.From(isRoot ? Math.Sqrt(variance) : variance);
    }

    private static bool IsMixed(in RangeWindow window, in RangeCall call)
    {
        bool mixed = !window.Floats.IsEmpty && !window.Histograms.IsEmpty;
        if (mixed)
        {
            call.Warn(Messages.MixedFloatsHistograms(call.Labels.MetricName));
        }

        return mixed;
    }

    private static bool HasFloats(in RangeWindow window, in RangeCall call)
    {
        if (!window.Floats.IsEmpty && !window.Histograms.IsEmpty)
        {
            call.Inform(Messages.HistogramIgnoredInRange(call.Labels.MetricName));
        }

        return !window.Floats.IsEmpty;
    }

    private static RangeResult SumHistograms(in RangeWindow window, in RangeCall call, bool isAverage)
    {
        var hints = new HintsSeen();
        var average = new HistogramMean(window.Histograms[0]);
        HistogramSum? sum = HistogramSum.From(window.Histograms[0]);
        hints.See(window.Histograms[0]);
        bool fits = true;
        foreach (FloatHistogram histogram in window.Histograms[1..])
        {
            hints.See(histogram);
            if (isAverage)
            {
                fits = average.Add(histogram);
            }
            else
            {
                HistogramSum? next = sum.Add(histogram);
                fits = next is not null;
                sum = next ?? sum;
            }

            if (!fits)
            {
                break;
            }
        }

        if (!fits)
        {
            call.Warn(Messages.MixedSchemas(call.Labels.MetricName));
            return RangeResult.None;
        }

        if (hints.Collide)
        {
            call.Warn(Messages.HintsCollide("aggregation"));
        }

        if (isAverage ? average.BoundsReconciled : sum.BoundsReconciled)
        {
            call.Inform(Messages.BoundsReconciled("aggregation"));
        }

        return RangeResult.From((isAverage ? average.Value() : sum.Total()).Compact());
    }
}
