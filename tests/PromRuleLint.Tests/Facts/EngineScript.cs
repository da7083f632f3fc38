using PromRuleLint.PromQL;

namespace PromRuleLint.Tests.Facts;

/// <summary>A series that an evaluation must return; a value of null stands for a native histogram.</summary>
internal sealed record EngineSample(Dictionary<string, string> Labels, double? Value);

/// <summary>An evaluation of a script with which the reference tests its engine.</summary>
/// <param name="Place">File and 1-based line.</param>
/// <param name="Expression">What is evaluated.</param>
/// <param name="IsRange">Whether at many times: a series is then listed once for each value.</param>
/// <param name="IsChecked">Whether the script lists the result; one that fails or returns a string has none.</param>
/// <param name="Samples">The result.</param>
internal sealed record EngineEvaluation(string Place, string Expression, bool IsRange, bool IsChecked, List<EngineSample> Samples)
{
    /// <summary>
    /// Reads the evaluations of a script: <c>eval instant at 5m EXPR</c> or <c>eval range from … to … step … EXPR</c>, and below
    /// it, up to an empty line or a comment, what must come.
    /// </summary>
    public static IEnumerable<EngineEvaluation> Read(string path)
    {
        string[] lines = [.. File.ReadAllLines(path).Select(static line => line.Trim()).Select(static line => line.StartsWith('#') ? "" : line)];
        for (int i = 0; i < lines.Length; i++)
        {
            string[] words = lines[i].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words is not [var command, ..] || !command.StartsWith("eval", StringComparison.Ordinal))
            {
                continue;
            }

            string place = $"{Path.GetFileName(path)}:{i + 1}";
            bool isRange = words[1] == "range";
            string expression = After(lines[i], isRange ? 8 : 4);
            bool isChecked = !command.Contains("fail", StringComparison.Ordinal);
            var samples = new List<EngineSample>();
            for (i++; i < lines.Length && lines[i].Length > 0; i++)
            {
                if (lines[i].StartsWith("expect ", StringComparison.Ordinal))
                {
                    isChecked &= !lines[i].StartsWith("expect fail", StringComparison.Ordinal) && !lines[i].StartsWith("expect string", StringComparison.Ordinal);
                }
                else
                {
                    samples.AddRange(SamplesOf(lines[i]));
                }
            }

            yield return new EngineEvaluation(place, expression, isRange, isChecked, samples);
        }
    }

    private static IEnumerable<EngineSample> SamplesOf(string line)
    {
        // A scalar is a value alone.
        SeriesDescription series = SeriesDescription.ParseValues(line) is { Errors.IsEmpty: true } scalar ? scalar : SeriesDescription.Parse(line);
        Assert.That(series.Errors, Is.Empty, line);
        var labels = series.Labels.ToDictionary(static label => label.Name, static label => label.Value);
        return series.Items.SelectMany(item => item.Kind switch
        {
            SeriesItemKind.Number => Enumerable.Range(0, (int)item.Count).Select(n => new EngineSample(labels, item.Value + (n * item.Step))),
            SeriesItemKind.Histogram => [new EngineSample(labels, null)],
            _ => [],
        });
    }

    private static string After(string line, int words)
    {
        int at = 0;
        for (; words > 0 || (at < line.Length && char.IsWhiteSpace(line[at])); words--)
        {
            while (at < line.Length && char.IsWhiteSpace(line[at]))
            {
                at++;
            }

            while (words > 0 && at < line.Length && !char.IsWhiteSpace(line[at]))
            {
                at++;
            }
        }

        return line[at..];
    }
}
