namespace PromRuleLint.Evaluation;

/// <summary>Histograms without buckets, whose hint says what the buckets said (<c>promql/histogram_stats_iterator.go</c>).</summary>
internal static class Statistics
{
    public static FloatHistogram Reduce(FloatHistogram histogram, FloatHistogram? previous) => histogram.ToStatistics(
        histogram.CounterResetHint != CounterResetHint.Unknown || previous is null ? histogram.CounterResetHint
        : CounterResets.Detect(histogram, previous) ? CounterResetHint.Reset
        : CounterResetHint.NotReset);

    /// <summary>The same columns without buckets; histograms up to <paramref name="firstSeen"/> are not looked at.</summary>
    public static SampleColumns Reduce(SampleColumns columns, long firstSeen)
    {
        var result = new SampleColumns();
        for (int i = 0; i < columns.FloatCount; i++)
        {
            result.Add(columns.FloatTimes[i], columns.Floats[i], columns.FloatStarts.IsEmpty ? 0 : columns.FloatStarts[i]);
        }

        for (int i = 0; i < columns.HistogramCount; i++)
        {
            FloatHistogram? previous = i > 0 && columns.HistogramTimes[i - 1] > firstSeen ? columns.Histograms[i - 1] : null;
            result.Add(columns.HistogramTimes[i], Reduce(columns.Histograms[i], previous), columns.HistogramStarts.IsEmpty ? 0 : columns.HistogramStarts[i]);
        }

        return result;
    }
}
