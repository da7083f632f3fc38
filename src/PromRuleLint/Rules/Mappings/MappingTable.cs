using PromRuleLint.Yaml;

namespace PromRuleLint.Rules.Mappings;

/// <summary>The fields that a kind of mapping has, in the order in which they are named to a person.</summary>
/// <param name="what">What such a mapping is called, with its article.</param>
internal abstract class MappingTable(string what)
{
    /// <summary>What such a mapping is called, with its article.</summary>
    public string What { get; } = what;

    /// <summary>The beginning of what is said where something else stands in its place, before the list of its fields.</summary>
    public string? Expected { get; init; }

    /// <summary>What is said of a name that is not known, if anything is known about it; otherwise the nearest name is looked for.</summary>
    public Func<string, string?>? HintFor { get; init; }

    /// <summary>The fields.</summary>
    public abstract IReadOnlyList<MappingField> Fields { get; }

    /// <summary>The field with a name, whoever knows it; null for none.</summary>
    public abstract MappingField? Find(string name);

    /// <summary>Whether the value of an entry is an alias without an anchor; an empty text stands in its place.</summary>
    public static bool IsUnresolved(YamlEntry entry) => entry is { AliasRange: { IsEmpty: false } alias, Value: YamlScalar { Value: "" } value } && value.Range == alias;

    /// <summary>The names that are offered to a reader who knows some of the fields.</summary>
    public string[] NamesFor(IMappingReader reader) => [.. Fields.Where(field => field.IsOffered && reader.Knows(field)).Select(static field => field.Name)];
}
