using PromRuleLint.Yaml;

namespace PromRuleLint.Tests.Yaml;

/// <summary>Walks YAML trees in tests.</summary>
internal static class YamlNodes
{
    /// <summary>All nodes of a file that are written where they stand, so not those of aliases.</summary>
    public static IEnumerable<YamlNode> All(YamlFile file)
    {
        var seen = new HashSet<YamlNode>(ReferenceEqualityComparer.Instance);
        var open = new Stack<YamlNode>(file.Documents.OfType<YamlNode>().Reverse());
        while (open.TryPop(out YamlNode? node))
        {
            if (node.AnchorRange is not null || !seen.Add(node))
            {
                continue;
            }

            yield return node;
            switch (node)
            {
                case YamlMapping mapping:
                    foreach (YamlEntry entry in mapping.Entries.Reverse())
                    {
                        open.Push(entry.Value);
                        open.Push(entry.Key);
                    }

                    break;

                case YamlSequence sequence:
                    foreach (YamlNode item in sequence.Items.Reverse())
                    {
                        open.Push(item);
                    }

                    break;
            }
        }
    }

    /// <summary>All scalars of a file.</summary>
    public static IEnumerable<YamlScalar> Scalars(YamlFile file) => All(file).OfType<YamlScalar>();
}
