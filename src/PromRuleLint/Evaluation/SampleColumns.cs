namespace PromRuleLint.Evaluation;

/// <summary>
/// The samples of a series in columns, floats and histograms apart, without stale marks: what windows are cut from.
/// </summary>
internal sealed class SampleColumns
{
    private long[] floatTimes = [];
    private double[] floats = [];
    private long[]? floatStarts;
    private long[] histogramTimes = [];
    private FloatHistogram[] histograms = [];
    private long[]? histogramStarts;

    public int FloatCount { get; private set; }

    public int HistogramCount { get; private set; }

    public ReadOnlySpan<long> FloatTimes => floatTimes.AsSpan(0, FloatCount);

    public ReadOnlySpan<double> Floats => floats.AsSpan(0, FloatCount);

    public ReadOnlySpan<long> HistogramTimes => histogramTimes.AsSpan(0, HistogramCount);

    public ReadOnlySpan<FloatHistogram> Histograms => histograms.AsSpan(0, HistogramCount);

    /// <summary>The start times of the floats; empty where none has one.</summary>
    public ReadOnlySpan<long> FloatStarts => floatStarts is null ? default : floatStarts.AsSpan(0, FloatCount);

    /// <summary>The start times of the histograms; empty where none has one.</summary>
    public ReadOnlySpan<long> HistogramStarts => histogramStarts is null ? default : histogramStarts.AsSpan(0, HistogramCount);

    public void Add(long time, double value, long start = 0)
    {
        Reserve(ref floatTimes, FloatCount);
        Reserve(ref floats, FloatCount);
        floatTimes[FloatCount] = time;
        floats[FloatCount] = value;
        AddStart(ref floatStarts, FloatCount, start, floatTimes.Length);
        FloatCount++;
    }

    public void Add(long time, FloatHistogram histogram, long start = 0)
    {
        Reserve(ref histogramTimes, HistogramCount);
        Reserve(ref histograms, HistogramCount);
        histogramTimes[HistogramCount] = time;
        histograms[HistogramCount] = histogram;
        AddStart(ref histogramStarts, HistogramCount, start, histogramTimes.Length);
        HistogramCount++;
    }

    public void Replace(int index, FloatHistogram histogram) => histograms[index] = histogram;

    private static void AddStart(ref long[]? starts, int count, long start, int capacity)
    {
        if (starts is null && start == 0)
        {
            return;
        }

        if (starts is null || starts.Length <= count)
        {
            Array.Resize(ref starts, Math.Max(capacity, count + 1));
        }

        starts[count] = start;
    }

    private static void Reserve<T>(ref T[] array, int count)
    {
        if (array.Length == count)
        {
            Array.Resize(ref array, Math.Max(4, count * 2));
        }
    }
}
