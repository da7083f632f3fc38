using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Syntax;

/// <summary>Makes equal names and values in trees that are being read one object.</summary>
internal static class TreeTexts
{
    /// <summary>Shares the texts of a node, without those below it.</summary>
    public static void Share(Expr expr, SharedTexts texts)
    {
        switch (expr)
        {
            case VectorSelector selector:
                selector.Share(texts);
                break;
            case AggregateExpr aggregate:
                Share(aggregate.Grouping, texts);
                break;
            case BinaryExpr { Matching: { } matching }:
                Share(matching.Labels, texts);
                Share(matching.Include, texts);
                break;
            case StringLiteral literal:
                literal.Share(texts);
                break;
        }
    }

    // Nobody else has the tree yet, so that its labels can be exchanged in their place.
    private static void Share(ImmutableArray<LabelName> labels, SharedTexts texts)
    {
        foreach (ref LabelName label in ImmutableCollectionsMarshal.AsArray(labels).AsSpan())
        {
            label = label with { Name = texts.Get(label.Name) };
        }
    }
}
