using System.Collections.Immutable;
using System.Text.Json;
using PromRuleLint.Operations.Http;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.Rules;

namespace PromRuleLint.Operations.Rules;

/// <summary>Reads groups from rule files and from what a server answers at <c>/api/v1/rules</c>, both into the same form.</summary>
internal static class RuleRecords
{
    /// <summary>The groups of a rule file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="fullPath">Its full path.</param>
    public static IEnumerable<RuleGroupRecord> FromFile(RuleFile file, string fullPath) =>
        file.Groups.Select(group => new RuleGroupRecord(fullPath, group.Name?.Value ?? "", [.. group.Rules.Select(FromRule)]) { Interval = group.Interval?.Value });

    /// <summary>The groups of a server.</summary>
    /// <param name="data">What it answers below <c>data</c>.</param>
    /// <param name="toLocal">The full path on this machine of a path as the server gives it.</param>
    public static ImmutableArray<RuleGroupRecord> FromServer(JsonElement data, Func<string, string> toLocal) =>
    [
        .. data.GetProperty("groups").EnumerateArray().Select(group => new RuleGroupRecord(
            toLocal(group.TextOf("file")), group.TextOf("name"), [.. group.GetProperty("rules").EnumerateArray().Select(OfServerRule)])
        {
            Interval = group.TryGetProperty("interval", out JsonElement interval) ? TimeSpan.FromSeconds(interval.GetDouble()) : null,
            LastEvaluation = group.TextOf("lastEvaluation"),
        }),
    ];

    private static RuleRecord FromRule(Rule rule)
    {
        string expression = rule.Expression is { } written ? Canonical(written.Parse) : "";
        ImmutableSortedDictionary<string, string> labels = Entries(rule.EffectiveLabels);
        return rule is AlertingRule alert
            ? new RuleRecord(true, rule.Name?.Value ?? "", expression)
            {
                Labels = labels,
                Annotations = Entries(alert.Annotations),
                For = alert.For?.Value ?? TimeSpan.Zero,
                KeepFiringFor = alert.KeepFiringFor?.Value ?? TimeSpan.Zero,
            }
            : new RuleRecord(false, rule.Name?.Value ?? "", expression) { Labels = labels };
    }

    private static RuleRecord OfServerRule(JsonElement rule) => new(rule.TextOf("type") == "alerting", rule.TextOf("name"), Canonical(PromQLParser.Parse(rule.TextOf("query"))))
    {
        Labels = Entries(rule, "labels"),
        Annotations = Entries(rule, "annotations"),
        For = Seconds(rule, "duration"),
        KeepFiringFor = Seconds(rule, "keepFiringFor"),
        Health = rule.TextOf("health"),
        LastError = rule.TextOf("lastError"),
        State = rule.TextOf("state"),
    };

    private static string Canonical(ParseResult parse) => parse is { IsValid: true, Root: { } root } ? PromQLPrinter.Print(root) : parse.Text;

    private static ImmutableSortedDictionary<string, string> Entries(IEnumerable<LabelEntry> entries)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (LabelEntry entry in entries)
        {
            all[entry.Name.Value] = entry.Value.Value;
        }

        return all.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, string> Entries(JsonElement rule, string name) =>
        rule.TryGetProperty(name, out JsonElement entries) && entries.ValueKind == JsonValueKind.Object
            ? entries.EnumerateObject().ToImmutableSortedDictionary(static entry => entry.Name, static entry => entry.Value.RequiredString(), StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, string>.Empty;

    private static TimeSpan Seconds(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement seconds) ? TimeSpan.FromSeconds(seconds.GetDouble()) : TimeSpan.Zero;
}
