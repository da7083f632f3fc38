namespace PromRuleLint.Evaluation;

/// <summary>The samples of one series that a range holds at one step.</summary>
internal readonly ref struct RangeWindow
{
    public required ReadOnlySpan<long> FloatTimes { get; init; }

    public required ReadOnlySpan<double> Floats { get; init; }

    public required ReadOnlySpan<long> HistogramTimes { get; init; }

    public required ReadOnlySpan<FloatHistogram> Histograms { get; init; }

    /// <summary>The start times of the floats; empty where there are none.</summary>
    public required ReadOnlySpan<long> FloatStarts { get; init; }

    /// <summary>The start times of the histograms; empty where there are none.</summary>
    public required ReadOnlySpan<long> HistogramStarts { get; init; }

    /// <summary>The older end of the range, without what an extended selector looks further back.</summary>
    public required long Start { get; init; }

    /// <summary>The newer end of the range.</summary>
    public required long End { get; init; }

    /// <summary>The time of evaluation.</summary>
    public required long Time { get; init; }

    public int Count => FloatTimes.Length + HistogramTimes.Length;
}
