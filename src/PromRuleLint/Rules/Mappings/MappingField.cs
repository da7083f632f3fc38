using System.Collections.Immutable;

namespace PromRuleLint.Rules.Mappings;

/// <summary>A field of a kind of mapping: everything about it but how its value is read.</summary>
internal abstract class MappingField(string name)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>The version of Prometheus that it came with; null for a field that Prometheus 2.30 has.</summary>
    public Version? Since { get; init; }

    /// <summary>The schemas that have it, the most likely one first; default if all have it.</summary>
    public ImmutableArray<RuleSchema> Only { get; init; }

    /// <summary>Whether messages about unknown names list it.</summary>
    public bool IsOffered { get; init; } = true;

    /// <summary>Whether its value is read under a misspelled name too, so that faults inside it are reported.</summary>
    public bool IsReadMisspelled { get; init; }

    /// <summary>Whether a schema has it.</summary>
    public bool IsIn(RuleSchema schema) => Only.IsDefault || Only.Contains(schema);
}
