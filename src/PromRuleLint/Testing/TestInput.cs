using System.Globalization;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Testing;

/// <summary>The input series of a test, loaded as the test goes on: what is not loaded yet cannot be read.</summary>
internal sealed class TestInput
{
    private readonly List<(Labels Labels, Series Samples, int Next)> _series;
    private readonly TestStorage _storage;

    private TestInput(List<(Labels Labels, Series Samples, int Next)> series, TestStorage storage)
    {
        _series = series;
        _storage = storage;
    }

    /// <summary>Reads the series of a test.</summary>
    /// <param name="test">The test.</param>
    /// <param name="storage">Where the samples go.</param>
    /// <param name="start">The time of the first values, in milliseconds.</param>
    /// <param name="interval">Milliseconds between two values.</param>
    /// <param name="failures">What cannot be read.</param>
    public static TestInput? Read(TestGroup test, TestStorage storage, long start, long interval, List<TestFailure> failures)
    {
        var last = new Dictionary<Labels, int>();
        var series = new List<(Labels Labels, Series Samples, int Next)>();
        foreach (TestSeries entry in test.InputSeries)
        {
            foreach (string? line in Lines(entry))
            {
                if (line is null)
                {
                    // promtool reads no further than an empty line, which a folded value ends with.
                    return failures.Count > 0 ? null : new TestInput(series, storage);
                }

                if (Describe(line, entry, failures) is not { } description)
                {
                    continue;
                }

                var labels = Labels.From(description);
                Series samples = Load(labels, description, start, interval);

                // Of two series with the same labels the later one holds.
                if (last.TryGetValue(labels, out int index))
                {
                    series[index] = (labels, samples, 0);
                }
                else
                {
                    last.Add(labels, series.Count);
                    series.Add((labels, samples, 0));
                }
            }
        }

        return failures.Count > 0 ? null : new TestInput(series, storage);
    }

    /// <summary>Loads all samples up to a time.</summary>
    /// <returns>Null, or why a sample is refused.</returns>
    public string? LoadUntil(long time)
    {
        string? refused = null;
        for (int i = 0; i < _series.Count; i++)
        {
            (Labels labels, Series samples, int next) = _series[i];
            while (next < samples.Count && samples[next].Time <= time)
            {
                refused ??= _storage.Append(labels, samples[next]);
                next++;
            }

            _series[i] = (labels, samples, next);
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

    private static TextRange PlaceOf(string line, SeriesError error, TestSeries entry)
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

    private static Series Load(Labels labels, SeriesDescription description, long start, long interval)
    {
        var set = new SeriesSet();
        set.Load(description, start, interval);
        return set.GetOrAdd(labels);
    }
}
