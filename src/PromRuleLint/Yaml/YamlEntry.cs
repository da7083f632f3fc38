using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>A key and its value.</summary>
/// <param name="Key">The key; in rule files always a scalar.</param>
/// <param name="Value">The value.</param>
public readonly record struct YamlEntry(YamlNode Key, YamlNode Value)
{
    /// <summary>Where the key stands in this mapping; where it is an alias, the alias.</summary>
    public SourceRange KeyRange { get; init; } = Key.Range;

    /// <summary>Where the value stands in this mapping when it is an alias; null when it is written here.</summary>
    public SourceRange? AliasRange { get; init; }

    /// <summary>The <c>&lt;&lt;</c> that merged the entry in from another mapping; null for an entry of the mapping's own.</summary>
    public SourceRange? MergedAt { get; init; }
}
