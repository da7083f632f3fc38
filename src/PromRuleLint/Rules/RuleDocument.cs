using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>Recognizes what a YAML document is.</summary>
internal static class RuleDocument
{
    public static RuleFileKind KindOf(YamlNode? document)
    {
        switch (document)
        {
            case YamlMapping mapping:
                return KindOf(mapping);

            // A file that begins with the groups or the rules themselves, without 'groups:'.
            case YamlSequence { Items: [YamlMapping first, ..] } when first["rules"] is YamlSequence || first["expr"] is YamlScalar:
                return RuleFileKind.Plain;

            default:
                return RuleFileKind.Other;
        }
    }

    /// <summary>The items of a Kubernetes list; null for a single resource.</summary>
    public static YamlSequence? ItemsOf(YamlMapping resource) =>
        resource.TextOf("kind") is { } kind && kind.EndsWith("List", StringComparison.Ordinal) ? resource["items"] as YamlSequence : null;

    /// <summary>The values of a ConfigMap that are rule files.</summary>
    public static IEnumerable<YamlScalar> RuleFilesOf(YamlMapping configMap)
    {
        if (configMap["data"] is not YamlMapping data)
        {
            yield break;
        }

        foreach (YamlEntry entry in data.Entries)
        {
            if (entry.Value is YamlScalar value && HasGroups(value.Value))
            {
                yield return value;
            }
        }
    }

    /// <summary>
    /// Whether a text in a ConfigMap may be a rule file, right or wrong: its <c>groups</c> is not there, empty, or holds what
    /// has a field of groups. Other programs have groups of users there, or a word.
    /// </summary>
    public static bool MayHoldGroups(YamlNode? document) => document is not YamlMapping mapping || mapping["groups"] switch
    {
        YamlSequence { Items: { IsEmpty: false } items } => items.Any(HasFieldOfGroup),
        YamlMapping groups => HasFieldOfGroup(groups),
        YamlScalar { IsNull: false, Value: not "" } => false,
        _ => true,
    };

    private static bool HasFieldOfGroup(YamlNode node) => node is YamlMapping group && group.Entries.Any(static entry => entry.KeyText is { } key && RuleGroupReader.Fields.Find(key) is not null);

    /// <summary>Where to point when a whole document is meant: its first key, or its first character.</summary>
    public static SourceRange HeadOf(YamlNode node) => node switch
    {
        YamlMapping { Entries: [var first, ..] } => first.KeyRange,
        YamlSequence { Items: [var first, ..] } => HeadOf(first),
        YamlScalar scalar => scalar.Range,
        _ => node.Range,
    };

    /// <summary>Whether a document without rules is clearly of another kind, such as a Kubernetes resource or a configuration.</summary>
    public static bool IsOfKnownKind(YamlNode document) => document is YamlMapping mapping
        && (mapping["apiVersion"] is not null || mapping["kind"] is not null || mapping["groups"] is not null || mapping["rule_files"] is not null
            || mapping["scrape_configs"] is not null || mapping["global"] is not null || mapping["route"] is not null);

    /// <summary>The Helm release that a resource names in its annotations or labels; null if it names none.</summary>
    public static string? ReleaseOf(YamlMapping resource) =>
        resource["metadata"] is YamlMapping metadata && (metadata["annotations"]?.TextOf("meta.helm.sh/release-name") ?? metadata["labels"]?.TextOf("release")) is { Length: > 0 } release ? release : null;

    private static RuleFileKind KindOf(YamlMapping mapping)
    {
        string? kind = mapping.TextOf("kind");
        if (kind is not null && mapping["apiVersion"] is not null)
        {
            if (kind == "ConfigMap")
            {
                return RuleFilesOf(mapping).Any() ? RuleFileKind.ConfigMap : RuleFileKind.Other;
            }

            if (ItemsOf(mapping) is { } items)
            {
                return items.Items.Any(static item => item is YamlMapping inner && KindOf(inner) is RuleFileKind.PrometheusRule or RuleFileKind.ConfigMap)
                    ? RuleFileKind.PrometheusRule
                    : RuleFileKind.Other;
            }

            return mapping["spec"] is YamlMapping spec && (kind == "PrometheusRule" || (kind.EndsWith("Rule", StringComparison.Ordinal) || kind.EndsWith("Rules", StringComparison.Ordinal)) && spec["groups"] is YamlSequence)
                ? RuleFileKind.PrometheusRule
                : RuleFileKind.Other;
        }

        if (mapping["groups"] is { } groups)
        {
            return IsOthers(mapping, groups) ? RuleFileKind.Other : RuleFileKind.Plain;
        }

        // 'group:' or 'Groups:' is plainly a rule file with one letter wrong.
        return mapping.Entries.Any(static entry =>
            entry is { Key: YamlScalar key, Value: YamlSequence { Items: [YamlMapping first, ..] } }
            && first["rules"] is not null
            && NearestName.Find(key.Value, ["groups"]) is not null)
            ? RuleFileKind.Plain
            : RuleFileKind.Other;
    }

    /// <summary>Files of other programs that have <c>groups</c> too, such as Grafana's provisioning.</summary>
    private static bool IsOthers(YamlMapping mapping, YamlNode groups)
    {
        if (mapping["apiVersion"] is not null || mapping["scrape_configs"] is not null)
        {
            return true;
        }

        return groups switch
        {
            YamlSequence sequence => sequence.Items.Length > 0 && sequence.Items.All(static item => item is YamlMapping group && group["rules"] is null && (group["name"] is null || IsOthersGroup(group))),
            YamlMapping => mapping.Entries.Length > 1,
            YamlScalar { IsNull: false, Value: not "" } => mapping.Entries.Length > 1,
            _ => false,
        };
    }

    /// <summary>Whether a group has a name and, instead of rules, something else, such as users.</summary>
    private static bool IsOthersGroup(YamlMapping group) =>
        group.Entries.Any(static entry => entry.Value is not YamlScalar && entry.KeyText is { } key && RuleGroupReader.Fields.Find(key) is null)
        && !group.Entries.Any(static entry => entry.KeyText is { } key && NearestName.Find(key, ["rules"]) is not null);

    /// <summary>Whether a text has a key <c>groups</c> at the beginning of a line, perhaps indented or in quotes, or is JSON with one.</summary>
    private static bool HasGroups(string text)
    {
        for (int at = text.IndexOf("groups", StringComparison.Ordinal); at >= 0; at = text.IndexOf("groups", at + 1, StringComparison.Ordinal))
        {
            ReadOnlySpan<char> before = text.AsSpan(0, at);
            ReadOnlySpan<char> after = text.AsSpan(at + "groups".Length);
            if (before is [.., '"' or '\''])
            {
                if (after.IsEmpty || after[0] != before[^1])
                {
                    continue;
                }

                before = before[..^1];
                after = after[1..];
            }

            ReadOnlySpan<char> line = before[(before.LastIndexOf('\n') + 1)..];
            if (after.TrimStart(" \t") is [':', ..] && line.TrimStart(" {\t").IsEmpty)
            {
                return true;
            }
        }

        return false;
    }
}
