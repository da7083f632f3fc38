using System.Collections.Immutable;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>What the fields of a scrape configuration say of its job.</summary>
internal struct ScrapeJobParts()
{
    public string? Name { get; set; }

    public YamlNode? Interval { get; set; }

    public bool HonorsLabels { get; set; }

    /// <summary>Whether targets may come with any labels.</summary>
    public bool IsFree { get; set; }

    /// <summary>The names of the labels that static targets are given.</summary>
    public ImmutableArray<string> GivenLabels { get; set; } = [];

    /// <summary>What is done to the labels of targets.</summary>
    public ImmutableArray<RelabelRule> TargetRules { get; set; } = [];

    /// <summary>What is done to the labels of samples.</summary>
    public ImmutableArray<RelabelRule> MetricRules { get; set; } = [];
}
