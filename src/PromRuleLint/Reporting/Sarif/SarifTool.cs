using System.Reflection;
using System.Text.Json;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Reporting.Sarif;

/// <summary>The tool of a SARIF report with its rules: the descriptors of what was found.</summary>
internal static class SarifTool
{
    /// <summary>Writes the tool.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="rules">The descriptors.</param>
    /// <param name="pageOf">Gives the page of a check in Markdown by its id; null for none.</param>
    public static void Write(Utf8JsonWriter json, IEnumerable<DiagnosticDescriptor> rules, Func<string, string?>? pageOf)
    {
        string version = typeof(SarifTool).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
        json.WriteStartObject("tool"u8);
        json.WriteStartObject("driver"u8);
        json.WriteString("name"u8, "PromRuleLint"u8);
        json.WriteString("semanticVersion"u8, version);
        json.WriteString("informationUri"u8, HelpLinks.Index);
        json.WriteStartArray("rules"u8);
        foreach (DiagnosticDescriptor rule in rules)
        {
            WriteRule(json, rule, pageOf?.Invoke(rule.Id));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, DiagnosticDescriptor rule, string? page)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, rule.Id);
        json.WriteString("name"u8, rule.Name);
        SarifPlaces.WriteText(json, "shortDescription"u8, $"{rule.Title}.");
        SarifPlaces.WriteText(json, "fullDescription"u8, rule.Description is { Length: > 0 } description ? description : (page is null ? null : SarifHelp.FirstParagraph(page)) ?? $"{rule.Title}.");
        WriteHelp(json, rule, page);
        if (rule.HelpLinkUri.Length > 0)
        {
            json.WriteString("helpUri"u8, rule.HelpLinkUri);
        }

        json.WriteStartObject("defaultConfiguration"u8);
        json.WriteBoolean("enabled"u8, rule.IsEnabledByDefault);
        json.WriteString("level"u8, SarifResult.LevelOf(rule.DefaultSeverity));
        json.WriteEndObject();
        json.WriteStartObject("properties"u8);
        json.WriteStartArray("tags"u8);
        json.WriteStringValue("prometheus"u8);
        json.WriteStringValue(rule.Category.ToString());
        json.WriteEndArray();
        json.WriteString("precision"u8, PrecisionOf(rule.Confidence));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What a viewer shows beside a finding: the page of the check, and how to read it where the link leads nowhere.</summary>
    private static void WriteHelp(Utf8JsonWriter json, DiagnosticDescriptor rule, string? page)
    {
        string explain = $"promrulelint explain {rule.Id}";
        json.WriteStartObject("help"u8);
        json.WriteString("text"u8, $"{rule.Title}. '{explain}' shows the page of the check.");
        json.WriteString("markdown"u8, page is not null ? SarifHelp.WithFullLinks(page, rule.HelpLinkUri)
            : $"{rule.Title}. `{explain}` shows {(rule.HelpLinkUri.Length > 0 ? $"[the page of the check]({rule.HelpLinkUri})" : "the page of the check")}.");
        json.WriteEndObject();
    }

    // The words of code scanning.
    private static string PrecisionOf(Confidence confidence) => confidence switch
    {
        Confidence.Proved => "very-high",
        Confidence.Assumed => "high",
        _ => "medium",
    };
}
