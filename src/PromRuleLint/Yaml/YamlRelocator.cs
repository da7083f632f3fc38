using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>Moves what was read from the decoded value of a scalar to the places in the file that holds the scalar.</summary>
internal sealed class YamlRelocator(ScalarMap outer)
{
    /// <summary>The file with all ranges and maps in the outer file.</summary>
    public YamlFile Move(YamlFile file, SourceText source) => new(
        source,
        [.. file.Documents.Select(document => document is null ? null : Move(document))],
        [.. file.Comments.Select(comment => comment with { Range = outer.Relocate(comment.Range) })],
        [.. file.Errors.Select(error => error with { Range = outer.Relocate(error.Range), RelatedRange = Move(error.RelatedRange) })])
    {
        Unread = [.. file.Unread.Select(outer.Relocate)],
        Aliases = [.. file.Aliases.Select(alias => new YamlAlias(outer.Relocate(alias.Range), outer.Relocate(alias.AnchorRange)))],
    };

    // Nesting is capped by the reader, so recursion is too.
    private YamlNode Move(YamlNode node)
    {
        SourceRange range = outer.Relocate(node.Range);
        return node switch
        {
            YamlScalar scalar => new YamlScalar(range, scalar.Value, scalar.Style, () => scalar.Map.Then(outer)) { Tag = scalar.Tag, AnchorRange = Move(scalar.AnchorRange) },
            YamlSequence sequence => new YamlSequence(range, [.. sequence.Items.Select(Move)]) { Tag = sequence.Tag, AnchorRange = Move(sequence.AnchorRange) },
            YamlMapping mapping => new YamlMapping(range, [.. mapping.Entries.Select(Move)]) { Tag = mapping.Tag, AnchorRange = Move(mapping.AnchorRange) },
            _ => throw new InvalidOperationException($"Unknown node {node.GetType().Name}."),
        };
    }

    private YamlEntry Move(YamlEntry entry) => new(Move(entry.Key), Move(entry.Value))
    {
        KeyRange = outer.Relocate(entry.KeyRange),
        AliasRange = Move(entry.AliasRange),
        MergedAt = Move(entry.MergedAt),
    };

    private SourceRange? Move(SourceRange? range) => range is { } there ? outer.Relocate(there) : null;
}
