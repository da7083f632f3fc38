using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules.Mappings;

/// <summary>A field of a mapping in a file.</summary>
/// <param name="name">Its name.</param>
/// <param name="entries">The entries of the mapping.</param>
/// <param name="place">Which of them it is.</param>
internal readonly struct FieldEntry(string name, YamlEntry[] entries, int place)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>The range of its name.</summary>
    public SourceRange KeyRange => entries[place].KeyRange;

    /// <summary>Its value.</summary>
    public YamlNode Value => entries[place].Value;

    /// <summary>Its value, or as little as it takes to make it.</summary>
    public CompactNode CompactValue => entries[place].CompactValue;

    /// <summary>The field with another value.</summary>
    public FieldEntry With(YamlNode value) => new(Name, [entries[place] with { Value = value }], 0);
}
