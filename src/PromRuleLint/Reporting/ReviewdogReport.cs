using System.Text;
using System.Text.Json;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>Findings as reviewdog's diagnostic format (<c>rdjson</c>). Its columns count bytes of UTF-8, from 1; ends are exclusive.</summary>
public static class ReviewdogReport
{
    /// <summary>Writes the findings in the order given.</summary>
    public static void Write(TextWriter writer, IEnumerable<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnostics);
        JsonText.WriteLine(writer, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("source"u8);
            json.WriteString("name"u8, "promrulelint"u8);
            json.WriteEndObject();
            json.WriteStartArray("diagnostics"u8);
            foreach (Diagnostic diagnostic in diagnostics)
            {
                Write(json, diagnostic);
                JsonText.WriteOn(json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartObject();
        json.WriteString("message"u8, diagnostic.Message + OtherPlaces.Describe(diagnostic));
        json.WriteString("severity"u8, diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => "ERROR"u8,
            DiagnosticSeverity.Warning => "WARNING"u8,
            _ => "INFO"u8,
        });
        WriteLocation(json, diagnostic.Location);
        json.WriteStartObject("code"u8);
        json.WriteString("value"u8, diagnostic.Id);
        if (diagnostic.Descriptor.HelpLinkUri is { Length: > 0 } link)
        {
            json.WriteString("url"u8, link);
        }

        json.WriteEndObject();
        WriteSuggestions(json, diagnostic);
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, Location location)
    {
        json.WriteStartObject("location"u8);
        json.WriteString("path"u8, location.Path);
        if (location.Source.Text.Length > 0)
        {
            WriteRange(json, location);
        }

        json.WriteEndObject();
    }

    // A suggestion replaces one range of the file of the finding; a fix of several edits has no form here.
    private static void WriteSuggestions(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        if (diagnostic.CodeFixes is not [{ Edits: [var edit] }, ..] || edit.Source != diagnostic.Location.Source)
        {
            return;
        }

        json.WriteStartArray("suggestions"u8);
        json.WriteStartObject();
        WriteRange(json, new Location(edit.Source, edit.Range));
        json.WriteString("text"u8, edit.NewText);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteRange(Utf8JsonWriter json, Location location)
    {
        json.WriteStartObject("range"u8);
        WritePosition(json, "start"u8, location.Source, location.Range.Start);
        WritePosition(json, "end"u8, location.Source, location.Range.End);
        json.WriteEndObject();
    }

    private static void WritePosition(Utf8JsonWriter json, ReadOnlySpan<byte> name, SourceText source, int offset)
    {
        LineColumn position = source.GetPosition(offset);
        int before = position.Column - 1;
        json.WriteStartObject(name);
        json.WriteNumber("line"u8, position.Line);
        json.WriteNumber("column"u8, 1 + Encoding.UTF8.GetByteCount(source.Text.AsSpan(offset - before, before)));
        json.WriteEndObject();
    }
}
