namespace PromRuleLint.Evaluation;

/// <summary>
/// What comes back of the histograms of a series when the reference's storage kept them (<c>tsdb/chunkenc/float_histogram.go</c>): it
/// puts them into chunks within which there is no counter reset, says of all but the first in a chunk that they are no reset, and
/// gives all in a chunk the same buckets, with counts of 0 where one had none.
/// </summary>
internal sealed class HistogramChunk(SampleColumns columns)
{
    // A chunk of the reference is limited in bytes.
    private const int Longest = 1000;

    // What the chunk ends with; null where a float or nothing was last.
    private FloatHistogram? _last;
    private int _start;

    /// <summary>The histogram as it comes back; those before it in the chunk get its buckets.</summary>
    public FloatHistogram Store(FloatHistogram histogram)
    {
        bool continues = _last is not null && columns.HistogramCount - _start < Longest && Continues(_last, histogram);
        FloatHistogram stored = histogram;
        if (!continues)
        {
            _start = columns.HistogramCount;
        }
        else if (!StaleMark.Is(histogram.Sum))
        {
            stored = ShareBuckets(_last!, histogram);
        }

        _last = stored;
        return histogram.CounterResetHint == CounterResetHint.Gauge
            ? stored
            : stored.WithHint(continues ? CounterResetHint.NotReset : CounterResetHint.Unknown);
    }

    /// <summary>A float came, so that the next histogram begins a chunk.</summary>
    public void Break() => _last = null;

    private FloatHistogram ShareBuckets(FloatHistogram before, FloatHistogram histogram)
    {
        int[] positive = before.Positive.Union(histogram.Positive);
        int[] negative = before.Negative.Union(histogram.Negative);
        if (positive.Length > before.Positive.Length || negative.Length > before.Negative.Length)
        {
            for (int i = _start; i < columns.HistogramCount; i++)
            {
                columns.Replace(i, columns.Histograms[i].Over(positive, negative));
            }
        }

        return histogram.Over(positive, negative);
    }

    private static bool Continues(FloatHistogram last, FloatHistogram next)
    {
        if (StaleMark.Is(last.Sum))
        {
            return false;
        }

        if (StaleMark.Is(next.Sum))
        {
            return true;
        }

        bool gauge = last.CounterResetHint == CounterResetHint.Gauge;
        return gauge == (next.CounterResetHint == CounterResetHint.Gauge)
            && next.CounterResetHint != CounterResetHint.Reset
            && next.Schema == last.Schema
            && next.ZeroThreshold == last.ZeroThreshold
            && next.CustomBounds.AsSpan().SequenceEqual(last.CustomBounds.AsSpan())
            && (gauge || !CounterResets.DetectWhole(next, last));
    }
}
