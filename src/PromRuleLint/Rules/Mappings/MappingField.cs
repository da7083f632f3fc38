using System.Collections.Immutable;

namespace PromRuleLint.Rules.Mappings;

/// <summary>A field of a kind of mapping, as far as everything but its value is concerned.</summary>
internal abstract class MappingField(string name)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>The version of Prometheus that it came with; null for one that is as old as 2.30.</summary>
    public Version? Since { get; init; }

    /// <summary>The only schemas that have it, the one that is most likely meant first; default for a field of all schemas.</summary>
    public ImmutableArray<RuleSchema> Only { get; init; }

    /// <summary>Whether it is offered to somebody who writes a name that is not known.</summary>
    public bool IsOffered { get; init; } = true;

    /// <summary>Whether its value is read under a misspelt name too, for what is wrong in it to be said.</summary>
    public bool IsReadMisspelt { get; init; }

    /// <summary>Whether files of a schema have it.</summary>
    public bool IsIn(RuleSchema schema) => Only.IsDefault || Only.Contains(schema);
}
