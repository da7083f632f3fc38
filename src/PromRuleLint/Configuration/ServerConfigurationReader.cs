using System.Collections.Immutable;
using PromRuleLint.PromQL;
using PromRuleLint.Rules.Mappings;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>
/// Reads from a Prometheus configuration (<c>prometheus.yml</c>) what is known of the server that loads it. Its defaults are those of
/// Prometheus: one minute where no interval is set.
/// </summary>
public static class ServerConfigurationReader
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(1);

    private static readonly FieldTable<SilentReader, ServerParts> GlobalFields = new(
        "global settings",
        new("scrape_interval", static (_, field, ref server) => server.ScrapeInterval = Duration(field.Value)),
        new("evaluation_interval", static (_, field, ref server) => server.EvaluationInterval = Duration(field.Value)),
        new("external_labels", static (_, field, ref server) => server.ExternalLabels = Labels(field.Value)));

    private static readonly FieldTable<SilentReader, ServerParts> Fields = new(
        "a Prometheus configuration",
        new("global", GlobalFields),
        new("scrape_configs", static (_, field, ref server) => server.ScrapeConfigs = Items(field.Value)),
        new("scrape_config_files", static (_, field, ref server) => server.ScrapeConfigFiles = Items(field.Value)));

    private static readonly FieldTable<SilentReader, ScrapeJobParts> JobFields = new(
        "a scrape configuration",
        new("job_name", static (_, field, ref job) => job.Name = field.Value.Text),
        new("scrape_interval", static (_, field, ref job) => job.Interval = field.Value),
        new("honor_labels", static (_, field, ref job) => job.HonorsLabels = field.Value.Text == "true"),
        new("static_configs", static (_, field, ref job) => job.GivenLabels = [.. LabelsOfTargets(field.Value)]),
        new("relabel_configs", static (_, field, ref job) => job.TargetRules = RelabelRules(field.Value)),
        new("metric_relabel_configs", static (_, field, ref job) => job.MetricRules = RelabelRules(field.Value)),
        // These discover targets with whatever labels their source gives; the others give labels that begin with __ only.
        new("file_sd_configs", static (_, _, ref job) => job.IsFree = true),
        new("http_sd_configs", static (_, _, ref job) => job.IsFree = true));

    private static readonly FieldTable<SilentReader, RelabelRule> RelabelFields = new(
        "a relabeling",
        // Actions are read without regard to case.
        new("action", static (_, field, ref rule) => rule.Action = field.Value.Text?.ToLowerInvariant() ?? rule.Action),
        new("regex", static (_, field, ref rule) => rule.Regex = field.Value.Text ?? rule.Regex),
        new("replacement", static (_, field, ref rule) => rule.Replacement = field.Value.Text ?? rule.Replacement),
        new("target_label", static (_, field, ref rule) => rule.TargetLabel = field.Value.Text));

    /// <summary>Reads a configuration. Never throws; what cannot be read is unknown.</summary>
    /// <param name="yaml">The file.</param>
    /// <param name="path">How the file is named.</param>
    public static ServerConfiguration Read(YamlFile yaml, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(yaml);
        var server = new ServerParts { ScrapeInterval = DefaultInterval, EvaluationInterval = DefaultInterval };
        if (yaml.Documents is [YamlMapping root, ..])
        {
            Fields.Read(SilentReader.Instance, root, ref server);
        }

        ScrapeJob?[] jobs = [.. server.ScrapeConfigs.Select(node => ReadJob(node, server.ScrapeInterval))];
        bool areAll = yaml.Errors.IsEmpty && server.ScrapeConfigFiles.IsEmpty && !jobs.Contains(null);
        return new ServerConfiguration(server.EvaluationInterval, server.ExternalLabels, new ScrapeJobs([.. jobs.OfType<ScrapeJob>()], areAll, [path]));
    }

    private static ScrapeJob? ReadJob(YamlNode node, TimeSpan? scrapeInterval)
    {
        var job = new ScrapeJobParts();
        JobFields.Read(SilentReader.Instance, node, ref job);
        if (job.Name is null)
        {
            return null;
        }

        RelabelRule[] all = [.. job.TargetRules, .. job.MetricRules];
        bool maySetInterval = job.IsFree || job.GivenLabels.Contains("__scrape_interval__") || job.TargetRules.Any(static rule => rule.MaySet("__scrape_interval__"));
        return new ScrapeJob(job.Name, maySetInterval ? null : job.Interval is { } own ? Duration(own) : scrapeInterval)
        {
            MayHaveOtherName = job.HonorsLabels || job.IsFree || job.GivenLabels.Contains(TargetLabels.Job) || all.Any(static rule => rule.MaySet(TargetLabels.Job) || rule.MayDrop(TargetLabels.Job)),
            MayLackTargetLabels = job.HonorsLabels || all.Any(static rule => rule.MaySet(TargetLabels.Job) || rule.MaySet(TargetLabels.Instance) || rule.MayDrop(TargetLabels.Job) || rule.MayDrop(TargetLabels.Instance)),
        };
    }

    private static ImmutableArray<RelabelRule> RelabelRules(YamlNode node)
    {
        var rules = ImmutableArray.CreateBuilder<RelabelRule>();
        foreach (YamlMapping mapping in Items(node).OfType<YamlMapping>())
        {
            var rule = new RelabelRule();
            RelabelFields.Read(SilentReader.Instance, mapping, ref rule);
            rules.Add(rule);
        }

        return rules.ToImmutable();
    }

    private static IEnumerable<string> LabelsOfTargets(YamlNode node) =>
        Items(node).OfType<YamlMapping>().Select(static target => target["labels"]).OfType<YamlMapping>().SelectMany(static labels => labels.Entries).Select(static entry => entry.KeyText ?? "");

    /// <summary>A duration; the default for null, and null if it is invalid.</summary>
    private static TimeSpan? Duration(YamlNode node) =>
        node is YamlScalar { IsNull: true } ? DefaultInterval
        : node is YamlScalar scalar && PrometheusDuration.TryParse(scalar.Value, out TimeSpan value, out _) ? value > TimeSpan.Zero ? value : DefaultInterval
        : null;

    private static ImmutableDictionary<string, string> Labels(YamlNode node)
    {
        var labels = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (YamlEntry entry in (node as YamlMapping)?.Entries ?? [])
        {
            if (entry.Key.Text is { } name && entry.Value.Text is { } value)
            {
                labels[name] = value;
            }
        }

        return labels.ToImmutable();
    }

    private static ImmutableArray<YamlNode> Items(YamlNode node) => node is YamlSequence sequence ? sequence.Items : [];
}
