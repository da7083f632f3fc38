using System.Collections.Immutable;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.Facts;

/// <summary>Whether two expressions are the same but for white space, parentheses and the order of matchers.</summary>
internal static class StructuralEquality
{
    public static bool AreEqual(Expr left, Expr right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        Stack<(Expr, Expr)>? open = null;
        (Expr A, Expr B) pair = (left, right);
        while (true)
        {
            Expr a = pair.A.WithoutParens();
            Expr b = pair.B.WithoutParens();
            if (a.Kind != b.Kind || a.ChildCount != b.ChildCount || !HaveEqualHeads(a, b))
            {
                return false;
            }

            // Most differ at once or have one child: for those no stack is made.
            for (int i = 1; i < a.ChildCount; i++)
            {
                (open ??= new Stack<(Expr, Expr)>()).Push((a.GetChild(i), b.GetChild(i)));
            }

            if (a.ChildCount > 0)
            {
                pair = (a.GetChild(0), b.GetChild(0));
            }
            else if (open?.TryPop(out pair) != true)
            {
                return true;
            }
        }
    }

    /// <summary>
    /// Whether a series of one expression and a series of another with the same labels are the same series with the same
    /// value: the expressions are equal, or compute alike from selectors of one metric that only select differently.
    /// </summary>
    public static bool AreSameSeries(Expr left, Expr right)
    {
        AggregateExpr? groups = null;
        Expr a = left.WithoutParens();
        Expr b = right.WithoutParens();
        while (true)
        {
            switch (a, b)
            {
                case (VectorSelector x, VectorSelector y):
                    return (x.Name is not null && x.Name == y.Name && HaveEqualTimes(x, y) && (groups is null || DifferInGroupsOnly(x, y, groups))) || AreEqual(x, y);
                case (AggregateExpr { Parameter: null } x, AggregateExpr { Parameter: null } y) when groups is null && HaveEqualHeads(x, y):
                    // Which series are in a group that both have does not depend on matchers of its own labels.
                    groups = x;
                    (a, b) = (x.Operand.WithoutParens(), y.Operand.WithoutParens());
                    break;
                case (MatrixSelector x, MatrixSelector y) when HaveEqualHeads(x, y):
                    (a, b) = (x.Selector, y.Selector);
                    break;
                case (Call { Subject: { } x } f, Call { Subject: { } y } g) when f.Name == g.Name && f.Has(FunctionTraits.KeepsSeries) && !f.Has(FunctionTraits.WritesLabels) && HaveEqualParameters(f, g):
                    (a, b) = (x.WithoutParens(), y.WithoutParens());
                    break;
                case (UnaryExpr x, UnaryExpr y) when HaveEqualHeads(x, y):
                    (a, b) = (x.Operand.WithoutParens(), y.Operand.WithoutParens());
                    break;
                case (BinaryExpr x, BinaryExpr y) when HaveEqualHeads(x, y) && x.Right.Type == ExprType.Scalar && AreEqual(x.Right, y.Right):
                    (a, b) = (x.Left.WithoutParens(), y.Left.WithoutParens());
                    break;
                case (BinaryExpr x, BinaryExpr y) when HaveEqualHeads(x, y) && x.Left.Type == ExprType.Scalar && AreEqual(x.Left, y.Left):
                    (a, b) = (x.Right.WithoutParens(), y.Right.WithoutParens());
                    break;
                default:
                    return AreEqual(a, b);
            }
        }
    }

    /// <summary>Whether two selectors differ only in matchers of labels that an aggregation keeps.</summary>
    private static bool DifferInGroupsOnly(VectorSelector x, VectorSelector y, AggregateExpr groups) =>
        HasMoreInGroupsOnly(x, y, groups) && HasMoreInGroupsOnly(y, x, groups);

