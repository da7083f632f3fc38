namespace PromRuleLint.Evaluation;

/// <summary>A series in memory: its labels and its samples in the order of time. Grows through <see cref="SeriesSet"/>.</summary>
public sealed class Series
{
    private readonly SampleColumns columns = new();

    // The samples in their order where they are not all floats: the index into the column of floats, the complement of that into
    // the column of histograms, or the mark of a stale sample.
    private const int Stale = int.MinValue;
    private List<(long Time, int Place)>? order;
    private HistogramChunk? chunk;

    internal Series(Labels labels, int index)
    {
        Labels = labels;
        Index = index;
    }

    /// <summary>The labels, the metric name among them.</summary>
    public Labels Labels { get; }

    /// <summary>How many samples there are, stale marks among them.</summary>
    public int Count => order?.Count ?? columns.FloatCount;

    /// <summary>The sample at a 0-based index. Histograms carry the counter reset hint and the empty buckets with which the reference's storage gives them back.</summary>
    public Sample this[int index]
    {
        get
        {
            (long time, int place) = order is null ? (columns.FloatTimes[index], index) : order[index];
            return place == Stale ? new Sample(time, StaleMark.Value)
                : place >= 0 ? new Sample(time, columns.Floats[place]) { StartTime = At(columns.FloatStarts, place) }
                : new Sample(time, columns.Histograms[~place].Sum, columns.Histograms[~place]) { StartTime = At(columns.HistogramStarts, ~place) };
        }
    }

    /// <summary>The place in its set.</summary>
    internal int Index { get; }

    /// <summary>The time of the last sample; least where there is none.</summary>
    internal long LastTime => Count == 0 ? long.MinValue : TimeAt(Count - 1);

    internal SampleColumns Columns => columns;

    internal bool IsPlain => order is null;

    internal long TimeAt(int index) => order is null ? columns.FloatTimes[index] : order[index].Time;

    internal void Append(Sample sample)
    {
        FloatHistogram? histogram = sample.Histogram;
        bool stale = sample.IsStale;
        if (order is null && (stale || histogram is not null))
        {
            order = new List<(long, int)>(Count + 1);
            for (int i = 0; i < columns.FloatCount; i++)
            {
                order.Add((columns.FloatTimes[i], i));
            }
        }

        if (histogram is not null)
        {
            histogram = (chunk ??= new HistogramChunk(columns)).Store(histogram);
        }
        else if (stale && chunk is not null)
        {
            // A stale mark behind histograms is stored as one of them.
            chunk.Store(new FloatHistogram { Sum = StaleMark.Value });
        }
        else
        {
            chunk?.Break();
        }

        int place = stale ? Stale : histogram is null ? columns.FloatCount : ~columns.HistogramCount;
        order?.Add((sample.Time, place));
        if (stale)
        {
            return;
        }

        if (histogram is null)
        {
            columns.Add(sample.Time, sample.Value, sample.StartTime);
        }
        else
        {
            columns.Add(sample.Time, histogram, sample.StartTime);
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
