using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Reporting;
using PromRuleLint.Tool.Evaluation;

namespace PromRuleLint.Tool.Output;

/// <summary>The outcome of a query as one line of JSON; numbers of samples as text, so that all of them can be written.</summary>
internal static class EvaluationJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter writer, QueryOutcome outcome)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("expr", outcome.Expression);
            WriteTime(json, "t", outcome.Query.At);
            if (outcome.Query.Until is { } end)
            {
                WriteTime(json, "end", end);
                WriteTime(json, "step", (long)outcome.Query.Step.TotalMilliseconds);
            }

            if (outcome.Result is { } result)
            {
                WriteValue(json, outcome.Expression, result);
                WriteAnnotations(json, outcome.Expression, result);
            }
            else
            {
                json.WriteString("error", outcome.Error);
            }

            json.WriteEndObject();
        }

        writer.WriteLine(VisibleText.Json(Encoding.UTF8.GetString(buffer.WrittenSpan)));
    }

    private static void WriteTime(Utf8JsonWriter json, string name, long milliseconds)
    {
        json.WritePropertyName(name);
        WriteTime(json, milliseconds);
    }

    private static void WriteTime(Utf8JsonWriter json, long milliseconds) =>
        json.WriteRawValue((milliseconds / 1000m).ToString("0.###", CultureInfo.InvariantCulture));

    private static void WriteValue(Utf8JsonWriter json, string expression, EvaluationResult result)
    {
        switch (result.Type)
        {
            case ExprType.Scalar:
                json.WriteString("scalar", GoText.Shortest(result.Scalar));
                break;
            case ExprType.String:
                json.WriteString("string", result.String);
                break;
            case ExprType.Vector:
                json.WriteStartArray("result");
                foreach (VectorElement element in InOrder(expression, result))
                {
                    WriteElement(json, element);
                }

                json.WriteEndArray();
                break;
            default:
                WriteMatrix(json, result);
                break;
        }
    }

    /// <summary>By their text, so that the order is the same each time; what is sorted stays as it is.</summary>
    private static IEnumerable<VectorElement> InOrder(string expression, EvaluationResult result) => expression.TrimStart().StartsWith("sort", StringComparison.Ordinal) || result.Vector.Length < 2
        ? result.Vector
        : result.Vector.Select(static element => (Element: element, Text: TextOf(json => WriteElement(json, element)))).OrderBy(static pair => pair.Text, StringComparer.Ordinal).Select(static pair => pair.Element);

    private static string TextOf(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteElement(Utf8JsonWriter json, VectorElement element)
    {
        // The fields stand in the order of their names, by which the elements are ordered too.
        json.WriteStartObject();
        if (element.Histogram is { } histogram)
        {
            json.WriteString("histogram", histogram.ToString());
        }

        WriteLabels(json, element.Labels);
        if (element.Histogram is null)
        {
            json.WriteString("value", GoText.Shortest(element.Value));
        }

        json.WriteEndObject();
    }

    private static void WriteMatrix(Utf8JsonWriter json, EvaluationResult result)
    {
        json.WriteStartArray("matrix");
        foreach (MatrixSeries series in result.Matrix.OrderBy(static series => TextOf(json => WriteLabels(json, series.Labels, named: false)), StringComparer.Ordinal))
        {
            json.WriteStartObject();
            WriteLabels(json, series.Labels);
            WriteSamples(json, "floats", series.Samples.Where(static sample => sample.Histogram is null));
            WriteSamples(json, "histograms", series.Samples.Where(static sample => sample.Histogram is not null));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSamples(Utf8JsonWriter json, string name, IEnumerable<Sample> samples)
    {
        json.WriteStartArray(name);
        foreach (Sample sample in samples)
        {
            json.WriteStartArray();
            WriteTime(json, sample.Time);
            json.WriteStringValue(sample.Histogram?.ToString() ?? GoText.Shortest(sample.Value));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteLabels(Utf8JsonWriter json, Labels labels, bool named = true)
    {
        if (named)
        {
            json.WritePropertyName("labels");
        }

        json.WriteStartObject();
        foreach ((string name, string value) in labels)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteAnnotations(Utf8JsonWriter json, string expression, EvaluationResult result)
    {
        if (result.Annotations.IsEmpty)
        {
            return;
        }

        foreach ((string name, AnnotationSeverity severity) in new[] { ("warnings", AnnotationSeverity.Warning), ("infos", AnnotationSeverity.Info) })
        {
            json.WriteStartArray(name);
            foreach (string text in result.Annotations.Where(a => a.Severity == severity).Select(a => a.ToString(expression)).Order(StringComparer.Ordinal))
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }
    }
}
