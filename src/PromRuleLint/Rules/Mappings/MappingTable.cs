using PromRuleLint.Yaml;

namespace PromRuleLint.Rules.Mappings;

/// <summary>The fields that a kind of mapping has, in the order in which messages list them.</summary>
/// <param name="what">What messages call such a mapping, with its article.</param>
internal abstract class MappingTable(string what)
{
    /// <summary>What messages call such a mapping, with its article.</summary>
    public string What { get; } = what;

    /// <summary>The beginning of the message for a value that is not such a mapping; the list of its fields follows.</summary>
    public string? Expected { get; init; }

    /// <summary>The remedy for an unknown name, such as where it belongs; null to suggest the nearest name.</summary>
    public Func<string, string?>? HintFor { get; init; }

    /// <summary>The fields.</summary>
    public abstract IReadOnlyList<MappingField> Fields { get; }

    /// <summary>The field with a name in any schema; null if there is none.</summary>
    public abstract MappingField? Find(string name);

    /// <summary>Whether the value of an entry is an alias without an anchor. The YAML reader gives an empty text for it.</summary>
    public static bool IsUnresolved(YamlEntry entry) => entry is { AliasRange: { IsEmpty: false } alias, CompactValue: { Value: "" } value } && value.Range == alias;

    /// <summary>The names that messages list for a reader, which may know only some of the fields.</summary>
    public string[] NamesFor(IMappingReader reader) => [.. Fields.Where(field => field.IsOffered && reader.Knows(field)).Select(static field => field.Name)];
}
