using System.Text.Json;
using PromRuleLint.PromQL.Printing;

namespace PromRuleLint.PromQL;

/// <summary>
/// Writes what reading an expression gave as JSON: <c>{"input", "tree"}</c>, or <c>{"errors", "input"}</c>. Offsets count UTF-8
/// bytes, as the reference does; durations are milliseconds (<c>range_ms</c>, <c>step_ms</c>, <c>offset_ms</c>) unless they are expressions.
/// </summary>
public static class SyntaxTreeJson
{
    /// <summary>Writes one object.</summary>
    public static void Write(Utf8JsonWriter writer, ParseResult result)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(result);
        var offsets = new Utf8Offsets(result.Text);
        writer.WriteStartObject();
        if (!result.IsValid)
        {
            WriteErrors(writer, result, offsets);
        }

        writer.WriteString("input"u8, result.Text);
        if (result is { IsValid: true, Root: { } root })
        {
            writer.WritePropertyName("tree"u8);
            new SyntaxTreeWriter(writer, offsets).Write(root);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes the property <c>errors</c>: an array of objects with <c>end</c>, <c>message</c> and <c>start</c>.</summary>
    public static void WriteErrors(Utf8JsonWriter writer, ParseResult result)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(result);
        WriteErrors(writer, result, new Utf8Offsets(result.Text));
    }

    private static void WriteErrors(Utf8JsonWriter writer, ParseResult result, Utf8Offsets offsets)
    {
        writer.WriteStartArray("errors"u8);
        foreach (PromQLError error in result.Errors)
        {
            writer.WriteStartObject();
            writer.WriteNumber("end"u8, offsets[error.Range.End]);
            writer.WriteString("message"u8, error.Message);
            writer.WriteNumber("start"u8, offsets[error.Range.Start]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
