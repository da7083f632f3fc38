using System.Globalization;
using System.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>Writes rules as a plain rule file, the only kind that promtool reads.</summary>
internal static class PlainRuleFile
{
    /// <summary>The groups of a file, whatever kind of file it is.</summary>
    public static string Write(RuleFile file)
    {
        var text = new StringBuilder("groups:\n");
        foreach (RuleGroup group in file.Groups)
        {
            text.Append(CultureInfo.InvariantCulture, $"- name: {YamlText.Scalar(group.Name?.Value ?? "")}\n");
            text.Append(group.Interval is { Value: not null } interval ? $"  interval: {interval.Scalar.Value}\n" : "");
            text.Append(group.QueryOffset is { Value: not null } offset ? $"  query_offset: {offset.Scalar.Value}\n" : "");
            text.Append(group.Limit is { } limit and > 0 ? string.Create(CultureInfo.InvariantCulture, $"  limit: {limit}\n") : "");
            AppendRules(text, group.Rules);
        }

        return text.ToString();
    }

    /// <summary>Rules as one group.</summary>
    public static string Write(string group, IEnumerable<Rule> rules)
    {
        var text = new StringBuilder("groups:\n").Append(CultureInfo.InvariantCulture, $"- name: {YamlText.Scalar(group)}\n");
        AppendRules(text, rules);
        return text.ToString();
    }

    private static void AppendRules(StringBuilder text, IEnumerable<Rule> rules)
    {
        bool any = false;
        foreach (Rule rule in rules)
        {
            text.Append(any ? "" : "  rules:\n");
            any = true;
            text.Append(CultureInfo.InvariantCulture, $"  - {(rule is AlertingRule ? "alert" : "record")}: {YamlText.Scalar(rule.NameText ?? "")}\n    expr: {YamlText.Quoted(rule.Expression?.Text ?? "")}\n");
            AppendMap(text, "labels", rule.EffectiveLabels);
            if (rule is AlertingRule alert)
            {
                text.Append(alert.For is { Value: not null } hold ? $"    for: {hold.Scalar.Value}\n" : "");
                text.Append(alert.KeepFiringFor is { Value: not null } keep ? $"    keep_firing_for: {keep.Scalar.Value}\n" : "");
                AppendMap(text, "annotations", alert.Annotations);
            }
        }

        text.Append(any ? "" : "  rules: []\n");
    }

    private static void AppendMap(StringBuilder text, string field, IEnumerable<LabelEntry> entries)
    {
        KeyValuePair<string, string>[] map = [.. entries.Select(static entry => KeyValuePair.Create(entry.NameText, entry.ValueText))];
        if (map.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {field}: {YamlText.FlowMap(map)}\n");
        }
    }
}
