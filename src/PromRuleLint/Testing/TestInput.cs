using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Testing;

/// <summary>The input series of a test, loaded as the test goes on: what is not loaded yet cannot be read.</summary>
internal sealed class TestInput
{
    // A test of some kilobytes can describe more samples than any machine holds.
    private const int MaxSamples = 10_000_000;

    private readonly InputSeries[] _series;
    private readonly TestStorage _storage;
    private int _loaded;

    /// <summary>Input of which nothing is loaded yet.</summary>
    /// <param name="series">The series, as <see cref="Read"/> gives them; several runs may share them.</param>
    /// <param name="storage">Where the samples go.</param>
    public TestInput(IReadOnlyList<(Labels Labels, IEnumerable<Sample> Samples)> series, TestStorage storage)
    {
        _series = [.. series.Select(static each => new InputSeries(each.Labels, each.Samples))];
        _storage = storage;
    }

    /// <summary>Reads the series of a test; null where one cannot be read.</summary>
    /// <param name="test">The test.</param>
    /// <param name="start">The time of the first values, in milliseconds.</param>
    /// <param name="interval">Milliseconds between two values.</param>
    /// <param name="failures">What cannot be read.</param>
    public static IReadOnlyList<(Labels Labels, IEnumerable<Sample> Samples)>? Read(TestGroup test, long start, long interval, List<TestFailure> failures)
    {
        var last = new Dictionary<Labels, int>();
        var series = new List<(Labels Labels, IEnumerable<Sample> Samples)>();
        foreach (TestSeries entry in test.InputSeries)
        {
            foreach (string? line in Lines(entry))
            {
                if (line is null)
                {
                    // promtool reads no further than an empty line, which a folded value ends with.
                    return failures.Count > 0 ? null : series;
                }

                if (Describe(line, entry, failures) is not { } description)
                {
                    continue;
                }

                var labels = Labels.From(description);
                IEnumerable<Sample> samples = DescribedSamples.Expand(description, start, interval, startTimes: null);

                // Of two series with the same labels the later one holds.
                if (last.TryGetValue(labels, out int index))
                {
                    series[index] = (labels, samples);
                }
                else
                {
                    last.Add(labels, series.Count);
                    series.Add((labels, samples));
                }
            }
        }

        return failures.Count > 0 ? null : series;
    }

    /// <summary>Loads all samples up to a time.</summary>
    /// <param name="time">The time.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>Null, or why a sample is refused.</returns>
    public string? LoadUntil(long time, CancellationToken cancellation)
    {
        string? refused = null;
        foreach (InputSeries series in _series)
        {
            cancellation.ThrowIfCancellationRequested();
            while (series.Next is { } sample && sample.Time <= time)
            {
                if (_loaded++ >= MaxSamples)
                {
                    return $"the test has more than {MaxSamples} samples until then";
                }

                refused ??= _storage.Append(series.Labels, sample);
                series.Advance();
            }
        }

        return refused;
    }

    private static IEnumerable<string?> Lines(TestSeries entry)
    {
        string text = $"{entry.Series?.Value} {entry.Values?.Value}";
        foreach (string line in text.Split('\n'))
        {
            string trimmed = line.Trim();
            yield return trimmed.Length == 0 || trimmed[0] == '#' ? null : trimmed;
        }
    }

    private static SeriesDescription? Describe(string line, TestSeries entry, List<TestFailure> failures)
    {
        SeriesDescription description = SeriesDescription.Parse(line);
        if (description.Errors is not [var error, ..])
        {
            return description;
        }

        failures.Add(new TestFailure(TestFailureKind.InvalidTest, PlaceOf(line, error, entry), $"The input series cannot be read: {error.Message}."));
        return null;
    }

    private static SourceRange PlaceOf(string line, SeriesError error, TestSeries entry)
    {
        string series = entry.Series?.Value ?? "";
        string values = entry.Values?.Value ?? "";
        if (line.Length == series.Length + 1 + values.Length && entry is { Series: not null, Values: not null })
        {
            int from = series.Length + 1;
            return error.Range.Start >= from
                ? entry.Values.ToSource(error.Range.Shift(-from))
                : entry.Series.ToSource(new TextRange(error.Range.Start, Math.Min(error.Range.End, series.Length)));
        }

        return (entry.Values ?? entry.Series)?.Range ?? entry.Range;
    }

    /// <summary>A series whose samples are made one after another, as they are loaded.</summary>
    private sealed class InputSeries
    {
        private readonly IEnumerator<Sample> _samples;

        public InputSeries(Labels labels, IEnumerable<Sample> samples)
        {
            Labels = labels;
            _samples = samples.GetEnumerator();
            Advance();
        }

        public Labels Labels { get; }

        /// <summary>The sample that is loaded next; null for none.</summary>
        public Sample? Next { get; private set; }

        public void Advance() => Next = _samples.MoveNext() ? _samples.Current : null;
    }
}
