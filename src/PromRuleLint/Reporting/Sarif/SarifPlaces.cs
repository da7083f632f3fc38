using System.Text.Json;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Reporting.Sarif;

/// <summary>Locations, regions and texts of SARIF.</summary>
internal static class SarifPlaces
{
    // Of a place that is longer nobody reads all.
    private const int MaxSnippet = 1000;

    /// <summary>Writes the place of a result, with its text and the rule that holds it.</summary>
    public static void WriteResult(Utf8JsonWriter json, Location location, string? rule)
    {
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation"u8);
        WriteArtifact(json, location.Path);
        if (location.Source.Text.Length > 0)
        {
            WriteRegion(json, "region"u8, location, hasSnippet: location.Range.Length is > 0 and <= MaxSnippet);
        }

        json.WriteEndObject();
        WriteRule(json, rule);
        json.WriteEndObject();
    }

    /// <summary>Writes the name of a rule as a logical location; nothing outside of rules.</summary>
    public static void WriteRule(Utf8JsonWriter json, string? rule)
    {
        if (string.IsNullOrEmpty(rule))
        {
            return;
        }

        json.WriteStartArray("logicalLocations"u8);
        json.WriteStartObject();
        json.WriteString("name"u8, rule);
        json.WriteString("kind"u8, "object"u8);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Writes another place.</summary>
    public static void Write(Utf8JsonWriter json, Location location, string? message, int? id)
    {
        json.WriteStartObject();
        if (id is { } number)
        {
            json.WriteNumber("id"u8, number);
        }

        json.WriteStartObject("physicalLocation"u8);
        WriteArtifact(json, location.Path);
        if (location.Source.Text.Length > 0)
        {
            WriteRegion(json, "region"u8, location);
        }

        json.WriteEndObject();
        if (message is not null)
        {
            WriteText(json, "message"u8, message);
        }

        json.WriteEndObject();
    }

    public static void WriteArtifact(Utf8JsonWriter json, string path)
    {
        json.WriteStartObject("artifactLocation"u8);
        json.WriteString("uri"u8, UriOf(path));
        json.WriteEndObject();
    }

    public static void WriteRegion(Utf8JsonWriter json, ReadOnlySpan<byte> name, Location location, bool hasSnippet = false)
    {
        json.WriteStartObject(name);
        json.WriteNumber("startLine"u8, location.Start.Line);
        json.WriteNumber("startColumn"u8, location.Start.Column);
        json.WriteNumber("endLine"u8, location.End.Line);
        json.WriteNumber("endColumn"u8, location.End.Column);
        if (hasSnippet)
        {
            WriteText(json, "snippet"u8, location.Range.In(location.Source.Text).ToString());
        }

        json.WriteEndObject();
    }

    public static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }

    // A relative reference, or a file URI for a full path.
    private static string UriOf(string path)
    {
        string uri = string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
        return uri.StartsWith('/') ? "file://" + uri
            : uri.Length > 3 && char.IsAsciiLetter(uri[0]) && uri.AsSpan(1).StartsWith("%3A/") ? $"file:///{uri[0]}:{uri[4..]}"
            : uri;
    }
}
