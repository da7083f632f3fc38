using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Syntax;

/// <summary>A label named in <c>by</c>, <c>without</c>, <c>on</c>, <c>ignoring</c> or a group modifier.</summary>
/// <param name="Name">The label, decoded.</param>
/// <param name="Range">Where it stands, with its quotes if it has any.</param>
public readonly record struct LabelName(string Name, TextRange Range)
{
    private const int Few = 16;

    /// <summary>Whether a list holds a label; of a long list a set is made and kept.</summary>
    internal static bool Contains(ImmutableArray<LabelName> labels, string name, ref HashSet<string>? set)
    {
        if (labels.Length > Few)
        {
            return (set ??= labels.Select(static label => label.Name).ToHashSet(StringComparer.Ordinal)).Contains(name);
        }

        foreach (LabelName label in labels)
        {
            if (label.Name == name)
            {
                return true;
            }
        }

        return false;
    }
}
