using System.Reflection;
using System.Text.Json;
using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Baselines;
using PromRuleLint.Facts;
using PromRuleLint.Text;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>
/// Findings as SARIF 2.1.0. The places that explain a finding are its related locations and, in their order, a code flow
/// that ends at the finding; fixes are written out.
/// </summary>
public static class SarifReport
{
    /// <summary>Writes the findings in the order given.</summary>
    public static void Write(TextWriter writer, IReadOnlyCollection<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnostics);
        DiagnosticDescriptor[] rules = [.. diagnostics.Select(static each => each.Descriptor).DistinctBy(static each => each.Id).OrderBy(static each => each.Id, StringComparer.Ordinal)];
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
            WriteTool(json, rules);
            json.WriteString("columnKind"u8, "utf16CodeUnits"u8);
            json.WriteStartArray("results"u8);
            foreach (Diagnostic diagnostic in diagnostics)
            {
                WriteResult(json, diagnostic, indexes[diagnostic.Id]);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void WriteTool(Utf8JsonWriter json, DiagnosticDescriptor[] rules)
    {
        string version = typeof(SarifReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
        json.WriteStartObject("tool"u8);
        json.WriteStartObject("driver"u8);
        json.WriteString("name"u8, "PromRuleLint"u8);
        json.WriteString("semanticVersion"u8, version);
        json.WriteStartArray("rules"u8);
        foreach (DiagnosticDescriptor rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, rule.Id);
            json.WriteString("name"u8, rule.Name);
            WriteText(json, "shortDescription"u8, rule.Title);
            WriteHelp(json, rule);
            if (rule.HelpLink.Length > 0)
            {
                json.WriteString("helpUri"u8, rule.HelpLink);
            }

            json.WriteStartObject("defaultConfiguration"u8);
            json.WriteBoolean("enabled"u8, rule.IsEnabledByDefault);
            json.WriteString("level"u8, LevelOf(rule.DefaultSeverity));
            json.WriteEndObject();
            json.WriteStartObject("properties"u8);
            json.WriteStartArray("tags"u8);
            json.WriteStringValue("prometheus"u8);
            json.WriteStringValue(rule.Category.ToString());
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What a viewer shows beside a finding: the page of the check, and how to read it where the link leads nowhere.</summary>
    private static void WriteHelp(Utf8JsonWriter json, DiagnosticDescriptor rule)
    {
        string explain = $"promrulelint explain {rule.Id}";
        json.WriteStartObject("help"u8);
        json.WriteString("text"u8, $"{rule.Title}. '{explain}' shows the page of the check.");
        json.WriteString("markdown"u8, $"{rule.Title}. `{explain}` shows {(rule.HelpLink.Length > 0 ? $"[the page of the check]({rule.HelpLink})" : "the page of the check")}.");
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Diagnostic diagnostic, int ruleIndex)
    {
        json.WriteStartObject();
        json.WriteString("ruleId"u8, diagnostic.Id);
        json.WriteNumber("ruleIndex"u8, ruleIndex);
        json.WriteString("level"u8, LevelOf(diagnostic.Severity));
        json.WriteNumber("rank"u8, RankOf(diagnostic.Confidence));
        WriteText(json, "message"u8, diagnostic.Message);
        WriteIdentity(json, diagnostic);
        json.WriteStartArray("locations"u8);
        WriteLocation(json, diagnostic.Location, null, null);
        json.WriteEndArray();
        if (!diagnostic.Related.IsEmpty)
        {
            json.WriteStartArray("relatedLocations"u8);
            for (int i = 0; i < diagnostic.Related.Length; i++)
            {
                WriteLocation(json, diagnostic.Related[i].Location, diagnostic.Related[i].Message, i);
            }

            json.WriteEndArray();
        }

        if (!diagnostic.Reasons.IsEmpty)
        {
            WriteCodeFlow(json, diagnostic);
        }

        if (diagnostic.Fix is { } fix)
        {
            WriteFix(json, fix);
        }

        if (!diagnostic.Assumptions.IsEmpty)
        {
            json.WriteStartObject("properties"u8);
            json.WriteStartArray("assumptions"u8);
            foreach (Assumption assumption in diagnostic.Assumptions)
            {
                json.WriteStringValue(assumption.Name);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>What makes it the same finding in the next run: not its line, and not how many places it covers.</summary>
    private static void WriteIdentity(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartObject("partialFingerprints"u8);
        json.WriteString("ruleAndFragment/v1"u8, BaselineEntry.Of(diagnostic).Fingerprint());
        json.WriteEndObject();
    }

    private static int RankOf(Confidence confidence) => confidence switch
    {
        Confidence.Proved => 100,
        Confidence.Assumed => 60,
        _ => 20,
    };

    private static void WriteCodeFlow(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartArray("codeFlows"u8);
        json.WriteStartObject();
        json.WriteStartArray("threadFlows"u8);
        json.WriteStartObject();
        json.WriteStartArray("locations"u8);
        foreach (RelatedLocation step in diagnostic.Reasons.Add(new RelatedLocation(diagnostic.Location, diagnostic.Message)))
        {
            json.WriteStartObject();
            json.WritePropertyName("location"u8);
            WriteLocation(json, step.Location, step.Message, null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteFix(Utf8JsonWriter json, CodeFix fix)
    {
        json.WriteStartArray("fixes"u8);
        json.WriteStartObject();
        WriteText(json, "description"u8, fix.Title);
        json.WriteStartArray("artifactChanges"u8);
        foreach (IGrouping<SourceText, TextEdit> file in fix.Edits.GroupBy(static edit => edit.Source))
        {
            json.WriteStartObject();
            WriteArtifact(json, file.Key.Path);
            json.WriteStartArray("replacements"u8);
            foreach (TextEdit edit in file)
            {
                json.WriteStartObject();
                WriteRegion(json, "deletedRegion"u8, new Location(edit.Source, edit.Range));
                WriteText(json, "insertedContent"u8, edit.NewText);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteLocation(Utf8JsonWriter json, Location location, string? message, int? id)
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

    private static void WriteArtifact(Utf8JsonWriter json, string path)
    {
        json.WriteStartObject("artifactLocation"u8);
        json.WriteString("uri"u8, UriOf(path));
        json.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter json, ReadOnlySpan<byte> name, Location location)
    {
        json.WriteStartObject(name);
        json.WriteNumber("startLine"u8, location.Start.Line);
        json.WriteNumber("startColumn"u8, location.Start.Column);
        json.WriteNumber("endLine"u8, location.End.Line);
        json.WriteNumber("endColumn"u8, location.End.Column);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }

    private static string LevelOf(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Information => "note",
        _ => "none",
    };

    // A relative reference, or a file URI for a full path.
    private static string UriOf(string path)
    {
        string uri = string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
        return uri.StartsWith('/') ? "file://" + uri
            : uri.Length > 3 && char.IsAsciiLetter(uri[0]) && uri.AsSpan(1).StartsWith("%3A/") ? $"file:///{uri[0]}:{uri[4..]}"
            : uri;
    }
}
