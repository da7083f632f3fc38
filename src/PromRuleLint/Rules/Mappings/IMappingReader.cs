using PromRuleLint.Yaml;

namespace PromRuleLint.Rules.Mappings;

/// <summary>Reads values of fields, and says in its own words what is wrong with a mapping.</summary>
internal interface IMappingReader
{
    /// <summary>Whether the reader knows a field of the table; some fields exist in some schemas only.</summary>
    bool Knows(MappingField field);

    /// <summary>Reports an entry whose key is not the name of a field that the reader knows.</summary>
    void ReportUnknown(MappingTable table, YamlEntry entry);

    /// <summary>Reports a value that is not a mapping. Null may be accepted.</summary>
    void ReportNoMapping(MappingTable table, YamlNode node);
}
