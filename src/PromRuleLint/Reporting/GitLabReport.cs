using System.Text.Json;
using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Baselines;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>
/// Findings as a report of GitLab's code quality, which merge requests show, with what the Code Climate format that it is made
/// after demands besides. A fingerprint does not change with the line; equal findings of one rule are told apart by their number.
/// </summary>
public static class GitLabReport
{
    /// <summary>Writes the findings in the order given.</summary>
    public static void Write(TextWriter writer, IEnumerable<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        JsonText.WriteLine(writer, json =>
        {
            json.WriteStartArray();
            foreach (Diagnostic diagnostic in diagnostics)
            {
                Write(json, diagnostic, FingerprintOf(diagnostic, seen));
                JsonText.WriteOn(json);
            }

            json.WriteEndArray();
        });
    }

    private static string FingerprintOf(Diagnostic diagnostic, Dictionary<string, int> seen)
    {
        string fingerprint = BaselineEntry.From(diagnostic).Fingerprint();
        int before = seen.GetValueOrDefault(fingerprint);
        seen[fingerprint] = before + 1;
        return before == 0 ? fingerprint : $"{fingerprint}-{before + 1}";
    }

    private static void Write(Utf8JsonWriter json, Diagnostic diagnostic, string fingerprint)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "issue"u8);
        json.WriteString("engine_name"u8, "promrulelint"u8);
        json.WriteStartArray("categories"u8);
        json.WriteStringValue(diagnostic.Confidence == Confidence.Style ? "Style"u8 : "Bug Risk"u8);
        json.WriteEndArray();
        json.WriteString("description"u8, $"{diagnostic.Id}: {diagnostic.Message}{OtherPlaces.Describe(diagnostic)}");
        json.WriteString("check_name"u8, diagnostic.Descriptor.Name);
        json.WriteString("fingerprint"u8, fingerprint);
        json.WriteString("severity"u8, diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => "critical"u8,
            DiagnosticSeverity.Warning => "major"u8,
            _ => "info"u8,
        });
        json.WriteStartObject("location"u8);
        json.WriteString("path"u8, diagnostic.Location.Path);
        json.WriteStartObject("lines"u8);
        json.WriteNumber("begin"u8, diagnostic.Location.Start.Line);
        json.WriteNumber("end"u8, diagnostic.Location.End.Line);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
