using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.Evaluation;

/// <summary>
/// Series in memory with an index by label. Samples are appended at growing times; evaluations may come in between, so that rules can
/// be run over what they recorded. Not safe for appending from several threads, nor during an evaluation.
/// </summary>
public sealed class SeriesSet
{
    private readonly Dictionary<Labels, Series> _byLabels = [];
    private readonly Dictionary<(string Name, string Value), List<Series>> _byLabel = [];
    private readonly List<Series> _all = [];

    /// <summary>All series in the order they came.</summary>
    public IReadOnlyList<Series> All => _all;

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
        if (series.LastTime >= sample.Time)
        {
            throw new ArgumentException($"The sample at {sample.Time} is not after the last one of {labels}; append samples in the order of time.", nameof(sample));
        }

        series.Append(sample);
        SampleCount++;
    }

    /// <summary>The series of these labels; made without samples where there is none yet.</summary>
    public Series GetOrAdd(Labels labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (!_byLabels.TryGetValue(labels, out Series? series))
        {
            series = new Series(labels, _all.Count);
            _byLabels.Add(labels, series);
            _all.Add(series);
            foreach ((string name, string value) in labels)
            {
                if (!_byLabel.TryGetValue((name, value), out List<Series>? list))
                {
                    _byLabel.Add((name, value), list = []);
                }

                list.Add(series);
            }
        }

        return series;
    }

    /// <summary>How many samples there are.</summary>
    internal long SampleCount { get; private set; }

    /// <summary>The series of exactly these labels, or null.</summary>
    public Series? Find(Labels labels) => _byLabels.GetValueOrDefault(labels);

    /// <summary>The series that a selector selects, sorted by labels.</summary>
    public IReadOnlyList<Series> Select(VectorSelector selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return Select(SeriesMatcher.From(selector));
    }

    /// <summary>
    /// Appends the samples of a described series, the first at <paramref name="start"/>, each other an interval later. Values of
    /// <see cref="SeriesDescription.HasStartTimes"/> have no samples of their own; load them together with their series.
    /// </summary>
    /// <param name="description">A description without errors.</param>
    /// <param name="start">The Unix time of the first value in milliseconds.</param>
    /// <param name="interval">Milliseconds between two values; above 0.</param>
    /// <param name="startTimes">The description of the start times of the same series; null where there is none.</param>
    /// <exception cref="ArgumentException">The description has errors, or a sample is not after the series' last.</exception>
    public void Load(SeriesDescription description, long start, long interval, SeriesDescription? startTimes = null)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        if (!description.Errors.IsEmpty || description.HasStartTimes)
        {
            throw new ArgumentException("The description is not one of samples, or has errors; look at its Errors first.", nameof(description));
        }

        Labels labels = Labels.From(description);
        GetOrAdd(labels);
        foreach (Sample sample in DescribedSamples.Expand(description, start, interval, startTimes))
        {
            Append(labels, sample);
        }
    }

    internal List<Series> Select(ReadOnlySpan<SeriesMatcher> matchers)
    {
        List<Series> candidates = _all;
        foreach (SeriesMatcher matcher in matchers)
        {
            if (matcher.Type == MatchType.Equal && matcher.Value.Length > 0)
            {
                if (!_byLabel.TryGetValue((matcher.Name, matcher.Value), out List<Series>? list))
                {
                    return [];
                }

                candidates = list.Count < candidates.Count ? list : candidates;
            }
        }

        var selected = new List<Series>();
        bool sorted = true;
        foreach (Series series in candidates)
        {
            if (MatchesAll(series.Labels, matchers))
            {
                sorted = sorted && (selected.Count == 0 || Labels.Compare(selected[^1].Labels, series.Labels) < 0);
                selected.Add(series);
            }
        }

        // The order decides between equal values and in the last bit of sums; that of the labels is the same however series came.
        if (!sorted)
        {
            selected.Sort(static (left, right) => Labels.Compare(left.Labels, right.Labels));
        }

        return selected;
    }

    private static bool MatchesAll(Labels labels, ReadOnlySpan<SeriesMatcher> matchers)
    {
        foreach (SeriesMatcher matcher in matchers)
        {
            if (!matcher.Matches(labels[matcher.Name]))
            {
                return false;
            }
        }

        return true;
    }
}
