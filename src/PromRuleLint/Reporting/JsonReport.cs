using System.Text.Json;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.Text;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>
/// Findings as one JSON array of <c>{id, name, severity, confidence,
/// assumptions, message, file, range, helpLink, related}</c>. Lines and columns are
/// 1-based, ends exclusive, columns in UTF-16 code units.
/// </summary>
public static class JsonReport
{
    /// <summary>Writes the findings in the order given.</summary>
    public static void Write(TextWriter writer, IEnumerable<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnostics);
        JsonText.WriteLine(writer, json =>
        {
            json.WriteStartArray();
            foreach (Diagnostic diagnostic in diagnostics)
            {
                Write(json, diagnostic);
                JsonText.WriteOn(json);
            }

            json.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, diagnostic.Id);
        json.WriteString("name"u8, diagnostic.Descriptor.Name);
        json.WriteString("severity"u8, SeverityWords.For(diagnostic.Severity));
        json.WriteString("confidence"u8, ConfidenceWords.For(diagnostic.Confidence));
        json.WriteStartArray("assumptions"u8);
        foreach (Assumption assumption in diagnostic.Assumptions)
        {
            json.WriteStringValue(assumption.Name);
        }

        json.WriteEndArray();
        json.WriteString("message"u8, diagnostic.Message);
        WritePlace(json, diagnostic.Location);
        json.WriteString("helpLink"u8, diagnostic.Descriptor.HelpLinkUri);
        json.WriteStartArray("related"u8);
        foreach (AdditionalLocation related in diagnostic.AdditionalLocations)
        {
            json.WriteStartObject();
            json.WriteString("message"u8, related.Message);
            WritePlace(json, related.Location);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, Location location)
    {
        json.WriteString("file"u8, location.Path);
        json.WriteStartObject("range"u8);
        WritePosition(json, "start"u8, location.Start);
        WritePosition(json, "end"u8, location.End);
        json.WriteEndObject();
    }

    private static void WritePosition(Utf8JsonWriter json, ReadOnlySpan<byte> name, LineColumn position)
    {
        json.WriteStartObject(name);
        json.WriteNumber("line"u8, position.Line);
        json.WriteNumber("column"u8, position.Column);
        json.WriteEndObject();
    }
}
