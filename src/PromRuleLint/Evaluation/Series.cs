namespace PromRuleLint.Evaluation;

/// <summary>A series in memory: its labels and its samples in the order of time. Grows through <see cref="SeriesSet"/>.</summary>
public sealed class Series
{
    private readonly SampleColumns _columns = new();

    // The samples in their order where they are not all floats: the index into the column of floats, the complement of that into
    // the column of histograms, or the mark of a stale sample.
    private const int Stale = int.MinValue;
    private List<(long Time, int Place)>? _order;
    private HistogramChunk? _chunk;

    internal Series(Labels labels, int index)
    {
        Labels = labels;
        Index = index;
    }

    /// <summary>The labels, the metric name among them.</summary>
    public Labels Labels { get; }

    /// <summary>How many samples there are, stale marks among them.</summary>
    public int Count => _order?.Count ?? _columns.FloatCount;

    /// <summary>The sample at a 0-based index. Histograms carry the counter reset hint and the empty buckets with which the reference's storage gives them back.</summary>
    public Sample this[int index]
    {
        get
        {
            (long time, int place) = _order is null ? (_columns.FloatTimes[index], index) : _order[index];
            return place == Stale ? new Sample(time, StaleMark.Value)
                : place >= 0 ? new Sample(time, _columns.Floats[place]) { StartTime = At(_columns.FloatStarts, place) }
                : new Sample(time, _columns.Histograms[~place].Sum, _columns.Histograms[~place]) { StartTime = At(_columns.HistogramStarts, ~place) };
        }
    }

    /// <summary>The place in its set.</summary>
    internal int Index { get; }

    /// <summary>The time of the last sample; least where there is none.</summary>
    internal long LastTime => Count == 0 ? long.MinValue : TimeAt(Count - 1);

    internal SampleColumns Columns => _columns;

    internal bool IsPlain => _order is null;

    internal long TimeAt(int index) => _order is null ? _columns.FloatTimes[index] : _order[index].Time;

    internal void Append(Sample sample)
    {
        FloatHistogram? histogram = sample.Histogram;
        bool stale = sample.IsStale;
        if (_order is null && (stale || histogram is not null))
        {
            _order = new List<(long, int)>(Count + 1);
            for (int i = 0; i < _columns.FloatCount; i++)
            {
                _order.Add((_columns.FloatTimes[i], i));
            }
        }

        if (histogram is not null)
        {
            histogram = (_chunk ??= new HistogramChunk(_columns)).Store(histogram);
        }
        else if (stale && _chunk is not null)
        {
            // A stale mark behind histograms is stored as one of them.
            _chunk.Store(new FloatHistogram { Sum = StaleMark.Value });
        }
        else
        {
            _chunk?.Break();
        }

        int place = stale ? Stale : histogram is null ? _columns.FloatCount : ~_columns.HistogramCount;
        _order?.Add((sample.Time, place));
        if (stale)
        {
            return;
        }

        if (histogram is null)
        {
            _columns.Add(sample.Time, sample.Value, sample.StartTime);
        }
        else
        {
            _columns.Add(sample.Time, histogram, sample.StartTime);
        }
    }

    /// <summary>The index of the first sample after a time.</summary>
    internal int FirstAfter(long time)
    {
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (TimeAt(middle) > time)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private static long At(ReadOnlySpan<long> starts, int index) => starts.IsEmpty ? 0 : starts[index];
}
