using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;

namespace PromRuleLint.Tool.Evaluation;

/// <summary>Series as <c>promql eval --series</c> reads them: one a line, name and labels, then values.</summary>
internal static class SeriesFile
{
    // More than an evaluation may hold helps nobody.
    private const long MaxSamples = 50_000_000;

    public static SeriesSet Read(ToolConsole console, string path, TimeSpan interval)
    {
        string[] lines = NamedFile.Read(console, path).Text.ReplaceLineEndings("\n").Split('\n');
        var set = new SeriesSet();
        var startTimes = new Dictionary<Labels, SeriesDescription>();
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length > 0 && line[0] != '#')
            {
                Add(set, startTimes, line, interval, $"{path}:{i + 1}");
            }
        }

        return set;
    }

    /// <summary>Adds a described series; start times come before their series.</summary>
    /// <exception cref="ToolUsageException">The description has errors or is too long.</exception>
    public static void Add(SeriesSet set, Dictionary<Labels, SeriesDescription> startTimes, string text, TimeSpan interval, string place)
    {
        SeriesDescription description = SeriesDescription.Parse(text);
        if (description.Errors is [var first, ..])
        {
            throw new ToolUsageException($"{place}: {first.Message}");
        }

        if (description.Items.Sum(static item => (double)item.Count) + set.SampleCount > MaxSamples)
        {
            throw new ToolUsageException($"{place}: there are more than {MaxSamples} values; repeat less often");
        }

        Labels labels = Labels.From(description);
        if (description.HasStartTimes)
        {
            startTimes[labels] = description;
            return;
        }

        try
        {
            set.Load(description, 0, (long)interval.TotalMilliseconds, startTimes.GetValueOrDefault(labels));
        }
        catch (ArgumentException exception)
        {
            throw new ToolUsageException($"{place}: {exception.Message}");
        }
    }
}
