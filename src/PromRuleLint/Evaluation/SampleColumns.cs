namespace PromRuleLint.Evaluation;

/// <summary>
/// The samples of a series in columns, floats and histograms apart, without stale marks: what windows are cut from.
/// </summary>
internal sealed class SampleColumns
{
    private long[] _floatTimes = [];
    private double[] _floats = [];
    private long[]? _floatStarts;
    private long[] _histogramTimes = [];
    private FloatHistogram[] _histograms = [];
    private long[]? _histogramStarts;

    public int FloatCount { get; private set; }

    public int HistogramCount { get; private set; }

    public ReadOnlySpan<long> FloatTimes => _floatTimes.AsSpan(0, FloatCount);

    public ReadOnlySpan<double> Floats => _floats.AsSpan(0, FloatCount);

    public ReadOnlySpan<long> HistogramTimes => _histogramTimes.AsSpan(0, HistogramCount);

    public ReadOnlySpan<FloatHistogram> Histograms => _histograms.AsSpan(0, HistogramCount);

    /// <summary>The start times of the floats; empty where none has one.</summary>
    public ReadOnlySpan<long> FloatStarts => _floatStarts is null ? default : _floatStarts.AsSpan(0, FloatCount);

    /// <summary>The start times of the histograms; empty where none has one.</summary>
    public ReadOnlySpan<long> HistogramStarts => _histogramStarts is null ? default : _histogramStarts.AsSpan(0, HistogramCount);

    public void Add(long time, double value, long start = 0)
    {
        Reserve(ref _floatTimes, FloatCount);
        Reserve(ref _floats, FloatCount);
        _floatTimes[FloatCount] = time;
        _floats[FloatCount] = value;
        AddStart(ref _floatStarts, FloatCount, start, _floatTimes.Length);
        FloatCount++;
    }

    public void Add(long time, FloatHistogram histogram, long start = 0)
    {
        Reserve(ref _histogramTimes, HistogramCount);
        Reserve(ref _histograms, HistogramCount);
        _histogramTimes[HistogramCount] = time;
        _histograms[HistogramCount] = histogram;
        AddStart(ref _histogramStarts, HistogramCount, start, _histogramTimes.Length);
        HistogramCount++;
    }

    public void Replace(int index, FloatHistogram histogram) => _histograms[index] = histogram;

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
