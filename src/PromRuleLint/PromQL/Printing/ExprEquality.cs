using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.PromQL.Printing;

/// <summary>Compares trees regardless of the positions of their parts in the text.</summary>
public static class ExprEquality
{
    /// <summary>
    /// Whether the trees are equal in every field except ranges. The order of matchers does not count, an offset of zero is as
    /// none, and a plus before a duration is as nothing: as in the reference's tree.
    /// </summary>
    public static bool AreEqual(Expr? a, Expr? b)
    {
        var pairs = new Stack<(Expr? A, Expr? B)>();
        pairs.Push((a, b));
        while (pairs.TryPop(out (Expr? A, Expr? B) pair))
        {
            (Expr? left, Expr? right) = (WithoutPlus(pair.A), WithoutPlus(pair.B));
            if (left is null || right is null)
            {
                if (left is not null || right is not null)
                {
                    return false;
                }

                continue;
            }

            if (left.Kind != right.Kind || left.ChildCount != right.ChildCount || !AreEqualThemselves(left, right, pairs))
            {
                return false;
            }

            for (int i = 0; i < left.ChildCount; i++)
            {
                pairs.Push((left.GetChild(i), right.GetChild(i)));
            }
        }

        return true;
    }

    private static Expr? WithoutPlus(Expr? expr)
    {
        while (expr is DurationExpr { Operator: DurationOperator.Add, Left: null, IsWrapped: false } plus)
        {
            expr = plus.Right;
        }

        return expr;
    }

    /// <summary>Compares two nodes of one kind without their children; pushes what hangs on them beside the children.</summary>
    private static bool AreEqualThemselves(Expr a, Expr b, Stack<(Expr? A, Expr? B)> pairs) => (a, b) switch
    {
        (NumberLiteral x, NumberLiteral y) => x.Value.Equals(y.Value) && x.IsDuration == y.IsDuration,
        (StringLiteral x, StringLiteral y) => x.Value == y.Value && x.Written == y.Written,
        (VectorSelector x, VectorSelector y) => AreEqual(x, y, pairs),
        (MatrixSelector x, MatrixSelector y) => AreEqual(x.Window, y.Window, pairs),
        (SubqueryExpr x, SubqueryExpr y) => AreEqual(x.Window, y.Window, pairs) && AreEqual(x.Step, y.Step, pairs)
            && AreEqual(x.Offset, y.Offset, pairs) && AreEqual(x.At, y.At),
        (AggregateExpr x, AggregateExpr y) => x.Operator == y.Operator && x.Without == y.Without && AreEqual(x.Grouping, y.Grouping)
            && x.Parameter is null == y.Parameter is null,
        (BinaryExpr x, BinaryExpr y) => x.Operator == y.Operator && x.ReturnsBool == y.ReturnsBool && AreEqual(x.Matching, y.Matching),
        (UnaryExpr x, UnaryExpr y) => x.IsNegative == y.IsNegative,
        (Call x, Call y) => x.Name == y.Name,
        (DurationExpr x, DurationExpr y) => x.Operator == y.Operator && x.IsWrapped == y.IsWrapped && x.Left is null == y.Left is null,
        _ => true,
    };

    private static bool AreEqual(VectorSelector a, VectorSelector b, Stack<(Expr? A, Expr? B)> pairs)
    {
        return SelectorText.NameBeforeBraces(a) == SelectorText.NameBeforeBraces(b)
            && a.Matchers.Length == b.Matchers.Length
            && SelectorText.SortedMatchers(a).Select(static matcher => matcher.Text).SequenceEqual(SelectorText.SortedMatchers(b).Select(static matcher => matcher.Text), StringComparer.Ordinal)
            && a.Extension == b.Extension
            && AreEqual(a.Offset, b.Offset, pairs)
            && AreEqual(a.At, b.At);
    }

    private static bool AreEqual(AtModifier? a, AtModifier? b) => (a, b) switch
    {
        (null, null) => true,
        (not null, not null) => a.Kind == b.Kind && a.TimestampMilliseconds == b.TimestampMilliseconds,
        _ => false,
    };

    private static bool AreEqual(OffsetModifier? a, OffsetModifier? b, Stack<(Expr? A, Expr? B)> pairs) =>
        AreEqual(IsNone(a) ? null : a!.Duration, IsNone(b) ? null : b!.Duration, pairs);

    private static bool IsNone(OffsetModifier? offset) =>
        offset is null or { Duration: { Expression: null, Constant: { Ticks: 0 } } };

    private static bool AreEqual(DurationSyntax? a, DurationSyntax? b, Stack<(Expr? A, Expr? B)> pairs)
    {
        if (a is not { } one || b is not { } other)
        {
            return a is null && b is null;
        }

        // The value of an expression follows from it.
        pairs.Push((one.Expression, other.Expression));
        return one.Expression is not null || one.Constant == other.Constant;
    }

    private static bool AreEqual(VectorMatching? a, VectorMatching? b)
    {
        if (a is null || b is null)
        {
            return a is null && b is null;
        }

        return a.Cardinality == b.Cardinality
            && a.IsOn == b.IsOn
            && AreEqual(a.Labels, b.Labels)
            && AreEqual(a.Include, b.Include)
            && Nullable.Equals(a.FillLeft, b.FillLeft)
            && Nullable.Equals(a.FillRight, b.FillRight);
    }

    private static bool AreEqual(ImmutableArray<LabelName> a, ImmutableArray<LabelName> b) =>
        Names(a).SequenceEqual(Names(b), StringComparer.Ordinal);

    private static IEnumerable<string> Names(ImmutableArray<LabelName> labels) =>
        labels.IsDefault ? [] : labels.Select(static label => label.Name);
}
