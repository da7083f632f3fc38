using System.Collections.Immutable;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Facts;

/// <summary>Whether what one expression sums or counts is, group by group, a part of what another one sums or counts.</summary>
internal static class PartOfWhole
{
    /// <summary>
    /// Whether each value of <paramref name="part"/> is at most that of the series of <paramref name="whole"/> that it
    /// matches, and none is below 0. Either may also be NaN.
    /// </summary>
    public static bool Holds(Affine part, Affine whole, Matching matching)
    {
        Expr expr = part.Base.WithoutParens();
        if (expr is BinaryExpr { Operator: BinaryOperator.Or } or)
        {
            return Holds(part with { Base = or.Left }, whole, matching) && (part.Facts.ForNode(or.Right).Value.Single == 0 || Holds(part with { Base = or.Right }, whole, matching));
        }

        if (whole.Base.WithoutParens() is not AggregateExpr { Operator: AggregateOperator.Sum or AggregateOperator.Count } total || !IsGroupMatched(total, matching))
        {
            return false;
        }

        if (expr is not AggregateExpr aggregate)
        {
            return total.Operator == AggregateOperator.Sum && IsNotNegative(total, whole.Facts) && IsSubset(expr, total.Operand);
        }

        if (!IsFiner(aggregate, total) || !IsSubset(aggregate.Operand, total.Operand))
        {
            return false;
        }

        return (aggregate.Operator, total.Operator) switch
        {
            (AggregateOperator.Count, AggregateOperator.Count) => true,
            (AggregateOperator.Sum, AggregateOperator.Sum) => IsNotNegative(total, whole.Facts),
            (AggregateOperator.Sum, AggregateOperator.Count) => part.Facts.ForNode(aggregate.Operand).Value is { Min: >= 0, Max: <= 1, MayBeHistogram: false },
            _ => false,
        };
    }

    /// <summary>Whether all series of <paramref name="part"/> are series of <paramref name="whole"/>, with the same values.</summary>
    public static bool IsSubset(Expr part, Expr whole)
    {
        part = part.WithoutParens();
        whole = whole.WithoutParens();
        if (StructuralEquality.AreEqual(part, whole))
        {
            return true;
        }

        switch (part, whole)
        {
            case (VectorSelector x, VectorSelector y):
                return StructuralEquality.IsPartOf(x, y);
            case (MatrixSelector x, MatrixSelector y):
                return StructuralEquality.HaveEqualWindows(x, y) && StructuralEquality.IsPartOf(x.Selector, y.Selector);
            case (Call { Subject: { } x } f, Call { Subject: { } y } g) when f.Name == g.Name && f.Has(FunctionTraits.KeepsSeries):
                // Over a range, what a filter drops changes the value.
                return StructuralEquality.HaveEqualParameters(f, g) && (x.Type == ExprType.Vector || x is MatrixSelector) && IsSubset(x, y);
            case (UnaryExpr x, UnaryExpr y):
                return x.IsNegative == y.IsNegative && IsSubset(x.Operand, y.Operand);
            case (BinaryExpr { IsComparison: true, ReturnsBool: false, Right.Type: ExprType.Scalar } filter, _):
                return IsSubset(filter.Left, whole);
            case (BinaryExpr { Operator: BinaryOperator.And or BinaryOperator.Unless } set, _):
                return IsSubset(set.Left, whole);
            case (BinaryExpr { Right.Type: ExprType.Scalar } x, BinaryExpr y) when StructuralEquality.HaveEqualHeads(x, y) && StructuralEquality.AreEqual(x.Right, y.Right):
                return IsSubset(x.Left, y.Left);
            case (BinaryExpr { Left.Type: ExprType.Scalar } x, BinaryExpr y) when StructuralEquality.HaveEqualHeads(x, y) && StructuralEquality.AreEqual(x.Left, y.Left):
                return IsSubset(x.Right, y.Right);
            default:
                return false;
        }
    }

    /// <summary>
    /// Whether a sum of the rates of one bucket is compared with that of all observations: the bucket <c>+Inf</c> or the count
    /// of the same histogram. It is at most that, as far as the buckets are cumulative.
    /// </summary>
    public static bool HoldsOfBuckets(Affine part, Affine whole, Matching matching) =>
        part.Base.WithoutParens() is AggregateExpr { Operator: AggregateOperator.Sum } bucket && whole.Base.WithoutParens() is AggregateExpr { Operator: AggregateOperator.Sum } total
        && IsGroupMatched(total, matching) && IsFiner(bucket, total)
        && bucket.Operand.WithoutParens() is Call { Name: "rate" or "increase", ArgumentSpan: [MatrixSelector x] } f && total.Operand.WithoutParens() is Call { ArgumentSpan: [MatrixSelector y] } g
        && f.Name == g.Name && StructuralEquality.HaveEqualWindows(x, y) && StructuralEquality.IsBucketOf(x.Selector, y.Selector);

    private static bool IsNotNegative(AggregateExpr total, ExprFacts facts) => facts.ForNode(total.Operand).Value.Min >= 0;

    /// <summary>Whether series are matched on every label that tells the groups of an aggregation apart.</summary>
    private static bool IsGroupMatched(AggregateExpr total, Matching matching)
    {
        if (total.Without)
        {
            return matching.IsOnAllOthers && StructuralEquality.HasNames(total.Grouping, matching.Listed);
        }

        foreach (LabelName label in total.Grouping)
        {
            if (!matching.IsMatched(label.Name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether each group of the one lies within a group of the other.</summary>
    private static bool IsFiner(AggregateExpr part, AggregateExpr total) => (part.Without, total.Without) switch
    {
        (false, false) => StructuralEquality.HasNames(part.Grouping, total.Grouping),
        (true, true) => StructuralEquality.HasNames(total.Grouping, part.Grouping),
        (true, false) => !StructuralEquality.HasName(total.Grouping, Matching.MetricName) && !HasAnyOf(part.Grouping, total.Grouping),
        (false, true) => false,
    };

    private static bool HasAnyOf(ImmutableArray<LabelName> labels, ImmutableArray<LabelName> others)
    {
        foreach (LabelName label in others)
        {
            if (StructuralEquality.HasName(labels, label.Name))
            {
                return true;
            }
        }

        return false;
    }
}
