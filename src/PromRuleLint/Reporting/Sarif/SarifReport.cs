using System.Text.Json;
using PromRuleLint.Checks;
using PromRuleLint.Diagnostics;
using PromRuleLint.Reporting.Sarif;
using PromRuleLint.Results.Baselines;
using PromRuleLint.Results.Suppressions;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>
/// Findings as SARIF 2.1.0. The places that explain a finding are its related locations and, in their order, a code flow
/// that ends at the finding; fixes are written out.
/// </summary>
public static class SarifReport
{
    /// <summary>Writes the findings in the order given, then those that are known or suppressed.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="diagnostics">The findings that are reported.</param>
    /// <param name="options">What else the report holds.</param>
    public static void Write(TextWriter writer, IReadOnlyCollection<Diagnostic> diagnostics, SarifReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnostics);
        options ??= new SarifReportOptions();
        DiagnosticDescriptor[] rules = [.. RulesOf(diagnostics, options)];
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (DiagnosticDescriptor rule in rules)
        {
            indexes.Add(rule.Id, indexes.Count);
        }

        JsonText.WriteLine(writer, json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema"u8, "https://json.schemastore.org/sarif-2.1.0.json"u8);
            json.WriteString("version"u8, "2.1.0"u8);
            json.WriteStartArray("runs"u8);
            json.WriteStartObject();
            SarifTool.Write(json, rules, options.FindPage);
            json.WriteString("columnKind"u8, "utf16CodeUnits"u8);
            json.WriteStartArray("results"u8);
            WriteResults(json, diagnostics, options, indexes);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static IEnumerable<DiagnosticDescriptor> RulesOf(IEnumerable<Diagnostic> diagnostics, SarifReportOptions options) =>
        diagnostics.Concat(options.Suppressed.Select(static each => each.Diagnostic)).Concat(options.Baseline?.Known ?? [])
            .Select(static each => each.Descriptor)
            .Concat((options.Baseline?.Absent ?? []).Select(static entry => CheckCatalog.Descriptors.Find(entry.Id)).OfType<DiagnosticDescriptor>())
            .DistinctBy(static each => each.Id)
            .OrderBy(static each => each.Id, StringComparer.Ordinal);

    private static void WriteResults(Utf8JsonWriter json, IReadOnlyCollection<Diagnostic> diagnostics, SarifReportOptions options, Dictionary<string, int> indexes)
    {
        string? found = options.Baseline is null ? null : "new";
        foreach (Diagnostic diagnostic in diagnostics)
        {
            SarifResult.Write(json, diagnostic, indexes[diagnostic.Id], new SarifStatus(found));
            JsonText.WriteOn(json);
        }

        foreach (Diagnostic diagnostic in options.Baseline?.Known ?? [])
        {
            SarifResult.Write(json, diagnostic, indexes[diagnostic.Id], new SarifStatus("unchanged", "external", "The baseline lists this finding."));
        }

        foreach (SuppressedDiagnostic suppressed in options.Suppressed)
        {
            SarifResult.Write(json, suppressed.Diagnostic, indexes[suppressed.Diagnostic.Id], new SarifStatus(found, "inSource", suppressed.Justification));
        }

        foreach (BaselineEntry entry in options.Baseline?.Absent ?? [])
        {
            SarifResult.WriteAbsent(json, entry, indexes.GetValueOrDefault(entry.Id, -1));
        }
    }
}
