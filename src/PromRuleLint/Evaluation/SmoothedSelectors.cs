using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>Instant selectors with <c>smoothed</c>: the value on the line between the samples before and after each step.</summary>
internal static class SmoothedSelectors
{
    public static List<Row> Evaluate(ExpressionEvaluator evaluator, VectorSelector selector)
    {
        QueryRun run = evaluator.Run;
        var times = new ReferenceTimes(evaluator, selector.Offset, selector.At);
        var rows = new List<Row>();
        foreach (Series series in run.Series.Select(selector))
        {
            run.CheckCancellation();
            run.Hold(evaluator.Steps.Count, selector);
            Row row = evaluator.NewRow(series.Labels);
            for (int step = 0; step < evaluator.Steps.Count; step++)
            {
                Smooth(run, selector, series, times[step], row, step);
            }

            if (row.HasAny())
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private static void Smooth(QueryRun run, VectorSelector selector, Series series, long time, Row row, int step)
    {
        SampleColumns columns = series.Columns;
        (int firstFloat, int endFloat) = Within(columns.FloatTimes, time - run.Lookback, time + run.Lookback);
        (int firstHistogram, int endHistogram) = Within(columns.HistogramTimes, time - run.Lookback, time + run.Lookback);
        run.Read(endFloat - firstFloat + endHistogram - firstHistogram);
        if (endFloat > firstFloat && endHistogram > firstHistogram)
        {
            run.Annotations.Warn(Messages.MixedFloatsHistograms(series.Labels.MetricName), selector.Range);
        }
        else if (endFloat > firstFloat)
        {
            ReadOnlySpan<long> times = columns.FloatTimes[firstFloat..endFloat];
            (int before, int after) = Neighbors(times, time);
            if (before >= 0)
            {
                ReadOnlySpan<double> values = columns.Floats[firstFloat..endFloat];
                row.Set(step, after < 0 ? values[before] : ExtendedRates.Between(time, times[before], values[before], times[after], values[after], isCounter: false));
            }
        }
        else if (endHistogram > firstHistogram)
        {
            SmoothHistograms(run, selector, series, time, (firstHistogram, endHistogram), row, step);
        }
    }

    private static void SmoothHistograms(QueryRun run, VectorSelector selector, Series series, long time, (int First, int End) within, Row row, int step)
    {
        ReadOnlySpan<long> times = series.Columns.HistogramTimes[within.First..within.End];
        ReadOnlySpan<FloatHistogram> histograms = series.Columns.Histograms[within.First..within.End];
        (int before, int after) = Neighbors(times, time);
        if (before < 0)
        {
            return;
        }

        FloatHistogram? value = after < 0 ? histograms[before] : ExtendedHistogramRates.Between(
            time,
            times[before],
            histograms[before],
            times[after],
            histograms[after],
            histograms[before].CounterResetHint != CounterResetHint.Gauge && histograms[after].CounterResetHint != CounterResetHint.Gauge,
            static (left, right, negative) => negative ? HistogramArithmetic.Subtract(left, right).Result : HistogramArithmetic.Add(left, right).Result);
        bool fits = value is not null && (after < 0 || histograms[before].HasCustomBounds == histograms[after].HasCustomBounds);
        if (fits)
        {
            row.Set(step, value!);
        }
        else
        {
            run.Annotations.Warn(Messages.MixedSchemas(series.Labels.MetricName), selector.Range);
        }
    }

    /// <summary>The samples before and after a time; a sample at the time stands alone, -1 for none.</summary>
    private static (int Before, int After) Neighbors(ReadOnlySpan<long> times, long time)
    {
        int at = times.BinarySearch(time);
        return at >= 0 ? (at, -1) : (~at - 1, ~at < times.Length ? ~at : -1);
    }

    private static (int First, int End) Within(ReadOnlySpan<long> times, long oldest, long newest)
    {
        int first = times.BinarySearch(oldest);
        int end = times.BinarySearch(newest);
        return (first < 0 ? ~first : first + 1, end < 0 ? ~end : end + 1);
    }
}
