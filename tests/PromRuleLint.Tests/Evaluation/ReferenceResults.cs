using System.Globalization;
using System.Text.Json;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Tests.Evaluation;

/// <summary>Evaluates what the reference evaluated over the same series and tells what is not the same.</summary>
/// <param name="withAnnotations">Whether warnings and infos are given too.</param>
internal sealed class ReferenceResults(bool withAnnotations)
{
    // Sums are the same up to their last bit only in the same order, and equal elements are chosen and sorted by their order: the
    // reference finds series in a random one. So does the text of an error that names the first of several series.
    private static readonly string[] OrderMatters =
        ["limitk", "limit_ratio", "topk", "bottomk", "stddev", "stdvar", "sort", "found duplicate series", "encountered a mix of histograms and floats for aggregation"];

    private Evaluator _evaluator = new(new SeriesSet());

    public int Evaluations { get; private set; }

    /// <summary>Differences whose cause is the order of series.</summary>
    public List<string> OfOrder { get; } = [];

    /// <summary>All others.</summary>
    public List<string> Others { get; } = [];

    public void Add(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        if (root.TryGetProperty("world", out JsonElement world))
        {
            _evaluator = new Evaluator(Load(world, root));
            return;
        }

        Evaluations++;
        string expected = Text(root);
        string actual = Evaluate(root);
        if (expected != actual)
        {
            string difference = $"{root.GetProperty("expr").GetString()} at {root.GetProperty("t")}: {expected}, not {actual}";
            (Array.Exists(OrderMatters, cause => difference.Contains(cause, StringComparison.Ordinal)) ? OfOrder : Others).Add(difference);
        }
    }

    private static SeriesSet Load(JsonElement world, JsonElement root)
    {
        TimeSpan interval = TimeSpan.FromMinutes(1);
        if (root.TryGetProperty("interval", out JsonElement given))
        {
            Assert.That(PrometheusDuration.TryParse(given.GetString()!, out interval, out _), Is.True);
        }
        else if (root.TryGetProperty("interval_ms", out JsonElement milliseconds))
        {
            interval = TimeSpan.FromMilliseconds(milliseconds.GetInt64());
        }

        var set = new SeriesSet();
        foreach (JsonElement series in world.EnumerateArray())
        {
            set.Load(SeriesDescription.Parse($"{series.GetProperty("series").GetString()} {series.GetProperty("values").GetString()}"), 0, (long)interval.TotalMilliseconds);
        }

        return set;
    }

    private string Evaluate(JsonElement root)
    {
        string text = root.GetProperty("expr").GetString()!;
        ParseResult parse = PromQLParser.Parse(text);
        if (!parse.IsValid)
        {
            return "error";
        }

        long start = Time(root.GetProperty("t"));
        try
        {
            EvaluationResult result = root.TryGetProperty("end", out JsonElement end)
                ? _evaluator.Range(parse.Root!, start, Time(end), Time(root.GetProperty("step")))
                : _evaluator.Instant(parse.Root!, start);
            return Text(result, parse.Root!, text);
        }
        catch (EvaluationException exception)
        {
            return "error " + (root.TryGetProperty("error", out _) && exception.Message.StartsWith("found duplicate series", StringComparison.Ordinal) ? "found duplicate series" : exception.Message);
        }
    }

    private string Text(EvaluationResult result, Expr root, string text)
    {
        IEnumerable<string> series = result.Type switch
        {
            ExprType.Vector => result.Vector.Select(static element => Series(element.Labels, Value(element.Value, element.Histogram))),
            ExprType.Matrix => result.Matrix.Select(static matrix => Series(
                matrix.Labels, string.Join(' ', matrix.Samples.Select(static sample => $"{sample.Time}:{Value(sample.Value, sample.Histogram)}")))),
            ExprType.Scalar => [GoText.Shortest(result.Scalar)],
            _ => [result.String],
        };
        bool sorted = !IsOrdered(root);
        return string.Join("; ", sorted ? series.Order(StringComparer.Ordinal) : series)
            + string.Concat(result.Annotations.Where(_ => withAnnotations).Select(annotation => " | " + annotation.ToString(text)).Order(StringComparer.Ordinal));
    }

    private static bool IsOrdered(Expr root) => root is Call { Name: "sort" or "sort_desc" or "sort_by_label" or "sort_by_label_desc" };

    private static string Text(JsonElement root)
    {
        if (root.TryGetProperty("error", out JsonElement error))
        {
            string message = error.GetString()!;
            return message.Contains("parse error", StringComparison.Ordinal) ? "error"
                : "error " + (message.StartsWith("found duplicate series", StringComparison.Ordinal) ? "found duplicate series" : message);
        }

        List<string> series = [];
        if (root.TryGetProperty("result", out JsonElement result))
        {
            series.AddRange(result.EnumerateArray().Select(static element => Series(
                Labels(element), element.TryGetProperty("histogram", out JsonElement histogram) ? histogram.GetString()! : Number(element.GetProperty("value")))));
        }
        else if (root.TryGetProperty("matrix", out JsonElement matrix))
        {
            series.AddRange(matrix.EnumerateArray().Select(static element => Series(Labels(element), string.Join(' ', Samples(element)))));
        }
        else
        {
            series.Add(root.TryGetProperty("scalar", out JsonElement scalar) ? Number(scalar) : root.GetProperty("string").GetString()!);
        }

        if (!IsOrdered(PromQLParser.Parse(root.GetProperty("expr").GetString()!).Root!))
        {
            series.Sort(StringComparer.Ordinal);
        }

        return string.Join("; ", series) + string.Concat(Annotations(root).Select(static text => " | " + text).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Samples(JsonElement element)
    {
        IEnumerable<(long Time, string Text)> Of(string name) => element.TryGetProperty(name, out JsonElement samples)
            ? samples.EnumerateArray().Select(sample => (Time(sample[0]), name == "floats" ? Number(sample[1]) : sample[1].GetString()!))
            : [];
        return Of("floats").Concat(Of("histograms")).OrderBy(static sample => sample.Time).Select(static sample => $"{sample.Time}:{sample.Text}");
    }

    private static IEnumerable<string> Annotations(JsonElement root)
    {
        foreach (string name in new[] { "warnings", "infos" })
        {
            if (root.TryGetProperty(name, out JsonElement texts))
            {
                foreach (JsonElement text in texts.EnumerateArray())
                {
                    yield return text.GetString()!;
                }
            }
        }
    }

    private static Labels Labels(JsonElement element) => element.TryGetProperty("labels", out JsonElement labels)
        ? PromRuleLint.Evaluation.Labels.From(labels.EnumerateObject().Select(static label => KeyValuePair.Create(label.Name, label.Value.GetString()!)))
        : PromRuleLint.Evaluation.Labels.Empty;

    private static string Series(Labels labels, string values) => $"{labels} {values}";

    private static string Value(double value, FloatHistogram? histogram) => histogram?.ToString() ?? GoText.Shortest(value);

    private static string Number(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? GoText.Shortest(double.Parse(value.GetRawText(), CultureInfo.InvariantCulture))
        : value.GetString()!;

    private static long Time(JsonElement seconds) => (long)Math.Round(seconds.GetDouble() * 1000);
}
