using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>Copies the node of an anchor to the place of an alias: findings about the copy are at that place.</summary>
/// <param name="alias">The alias.</param>
internal sealed class YamlAliasCopier(SourceRange alias)
{
    /// <summary>The copy. Nesting is capped by the reader, and so is the number of nodes that aliases stand for.</summary>
    public YamlNode Copy(YamlNode node)
    {
        SourceRange written = node.AnchorRange ?? node.Range;
        return node switch
        {
            YamlScalar scalar => new YamlScalar(alias, scalar.Value, scalar.Style, new YamlNodeProperties(node.Tag, written)),
            YamlSequence sequence => new YamlSequence(alias, [.. sequence.Items.Select(Copy)]) { Tag = node.Tag, AnchorRange = written },
            YamlMapping mapping => new YamlMapping(alias, [.. mapping.Entries.Select(Copy)]) { Tag = node.Tag, AnchorRange = written },
            _ => throw new InvalidOperationException($"Unknown node {node.GetType().Name}."),
        };
    }

    private YamlEntry Copy(YamlEntry entry) => new(Copy(entry.Key), Copy(entry.Value)) { KeyRange = alias, AliasRange = alias, MergedAt = entry.MergedAt is null ? null : alias };
}
