using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>Selectors of instant vectors: the last sample within the lookback at each step, or one between its neighbors (<c>smoothed</c>).</summary>
internal static class Selectors
{
    public static List<Row> Evaluate(ExpressionEvaluator evaluator, VectorSelector selector) =>
        selector.Extension == SelectorExtension.Smoothed
            ? SmoothedSelectors.Evaluate(evaluator, selector)
            : Evaluate(evaluator, selector, evaluator.Run.Series.Select(selector), static sample => sample);

    /// <summary>The sample of each series at each step, changed by a function; only its value and histogram count.</summary>
    public static List<Row> Evaluate(ExpressionEvaluator evaluator, VectorSelector selector, IReadOnlyList<Series> selected, Func<Sample, Sample> convert)
    {
        QueryRun run = evaluator.Run;
        var times = new ReferenceTimes(evaluator, selector.Offset, selector.At);
        bool statistics = run.StatisticsOnly.Contains(selector);
        var rows = new List<Row>();
        foreach (Series series in selected)
        {
            run.CheckCancellation();
            run.Hold(evaluator.Steps.Count, selector);
            Row? row = null;
            int next = evaluator.Steps.Count == 0 ? 0 : series.FirstAfter(times[0]);
            for (int step = 0; step < evaluator.Steps.Count; step++)
            {
                long time = times[step];
                while (next < series.Count && series.TimeAt(next) <= time)
                {
                    next++;
                }

                if (next == 0 || IsTooOld(run, series.TimeAt(next - 1), time))
                {
                    continue;
                }

                Sample sample = series[next - 1];
                if (sample.IsStale)
                {
                    continue;
                }

                run.Read(1);
                sample = statistics && sample.Histogram is not null ? ToStatistics(series, next - 1, sample, times[0] - run.Lookback) : sample;
                sample = convert(sample);
                row ??= evaluator.NewRow(series.Labels);
                if (sample.Histogram is { } histogram)
                {
                    row.Set(step, histogram);
                }
                else
                {
                    row.Set(step, sample.Value);
                }
            }

            if (row is not null)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    public static bool IsTooOld(QueryRun run, long sampleTime, long time) =>
        run.HasClosedRanges ? sampleTime < time - run.Lookback : sampleTime <= time - run.Lookback;

    /// <summary>Count and sum with the hint that the reference's iterator finds by looking at the histogram before.</summary>
    private static Sample ToStatistics(Series series, int index, Sample sample, long firstSeen)
    {
        FloatHistogram histogram = sample.Histogram!;
        FloatHistogram? previous = null;
        for (int i = index - 1; i >= 0 && previous is null && series.TimeAt(i) > firstSeen; i--)
        {
            previous = series[i].Histogram;
        }

        return sample with { Histogram = Statistics.Reduce(histogram, previous) };
    }
}
