namespace PromRuleLint.Evaluation;

/// <summary>
/// The counter reset hints that histograms come back with from storage, which are not those that were appended: the reference keeps
/// histograms of a series in chunks within which there is no reset, and trusts only that (<c>tsdb/chunkenc/float_histogram.go</c>).
/// </summary>
internal sealed class StoredHints
{
    // What the last chunk ended with; null where a float or nothing was last.
    private FloatHistogram? last;

    public FloatHistogram Store(FloatHistogram histogram)
    {
        bool continues = last is not null && Continues(last, histogram);
        last = histogram;
        return histogram.CounterResetHint == CounterResetHint.Gauge
            ? histogram
            : histogram.WithHint(continues ? CounterResetHint.NotReset : CounterResetHint.Unknown);
    }

    /// <summary>A float came, so that the next histogram begins a chunk.</summary>
    public void Break() => last = null;

    private static bool Continues(FloatHistogram last, FloatHistogram next) =>
        last.CounterResetHint != CounterResetHint.Gauge
        && next.CounterResetHint != CounterResetHint.Reset
        && !StaleMark.Is(last.Sum)
        && (StaleMark.Is(next.Sum)
            || (next.Schema == last.Schema
                && next.ZeroThreshold == last.ZeroThreshold
                && !CounterResets.Detect(next.WithHint(CounterResetHint.Unknown), last)
                && next.CustomBounds.AsSpan().SequenceEqual(last.CustomBounds.AsSpan())));
}
