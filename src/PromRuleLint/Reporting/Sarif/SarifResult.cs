using System.Text.Json;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.Results.Baselines;
using PromRuleLint.Text;

namespace PromRuleLint.Reporting.Sarif;

/// <summary>One result of a SARIF report.</summary>
internal static class SarifResult
{
    /// <summary>Writes a result.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="diagnostic">The finding.</param>
    /// <param name="ruleIndex">Where its descriptor stands among the rules.</param>
    /// <param name="status">What a baseline and comments make of it.</param>
    public static void Write(Utf8JsonWriter json, Diagnostic diagnostic, int ruleIndex, SarifStatus status)
    {
        json.WriteStartObject();
        json.WriteString("ruleId"u8, diagnostic.Id);
        json.WriteNumber("ruleIndex"u8, ruleIndex);
        json.WriteString("level"u8, LevelOf(diagnostic.Severity));
        json.WriteNumber("rank"u8, RankOf(diagnostic.Confidence));
        SarifPlaces.WriteText(json, "message"u8, diagnostic.Message);
        WriteFingerprint(json, BaselineEntry.From(diagnostic));
        WriteStatus(json, status);
        json.WriteStartArray("locations"u8);
        SarifPlaces.WriteResult(json, diagnostic.Location, diagnostic.RuleName);
        json.WriteEndArray();
        if (!diagnostic.AdditionalLocations.IsEmpty)
        {
            json.WriteStartArray("relatedLocations"u8);
            for (int i = 0; i < diagnostic.AdditionalLocations.Length; i++)
            {
                SarifPlaces.Write(json, diagnostic.AdditionalLocations[i].Location, diagnostic.AdditionalLocations[i].Message, i);
            }

            json.WriteEndArray();
        }

        if (!diagnostic.Reasons.IsEmpty)
        {
            WriteCodeFlow(json, diagnostic);
        }

        if (!diagnostic.CodeFixes.IsEmpty)
        {
            json.WriteStartArray("fixes"u8);
            foreach (CodeFix fix in diagnostic.CodeFixes)
            {
                WriteFix(json, fix);
            }

            json.WriteEndArray();
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
    private static void WriteFingerprint(Utf8JsonWriter json, BaselineEntry entry)
    {
        json.WriteStartObject("partialFingerprints"u8);
        json.WriteString("ruleAndFragment/v1"u8, entry.Fingerprint());
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
        foreach (AdditionalLocation step in diagnostic.Reasons.Add(new AdditionalLocation(diagnostic.Location, diagnostic.Message)))
        {
            json.WriteStartObject();
            json.WritePropertyName("location"u8);
            SarifPlaces.Write(json, step.Location, step.Message, null);
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
        json.WriteStartObject();
        SarifPlaces.WriteText(json, "description"u8, fix.Title);
        json.WriteStartArray("artifactChanges"u8);
        foreach (IGrouping<SourceText, TextEdit> file in fix.Edits.GroupBy(static edit => edit.Source))
        {
            json.WriteStartObject();
            SarifPlaces.WriteArtifact(json, file.Key.Path);
            json.WriteStartArray("replacements"u8);
            foreach (TextEdit edit in file)
            {
                json.WriteStartObject();
                SarifPlaces.WriteRegion(json, "deletedRegion"u8, new Location(edit.Source, edit.Range));
                SarifPlaces.WriteText(json, "insertedContent"u8, edit.NewText);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes an entry of a baseline that is no longer found.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="ruleIndex">Where its descriptor stands among the rules; -1 where there is none.</param>
    public static void WriteAbsent(Utf8JsonWriter json, BaselineEntry entry, int ruleIndex)
    {
        json.WriteStartObject();
        json.WriteString("ruleId"u8, entry.Id);
        if (ruleIndex >= 0)
        {
            json.WriteNumber("ruleIndex"u8, ruleIndex);
        }

        json.WriteString("kind"u8, "pass"u8);
        json.WriteString("level"u8, "none"u8);
        SarifPlaces.WriteText(json, "message"u8, $"{(entry.Rule.Length == 0 ? "the file" : $"'{entry.Rule}'")} no longer has this finding.");
        WriteFingerprint(json, entry);
        json.WriteString("baselineState"u8, "absent"u8);
        json.WriteStartArray("locations"u8);
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation"u8);
        SarifPlaces.WriteArtifact(json, entry.Path);
        json.WriteEndObject();
        SarifPlaces.WriteRule(json, entry.Rule);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter json, SarifStatus status)
    {
        if (status.BaselineState is { } state)
        {
            json.WriteString("baselineState"u8, state);
        }

        if (status.SuppressionKind is { } kind)
        {
            json.WriteStartArray("suppressions"u8);
            json.WriteStartObject();
            json.WriteString("kind"u8, kind);
            if (status.Justification is { } justification)
            {
                json.WriteString("justification"u8, justification);
            }

            json.WriteEndObject();
            json.WriteEndArray();
        }
    }

    /// <summary>The level of a severity.</summary>
    public static string LevelOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        DiagnosticSeverity.Info => "note",
        _ => "none",
    };
}
