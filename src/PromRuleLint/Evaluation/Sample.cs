namespace PromRuleLint.Evaluation;

/// <summary>A sample of a series: a float or a native histogram at a time.</summary>
/// <param name="Time">The Unix time in milliseconds.</param>
/// <param name="Value">The float; without meaning where there is a histogram.</param>
/// <param name="Histogram">The native histogram; null of a float sample.</param>
public readonly record struct Sample(long Time, double Value, FloatHistogram? Histogram = null)
{
    /// <summary>When the counter began, in Unix milliseconds; 0 where that is not known.</summary>
    public long StartTime { get; init; }

    /// <summary>Whether the sample is a stale mark: the series ends here.</summary>
    public bool IsStale => StaleMark.Is(Histogram?.Sum ?? Value);
}
