using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>All documents of one file.</summary>
/// <param name="Source">The file.</param>
/// <param name="Documents">The root node of each document; null for an empty one.</param>
/// <param name="Comments">All comments in the order of the text; a <c>#</c> inside a scalar does not begin one.</param>
/// <param name="Errors">Faults; the documents then hold what could be read.</param>
public sealed record YamlFile(SourceText Source, ImmutableArray<YamlNode?> Documents, ImmutableArray<YamlComment> Comments, ImmutableArray<YamlError> Errors)
{
    /// <summary>The parts of the text that were left out because they are not YAML, or that nothing is known of after it; empty where all was read.</summary>
    public ImmutableArray<SourceRange> Unread { get; init; } = [];

    /// <summary>The aliases, in the order of the text.</summary>
    internal ImmutableArray<YamlAlias> Aliases { get; init; } = [];
}