    private static bool HasMoreInGroupsOnly(VectorSelector x, VectorSelector y, AggregateExpr groups)
    {
        foreach (LabelMatcher matcher in x.MatcherSpan)
        {
            if (!HasMatcher(y, matcher) && (HasName(groups.Grouping, matcher.Name) == groups.Without || matcher.Name == Matching.MetricName))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether two calls have equal arguments but for their subjects.</summary>
    public static bool HaveEqualParameters(Call a, Call b)
    {
        if (a.ChildCount != b.ChildCount)
        {
            return false;
        }

        for (int i = 0; i < a.ChildCount; i++)
        {
            if (a.GetChild(i) != a.Subject && !AreEqual(a.GetChild(i), b.GetChild(i)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether all that one selector gives is among what another gives: the same metric at the same time, and each of the
    /// other's matchers lets through all that its own do.
    /// </summary>
    public static bool IsPartOf(VectorSelector part, VectorSelector whole) =>
        HaveEqualTimes(part, whole) && part.Name == whole.Name && AreImplied(whole, part);

    private static bool AreImplied(VectorSelector whole, VectorSelector part)
    {
        foreach (LabelMatcher matcher in whole.MatcherSpan)
        {
            if (!HasMatcher(part, matcher) && !IsImplied(matcher, part))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a selector gives one bucket of the histograms of which another gives the bucket <c>+Inf</c> or the count.</summary>
    public static bool IsBucketOf(VectorSelector part, VectorSelector whole)
    {
        const string Bucket = "_bucket";
        if (part.Name is not { } bucket || !bucket.EndsWith(Bucket, StringComparison.Ordinal) || whole.Name is not { } total || !HaveEqualTimes(part, whole)
            || !part.Matchers.Any(static matcher => matcher is { Name: "le", Type: MatchType.Equal, Value.Length: > 0 }))
        {
            return false;
        }

        bool isCount = total == $"{bucket[..^Bucket.Length]}_count";
        bool isLast = total == bucket && whole.Matchers.Any(static matcher => matcher is { Name: "le", Type: MatchType.Equal, Value: "+Inf" });
        return (isCount || isLast) && whole.Matchers.All(matcher => (isLast && matcher.Name == "le") || part.Matchers.Any(own => AreEqual(matcher, own)) || (matcher.Name != "le" && IsImplied(matcher, part)));
    }

    /// <summary>Whether what a selector's matchers on a label let through is within what another matcher does.</summary>
    private static bool IsImplied(LabelMatcher matcher, VectorSelector part)
    {
        LabelValues left = LabelValues.Any;
        bool any = false;
        foreach (LabelMatcher own in part.MatcherSpan)
        {
            if (own.Name == matcher.Name)
            {
                any = true;
                left = left.Intersect(LabelValues.LetThrough(own.Type, own.Value));
            }
        }

        MatchType opposite = matcher.Type switch
        {
            MatchType.Equal => MatchType.NotEqual,
            MatchType.NotEqual => MatchType.Equal,
            MatchType.Regexp => MatchType.NotRegexp,
            _ => MatchType.Regexp,
        };
        return any && !left.IsNone && left.Intersect(LabelValues.LetThrough(opposite, matcher.Value)).IsNone;
    }

    /// <summary>Whether two ranges are equally long.</summary>
    public static bool HaveEqualWindows(MatrixSelector a, MatrixSelector b) => AreEqual(a.Window, b.Window);

    /// <summary>Whether two aggregations group alike.</summary>
    public static bool HaveEqualGroups(AggregateExpr a, AggregateExpr b) => a.Without == b.Without && HaveSameNames(a.Grouping, b.Grouping);

    /// <summary>Whether two nodes are the same but for their operands.</summary>
    public static bool HaveEqualHeads(Expr a, Expr b)
    {
        switch (a)
        {
            case NumberLiteral number:
                return number.Value.Equals(((NumberLiteral)b).Value);
            case StringLiteral text:
                return text.Value == ((StringLiteral)b).Value;
            case VectorSelector selector:
                var other = (VectorSelector)b;
                return HaveEqualTimes(selector, other) && selector.Name == other.Name && HasMatchersOf(selector, other) && HasMatchersOf(other, selector);
            case MatrixSelector matrix:
                return AreEqual(matrix.Window, ((MatrixSelector)b).Window);
            case SubqueryExpr subquery:
                var otherSubquery = (SubqueryExpr)b;
                return AreEqual(subquery.Window, otherSubquery.Window) && AreEqual(subquery.Step, otherSubquery.Step) && AreEqual(subquery.Offset?.Duration, otherSubquery.Offset?.Duration) && AreEqual(subquery.At, otherSubquery.At);
            case UnaryExpr unary:
                return unary.IsNegative == ((UnaryExpr)b).IsNegative;
            case Call call:
                return call.Name == ((Call)b).Name;
            case AggregateExpr aggregate:
                var otherAggregate = (AggregateExpr)b;
                return aggregate.Operator == otherAggregate.Operator && HaveEqualGroups(aggregate, otherAggregate);
            case BinaryExpr binary:
                var otherBinary = (BinaryExpr)b;
                return binary.Operator == otherBinary.Operator && binary.ReturnsBool == otherBinary.ReturnsBool && AreEqual(binary.Matching, otherBinary.Matching);
            default:
                return false;
        }
    }

    private static bool HaveEqualTimes(VectorSelector a, VectorSelector b) =>
        AreEqual(a.Offset?.Duration, b.Offset?.Duration) && AreEqual(a.At, b.At) && a.Extension == b.Extension;

    private static bool HasMatchersOf(VectorSelector selector, VectorSelector other)
    {
        foreach (LabelMatcher matcher in other.MatcherSpan)
        {
            if (!HasMatcher(selector, matcher))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasMatcher(VectorSelector selector, LabelMatcher matcher)
    {
        foreach (LabelMatcher own in selector.MatcherSpan)
        {
            if (AreEqual(own, matcher))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AreEqual(LabelMatcher a, LabelMatcher b) => a.Name == b.Name && a.Type == b.Type && a.Value == b.Value;

    private static bool AreEqual(DurationSyntax? a, DurationSyntax? b) =>
        (a is null && b is null) || (a is { Constant: { } one } && b is { Constant: { } other } && one == other);

    private static bool AreEqual(AtModifier? a, AtModifier? b) =>
        (a is null && b is null) || (a is not null && b is not null && a.Kind == b.Kind && a.TimestampMilliseconds == b.TimestampMilliseconds);

    private static bool AreEqual(VectorMatching? a, VectorMatching? b) =>
        (a is null && b is null)
        || (a is not null && b is not null && a.Cardinality == b.Cardinality && a.IsOn == b.IsOn && HaveSameNames(a.Labels, b.Labels) && HaveSameNames(a.Include, b.Include)
            && Nullable.Equals(a.FillLeft, b.FillLeft) && Nullable.Equals(a.FillRight, b.FillRight));

    private static bool HaveSameNames(ImmutableArray<LabelName> a, ImmutableArray<LabelName> b) => a.Length == b.Length && HasNames(a, b) && HasNames(b, a);

    /// <summary>Whether a list of labels has all names of another.</summary>
    public static bool HasNames(ImmutableArray<LabelName> labels, ImmutableArray<LabelName> wanted)
    {
        foreach (LabelName label in wanted)
        {
            if (!HasName(labels, label.Name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a list of labels has a name.</summary>
    public static bool HasName(ImmutableArray<LabelName> labels, string name)
    {
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
