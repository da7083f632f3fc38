using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>Writes JSON that people may read too: indented, with all characters as they are that can be seen.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one value and a line break.</summary>
    public static void WriteLine(TextWriter writer, Action<Utf8JsonWriter> value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            value(json);
        }

        writer.WriteLine(VisibleText.Json(Encoding.UTF8.GetString(buffer.WrittenSpan)));
    }
}
