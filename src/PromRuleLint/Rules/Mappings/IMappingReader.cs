using PromRuleLint.Yaml;

namespace PromRuleLint.Rules.Mappings;

/// <summary>Reads values of fields, and says in its own words what is wrong with a mapping.</summary>
internal interface IMappingReader
{
    /// <summary>Whether a field of the table exists for this reader: some are of one schema only.</summary>
    bool Knows(MappingField field);

    /// <summary>Takes an entry whose key names no field that the reader knows.</summary>
    void ReportUnknown(MappingTable table, YamlEntry entry);

    /// <summary>Takes what stands in place of a mapping, perhaps null.</summary>
    void ReportNoMapping(MappingTable table, YamlNode node);
}
