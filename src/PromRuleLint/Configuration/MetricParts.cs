using PromRuleLint.Facts;

namespace PromRuleLint.Configuration;

/// <summary>What the keys of a metric say.</summary>
internal struct MetricParts
{
    public MetricDeclaration Declaration { get; set; }

    /// <summary>The two keys that say how often it is written.</summary>
    public CadenceParts Cadence;
}
