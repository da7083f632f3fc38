using PromRuleLint.Rules.Mappings;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>Reads files of Prometheus' own, of which it says itself what is wrong: what is not known is passed over.</summary>
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
