using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;

namespace PromRuleLint.PromQL.Syntax;

/// <summary>
/// Makes equal lists of labels at the same place of an expression one: nearly half are. A list gives its place up to another
/// with the same hash. May be asked from several threads.
/// </summary>
internal sealed class SharedLabels
{
    private const int Places = 4096;

    private readonly LabelName[]?[] _places = new LabelName[]?[Places];

    /// <summary>Shares the lists of the nodes of a tree that nobody else has yet.</summary>
    public void Share(Expr root)
    {
        foreach (Expr node in root.Walk())
        {
            switch (node)
            {
                case AggregateExpr { Grouping.IsEmpty: false } aggregate:
                    aggregate.Grouping = Get(aggregate.Grouping);
                    break;
                case BinaryExpr { WrittenMatching: { } matching }:
                    matching.Labels = Get(matching.Labels);
                    matching.Include = Get(matching.Include);
                    break;
            }
        }
    }

    private ImmutableArray<LabelName> Get(ImmutableArray<LabelName> labels)
    {
        if (labels.IsEmpty)
        {
            return labels;
        }

        uint hash = (uint)labels.Length;
        foreach (LabelName label in labels)
        {
            hash = (BitOperations.RotateLeft(hash, 7) ^ (uint)label.Range.Start ^ ((uint)label.Range.End << 16) ^ (label.Name is [var first, ..] ? first : 0u)) * 0x9E3779B1;
        }

        ref LabelName[]? place = ref _places[hash >> 20];
        LabelName[]? known = place;
        if (known is null || !known.AsSpan().SequenceEqual(labels.AsSpan()))
        {
            place = known = ImmutableCollectionsMarshal.AsArray(labels)!;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(known);
    }
}
