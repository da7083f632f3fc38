using PromRuleLint.Rules.Mappings;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>Reads files of Prometheus, which reports their faults itself: unknown fields and other values are skipped.</summary>
internal sealed class SilentReader : IMappingReader
{
    public static SilentReader Instance { get; } = new();

    /// <inheritdoc/>
    public bool Knows(MappingField field) => true;

    /// <inheritdoc/>
    public void ReportUnknown(MappingTable table, YamlEntry entry)
    {
    }

    /// <inheritdoc/>
    public void ReportNoMapping(MappingTable table, YamlNode node)
    {
    }
}
