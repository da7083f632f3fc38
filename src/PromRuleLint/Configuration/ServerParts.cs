using System.Collections.Immutable;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>What the fields of a Prometheus configuration say of its server.</summary>
internal struct ServerParts()
{
    /// <summary>How often jobs are scraped that set no interval; null where it cannot be read.</summary>
    public TimeSpan? ScrapeInterval { get; set; }

    /// <summary>How often groups are evaluated that set no interval; null where it cannot be read.</summary>
    public TimeSpan? EvaluationInterval { get; set; }

    public ImmutableDictionary<string, string> ExternalLabels { get; set; } = ImmutableDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);

    public ImmutableArray<YamlNode> ScrapeConfigs { get; set; } = [];

    public ImmutableArray<YamlNode> ScrapeConfigFiles { get; set; } = [];
}
