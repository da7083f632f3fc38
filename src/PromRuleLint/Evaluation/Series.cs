using System.Runtime.InteropServices;

namespace PromRuleLint.Evaluation;

/// <summary>A series in memory: its labels and its samples in the order of time. Grows through <see cref="SeriesSet"/>.</summary>
public sealed class Series
{
    private readonly List<long> times = [];
    private readonly List<double> values = [];
    private List<FloatHistogram?>? histograms;
    private List<long>? startTimes;

    internal Series(Labels labels, int index)
    {
        Labels = labels;
        Index = index;
    }

    /// <summary>The labels, the metric name among them.</summary>
    public Labels Labels { get; }

    /// <summary>How many samples there are, stale marks among them.</summary>
    public int Count => times.Count;

    /// <summary>The sample at a 0-based index.</summary>
    public Sample this[int index] => new(times[index], values[index], histograms?[index]) { StartTime = startTimes?[index] ?? 0 };

    /// <summary>The place in its set.</summary>
    internal int Index { get; }

    internal ReadOnlySpan<long> Times => CollectionsMarshal.AsSpan(times);

    internal ReadOnlySpan<double> Values => CollectionsMarshal.AsSpan(values);

    internal void Append(Sample sample)
    {
        times.Add(sample.Time);
        values.Add(sample.Histogram is null ? sample.Value : sample.Histogram.Sum);
        AppendOptional(ref histograms, sample.Histogram, times.Count);
        AppendOptional(ref startTimes, sample.StartTime, times.Count);
    }

    private static void AppendOptional<T>(ref List<T>? list, T value, int count)
    {
        if (list is null && EqualityComparer<T>.Default.Equals(value, default))
        {
            return;
        }

        list ??= [.. Enumerable.Repeat(default(T)!, count - 1)];
        list.Add(value);
    }
}
