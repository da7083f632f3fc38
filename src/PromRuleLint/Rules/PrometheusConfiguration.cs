using System.Collections.Immutable;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>What a Prometheus configuration (<c>prometheus.yml</c>) says about rules.</summary>
public static class PrometheusConfiguration
{
    private static readonly string[] Others = ["global", "scrape_configs", "alerting", "remote_write", "remote_read", "scrape_config_files", "storage", "tracing", "runtime"];

    /// <summary>Whether a YAML file is a Prometheus configuration that names rule files.</summary>
    public static bool NamesRuleFiles(YamlFile yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        return yaml.Documents is [YamlMapping root, ..] && root["rule_files"] is YamlSequence && Others.Any(field => root[field] is not null);
    }

    /// <summary>
    /// The entries of <c>rule_files</c> in the order of the text: paths or globs relative to the configuration file, each
    /// with its range. Empty where the file is no configuration.
    /// </summary>
    public static ImmutableArray<YamlScalar> RuleFilesOf(YamlFile yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        return NamesRuleFiles(yaml) ? [.. ((YamlSequence)((YamlMapping)yaml.Documents[0]!)["rule_files"]!).Items.OfType<YamlScalar>().Where(static item => !item.IsNull)] : [];
    }
}
