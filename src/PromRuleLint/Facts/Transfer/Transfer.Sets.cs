using System.Runtime.InteropServices;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Facts;

internal static partial class Transfer
{
    private static NodeFacts TransferAnd(BinaryExpr node, NodeFacts left, NodeFacts right, Matching matching, FactsContext context)
    {
        var results = new Alternative[left.Span.Length];
        Reason condition = Reason.At(context.Rule, node.OperatorRange, "`and` keeps only series that have a partner on the right");
        for (int i = 0; i < results.Length; i++)
        {
            Alternative l = left.Span[i];
            LabelFacts? labels = null;
            ValueSet? value = null;
            Reason? valueReason = l.ValueReason;
            Reason? impossible = right.EmptyReason;
            foreach (Alternative r in right.Span)
            {
                if (!r.IsPossible)
                {
                    continue;
                }

                if (matching.Conflict(l, r) is { } conflict)
                {
                    impossible = Reason.Join(impossible, Mismatch(node, matching, conflict, l, r, context));
                    continue;
                }

                ValueSet kept = l.Value;
                if (matching.IsSameSeries(l, r))
                {
                    kept = l.Value.Intersect(r.Value);
                    if (kept.IsEmpty)
                    {
                        impossible = Reason.Join(impossible, Contradiction(node, l, r, context));
                        continue;
                    }

                    valueReason = Reason.Join(valueReason, r.ValueReason);
                }

                LabelFacts refined = matching.Refine(l.Labels, r.Labels);
                labels = labels is null ? refined : labels.Union(refined);
                value = value is null ? kept : value.Union(kept);
            }

            Alternative result = l with { Value = value ?? l.Value, ValueReason = valueReason, Labels = labels ?? l.Labels, Condition = l.Condition ?? condition, Passing = null };
            results[i] = labels is null ? result.Dead(impossible ?? condition) : result;
        }

        bool isAlways = left.Presence == Presence.Always && right.Presence == Presence.Always && matching.IsCertain(left, right);
        return new NodeFacts(ExprType.Vector, Cap(ImmutableCollectionsMarshal.AsImmutableArray(results)), isAlways);
    }

    private static NodeFacts TransferUnless(BinaryExpr node, NodeFacts left, NodeFacts right, Matching matching, FactsContext context)
    {
        Reason condition = Reason.At(context.Rule, node.OperatorRange, "`unless` keeps only series that have no partner on the right");
        bool alwaysTaken = right.Presence == Presence.Always && matching.IsCertain(left, right);
        return Each(
            left,
            l =>
            {
                Alternative result = l with { Condition = l.Condition ?? condition, Passing = null };
                if (alwaysTaken)
                {
                    return result.Dead(Reason.At(ReasonKind.Covered, context.Rule, node.Range, "the right side is always there and takes every series"));
                }

                return IsCovered(l, right, matching) ? result.Dead(Reason.At(ReasonKind.Covered, context.Rule, node.Range, "every series of the left is on the right too")) : result;
            },
            left.Presence == Presence.Always && right.Presence == Presence.Never);
    }

    private static NodeFacts TransferOr(BinaryExpr node, NodeFacts left, NodeFacts right, Matching matching, FactsContext context)
    {
        var results = new Alternative[left.Span.Length + right.Span.Length];
        left.Span.CopyTo(results);
        bool neverReached = left.Presence == Presence.Always && matching.IsCertain(left, right);
        for (int i = 0; i < right.Span.Length; i++)
        {
            Alternative r = right.Span[i];
            Alternative result = r with { Passing = null };
            if (neverReached)
            {
                result = result.Dead(Reason.At(ReasonKind.Covered, context.Rule, node.Right.Range, "the left side of `or` is always there and takes every series"));
            }
            else if (IsCovered(r, left, matching))
            {
                result = result.Dead(Reason.At(ReasonKind.Covered, context.Rule, node.Right.Range, "every series of this branch is on the left of `or` already"));
            }

            results[left.Span.Length + i] = result;
        }

        return new NodeFacts(ExprType.Vector, Cap(ImmutableCollectionsMarshal.AsImmutableArray(results)), left.Presence == Presence.Always || right.Presence == Presence.Always);
    }

    /// <summary>
    /// Whether an aggregation of a part has no group that an aggregation of the whole has not: the same one, or one that
    /// counts. Where floats and native histograms meet, others leave a group out.
    /// </summary>
    private static bool HasGroupsOf(Alternative part, Alternative whole) =>
        part.Identity is AggregateExpr { Parameter: null } a && whole.Identity is AggregateExpr { Parameter: null } b
        && (b.Operator is AggregateOperator.Count or AggregateOperator.Group ? StructuralEquality.HaveEqualGroups(a, b) : !whole.Value.MayBeHistogram && StructuralEquality.HaveEqualHeads(a, b))
        && PartOfWhole.IsSubset(a.Operand, b.Operand);

    /// <summary>Whether each group of an aggregation has a series of the whole that it is matched with.</summary>
    private static bool HasSeriesOf(Alternative part, Alternative whole, Matching matching) =>
        part.Identity is AggregateExpr { Parameter: null } groups && whole.Identity is { } series && !matching.IsOnAllOthers
        && matching.Listed.All(label => label.Name != Matching.MetricName && groups.Grouping.Any(kept => kept.Name == label.Name) != groups.Without)
        && PartOfWhole.IsSubset(groups.Operand, series);

    /// <summary>Whether each series of an alternative is also in another result, with the same labels or those that the sides are matched on.</summary>
    private static bool IsCovered(Alternative alternative, NodeFacts other, Matching matching)
    {
        foreach (Alternative candidate in other.Span)
        {
            if (candidate.IsPossible && candidate.Passing is { } passing
                && ((alternative.Value.IsSubsetOf(passing) && Matching.IsPartOf(alternative, candidate)) || (ReferenceEquals(passing, ValueSet.Unknown) && (HasGroupsOf(alternative, candidate) || HasSeriesOf(alternative, candidate, matching)))))
            {
                return true;
            }
        }

        return false;
    }
}
