using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PromRuleLint.PromQL;
using PromRuleLint.Reporting;

namespace PromRuleLint.Tool.Output;

/// <summary>Expressions in, one JSON object a line out.</summary>
internal static class ExpressionLines
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads one expression, or with <c>-</c> the JSON array on standard input, and writes an object for each.</summary>
    /// <param name="console">Where to read and write.</param>
    /// <param name="expression">The argument.</param>
    /// <param name="writeValid">Writes the properties of a valid expression; of others <c>errors</c> and <c>input</c> are written.</param>
    /// <returns>Of one expression whether it is valid; of an array always 0, for each line says it.</returns>
    public static int Run(ToolConsole console, string expression, Action<Utf8JsonWriter, ParseResult> writeValid)
    {
        var buffer = new ArrayBufferWriter<byte>();
        if (expression != "-")
        {
            return Write(expression) ? ExitCodes.Clean : ExitCodes.Findings;
        }

        foreach (string each in ExpressionInput.ReadJsonArray(console))
        {
            console.Cancellation.ThrowIfCancellationRequested();
            Write(each);
        }

        return ExitCodes.Clean;

        bool Write(string text)
        {
            ParseResult result = PromQLParser.Parse(text);
            buffer.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(buffer, Options))
            {
                json.WriteStartObject();
                if (result.IsValid)
                {
                    writeValid(json, result);
                }
                else
                {
                    SyntaxTreeJson.WriteErrors(json, result);
                    json.WriteString("input"u8, text);
                }

                json.WriteEndObject();
            }

            console.Output.WriteLine(VisibleText.Json(Encoding.UTF8.GetString(buffer.WrittenSpan)));
            return result.IsValid;
        }
    }
}
