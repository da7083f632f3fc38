using System.Collections.Immutable;
using PromRuleLint.PromQL;
using PromRuleLint.Regex;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>
/// Reads what a Prometheus configuration (<c>prometheus.yml</c>) says of the server that loads it. Its defaults are those of
/// Prometheus: one minute where no interval is set.
/// </summary>
public static class ServerConfigurationReader
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(1);

    /// <summary>What discovers targets with whatever labels its source gives them; the others give labels that begin with <c>__</c> only.</summary>
    private static readonly string[] FreeDiscoveries = ["file_sd_configs", "http_sd_configs"];

    /// <summary>Reads a configuration. Never throws; what it does not say in a readable way is not known.</summary>
    /// <param name="yaml">The file.</param>
    /// <param name="path">How the file is named.</param>
    public static ServerConfiguration Read(YamlFile yaml, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(yaml);
        var root = yaml.Documents is [YamlMapping first, ..] ? first : null;
        var global = root?["global"] as YamlMapping;
        TimeSpan? scrapeInterval = Duration(global?["scrape_interval"]);
        var jobs = ImmutableArray.CreateBuilder<ScrapeJob>();
        bool areAll = yaml.Errors.IsEmpty && Items(root?["scrape_config_files"]).Length == 0;
        foreach (YamlNode job in Items(root?["scrape_configs"]))
        {
            if (job is YamlMapping mapping && Text(mapping["job_name"]) is { } name)
            {
                jobs.Add(ReadJob(mapping, name, scrapeInterval));
            }
            else
            {
                areAll = false;
            }
        }

        return new ServerConfiguration(Duration(global?["evaluation_interval"]), Labels(global?["external_labels"]), new ScrapeJobs(jobs.ToImmutable(), areAll, [path]));
    }

    private static ScrapeJob ReadJob(YamlMapping job, string name, TimeSpan? scrapeInterval)
    {
        ImmutableArray<YamlMapping> targetRules = [.. Items(job["relabel_configs"]).OfType<YamlMapping>()];
        ImmutableArray<YamlMapping> allRules = [.. targetRules, .. Items(job["metric_relabel_configs"]).OfType<YamlMapping>()];
        bool isFree = FreeDiscoveries.Any(field => job[field] is not null);
        string[] given = [.. Items(job["static_configs"]).OfType<YamlMapping>().Select(static target => target["labels"]).OfType<YamlMapping>().SelectMany(static labels => labels.Entries).Select(static entry => Text(entry.Key) ?? "")];
        bool honorsLabels = Text(job["honor_labels"]) == "true";
        bool maySetInterval = isFree || given.Contains("__scrape_interval__") || targetRules.Any(static rule => MaySet(rule, "__scrape_interval__"));
        return new ScrapeJob(name, maySetInterval ? null : job["scrape_interval"] is { } own ? Duration(own) : scrapeInterval)
        {
            MayHaveOtherName = honorsLabels || isFree || given.Contains("job") || allRules.Any(static rule => MaySet(rule, "job") || MayDrop(rule, "job")),
            MayLackTargetLabels = honorsLabels || allRules.Any(static rule => MaySet(rule, "job") || MaySet(rule, "instance") || MayDrop(rule, "job") || MayDrop(rule, "instance")),
        };
    }

    /// <summary>Whether a relabeling may give a label a value of its own, or take it away by an empty one.</summary>
    private static bool MaySet(YamlMapping rule, string label) => Action(rule) switch
    {
        "labelmap" => StartsOpen(Text(rule["replacement"]) ?? "$1", label),
        "keep" or "drop" or "keepequal" or "dropequal" or "labeldrop" or "labelkeep" => false,
        _ => Text(rule["target_label"]) is { } target && StartsOpen(target, label),
    };

    /// <summary>Whether a text in which <c>$</c> begins something that is filled in may become a label.</summary>
    private static bool StartsOpen(string text, string label)
    {
        int open = text.IndexOf('$', StringComparison.Ordinal);
        return open < 0 ? text == label : label.StartsWith(text[..open], StringComparison.Ordinal);
    }

    private static bool MayDrop(YamlMapping rule, string label) => Action(rule) switch
    {
        "labeldrop" => Pattern(rule).TryMatch(label) != false,
        "labelkeep" => Pattern(rule).TryMatch(label) != true,
        _ => false,
    };

    // Actions are read without regard to case.
    private static string Action(YamlMapping rule) => (Text(rule["action"]) ?? "replace").ToLowerInvariant();

    private static Re2Pattern Pattern(YamlMapping rule) => Re2Pattern.Parse(Text(rule["regex"]) ?? "(.*)", new Re2Budget(Re2Budget.PerSetting));

    /// <summary>A duration; the default where there is none, null where it cannot be read.</summary>
    private static TimeSpan? Duration(YamlNode? node) =>
        node is null or YamlScalar { IsNull: true } ? DefaultInterval
        : node is YamlScalar scalar && PrometheusDuration.TryParse(scalar.Value, out TimeSpan value, out _) ? value > TimeSpan.Zero ? value : DefaultInterval
        : null;

    private static ImmutableDictionary<string, string> Labels(YamlNode? node)
    {
        var labels = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (YamlEntry entry in (node as YamlMapping)?.Entries ?? [])
        {
            if (Text(entry.Key) is { } name && Text(entry.Value) is { } value)
            {
                labels[name] = value;
            }
        }

        return labels.ToImmutable();
    }

    private static ImmutableArray<YamlNode> Items(YamlNode? node) => node is YamlSequence sequence ? sequence.Items : [];

    private static string? Text(YamlNode? node) => node is YamlScalar { IsNull: false } scalar ? scalar.Value : null;
}
