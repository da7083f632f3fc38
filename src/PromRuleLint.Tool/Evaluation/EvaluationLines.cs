using System.Text;
using System.Text.Json;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.Tool.Output;

namespace PromRuleLint.Tool.Evaluation;

/// <summary>
/// <c>promql eval --format json -</c>: each line is an object with a world of series, cases, or both; a line that is a case itself is
/// evaluated over the last world. One line comes out for each case.
/// </summary>
internal static class EvaluationLines
{
    public static int Run(ToolConsole console, EvaluationOptions options)
    {
        var evaluator = new Evaluator(new SeriesSet(), options);
        int number = 0;
        foreach (string line in Lines(console))
        {
            console.Cancellation.ThrowIfCancellationRequested();
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                using JsonDocument document = JsonDocument.Parse(line);
                JsonElement root = document.RootElement;
                if (root.TryGetProperty("world", out JsonElement world))
                {
                    evaluator = new Evaluator(ReadWorld(world, Interval(root), number), options);
                }

                foreach (JsonElement each in Cases(root))
                {
                    Evaluate(console, evaluator, each);
                }
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
            {
                throw new ToolUsageException($"line {number} of standard input is no object with a world, cases or a case: {exception.Message}");
            }
        }

        return ExitCodes.Clean;
    }

    private static IEnumerable<string> Lines(ToolConsole console)
    {
        using Stream stream = console.OpenInput();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static IEnumerable<JsonElement> Cases(JsonElement root) =>
        root.TryGetProperty("cases", out JsonElement cases) ? cases.EnumerateArray() : root.TryGetProperty("expr", out _) ? [root] : Array.Empty<JsonElement>();

    private static SeriesSet ReadWorld(JsonElement world, TimeSpan interval, int line)
    {
        var set = new SeriesSet();
        var startTimes = new Dictionary<Labels, SeriesDescription>();
        foreach (JsonElement series in world.EnumerateArray())
        {
            string text = $"{series.GetProperty("series").GetString()} {series.GetProperty("values").GetString()}";
            SeriesFile.Add(set, startTimes, text, interval, $"line {line}");
        }

        return set;
    }

    private static TimeSpan Interval(JsonElement root)
    {
        if (root.TryGetProperty("interval_ms", out JsonElement milliseconds))
        {
            return TimeSpan.FromMilliseconds(milliseconds.GetDouble());
        }

        if (!root.TryGetProperty("interval", out JsonElement interval))
        {
            return TimeSpan.FromMinutes(1);
        }

        return interval.ValueKind == JsonValueKind.Number ? TimeSpan.FromSeconds(interval.GetDouble())
            : PrometheusDuration.TryParse(interval.GetString() ?? "", out TimeSpan value, out string error) ? value
            : throw new FormatException(error);
    }

    private static void Evaluate(ToolConsole console, Evaluator evaluator, JsonElement each)
    {
        long Milliseconds(JsonElement seconds) => (long)Math.Round(seconds.GetDouble() * 1000);
        var query = new Query(
            Milliseconds(each.GetProperty("t")),
            each.TryGetProperty("end", out JsonElement end) ? Milliseconds(end) : null,
            each.TryGetProperty("step", out JsonElement step) ? TimeSpan.FromMilliseconds(Milliseconds(step)) : TimeSpan.FromMinutes(1));
        EvaluationJson.Write(console.Output, query.Outcome(evaluator, PromQLParser.Parse(each.GetProperty("expr").GetString()!), console.Cancellation));
    }
}
