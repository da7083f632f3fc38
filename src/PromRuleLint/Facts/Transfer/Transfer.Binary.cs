using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Facts;

internal static partial class Transfer
{
    private static NodeFacts TransferBinary(BinaryExpr node, NodeFacts left, NodeFacts right, ExprFacts facts, FactsContext context)
    {
        bool leftIsScalar = node.Left.Type == ExprType.Scalar;
        bool rightIsScalar = node.Right.Type == ExprType.Scalar;
        if (leftIsScalar && rightIsScalar)
        {
            (ValueSet? leftFromNow, ValueSet? rightFromNow) = (left.Span[0].FromNow, right.Span[0].FromNow);
            bool isTrim = node.Operator is BinaryOperator.TrimUpper or BinaryOperator.TrimLower;
            ValueSet value = isTrim ? ValueSet.AnyFloat : !node.IsComparison ? ApplyWithTimes(node.Operator, left.Value, leftFromNow, right.Value, rightFromNow)
                : leftFromNow is not null && rightFromNow is not null ? ValueSet.CompareBool(leftFromNow, node.Operator, rightFromNow)
                : ValueSet.CompareBool(left.Value, node.Operator, right.Value);
            return Scalar(value, Reason.Join(left.ValueReason, right.ValueReason), Shift(node.Operator, left.Value, leftFromNow, right.Value, rightFromNow));
        }

        if (leftIsScalar || rightIsScalar)
        {
            return TransferVectorAndScalar(node, left, right, rightIsScalar, context);
        }

        var matching = new Matching(node);
        return node.Operator switch
        {
            BinaryOperator.And => TransferAnd(node, left, right, matching, context),
            BinaryOperator.Or => TransferOr(node, left, right, matching, context),
            BinaryOperator.Unless => TransferUnless(node, left, right, matching, context),
            _ => TransferMatched(node, left, right, matching, facts, context),
        };
    }

    /// <summary>The value of an operator that is neither a comparison nor a set operator.</summary>
    internal static ValueSet Apply(BinaryOperator op, ValueSet left, ValueSet right) => op switch
    {
        BinaryOperator.Add => ValueSet.Add(left, right),
        BinaryOperator.Subtract => ValueSet.Subtract(left, right),
        BinaryOperator.Multiply => ValueSet.Multiply(left, right),
        BinaryOperator.Divide => ValueSet.Divide(left, right),
        BinaryOperator.Modulo => ValueSet.Modulo(left, right),
        BinaryOperator.Power => ValueSet.Power(left, right),
        BinaryOperator.Atan2 => ValueSet.Atan2(left, right),
        // That a metric holds no native histograms is only assumed by its name; who trims one knows better.
        BinaryOperator.TrimUpper or BinaryOperator.TrimLower => left.Histograms == Histograms.Counts ? ValueSet.Nothing.WithHistograms(Histograms.Counts) : ValueSet.Histogram,
        _ => ValueSet.Unknown,
    };

    private static NodeFacts TransferVectorAndScalar(BinaryExpr node, NodeFacts left, NodeFacts right, bool rightIsScalar, FactsContext context)
    {
        NodeFacts vector = rightIsScalar ? left : right;
        NodeFacts scalar = rightIsScalar ? right : left;
        ValueSet number = scalar.Value;
        bool isAlways = vector.Presence == Presence.Always && node.Operator is not (BinaryOperator.TrimUpper or BinaryOperator.TrimLower);
        if (!node.IsComparison)
        {
            Reason? dropped = node.DropsMetricName ? Reason.At(context.Rule, node.OperatorRange, "arithmetic drops the metric name") : null;
            return Each(
                vector,
                (node, number, scalar, rightIsScalar, dropped, context),
                static (alternative, s) =>
                {
                    ValueSet? time = s.scalar.Span[0].FromNow;
                    (ValueSet l, ValueSet? lFromNow, ValueSet r, ValueSet? rFromNow) = s.rightIsScalar ? (alternative.Value, alternative.FromNow, s.number, time) : (s.number, time, alternative.Value, alternative.FromNow);
                    ValueSet value = ApplyWithTimes(s.node.Operator, l, lFromNow, r, rFromNow);
                    Alternative result = Arithmetic(s.node, alternative, value, Reason.Join(alternative.ValueReason, s.scalar.ValueReason), s.context, s.dropped);
                    return Shift(s.node.Operator, l, lFromNow, r, rFromNow) is { } fromNow ? result with { FromNow = fromNow } : result;
                },
                isAlways && !vector.Value.MayBeHistogram);
        }

        BinaryOperator comparison = rightIsScalar ? node.Operator : ValueSet.Mirror(node.Operator);
        if (node.ReturnsBool)
        {
            Reason dropped = Reason.At(context.Rule, node.BoolRange, "`bool` drops the metric name");
            return Each(
                vector,
                (node, comparison, number, time: scalar.Span[0].FromNow, dropped, context),
                static (alternative, s) => Compute(s.node, alternative, alternative.FromNow is { } own && s.time is { } time ? ValueSet.CompareBool(own, s.comparison, time) : ValueSet.CompareBool(alternative.Value, s.comparison, s.number), s.context, s.node.OperatorRange, "a comparison with bool", s.dropped),
                isAlways && !vector.Value.MayBeHistogram);
        }

        foreach (Alternative alternative in vector.Span)
        {
            isAlways &= !alternative.IsPossible || ValueSet.IsAlwaysTrue(alternative.Value, comparison, number);
        }

        return Each(
            vector,
            (node, comparison, number, scalar, context),
            static (alternative, s) => Filter(s.node, alternative, s.comparison, s.number, s.scalar.Span[0].FromNow, s.scalar.ValueReason, s.context),
            isAlways);
    }

    /// <summary>What a comparison without <c>bool</c> leaves of a vector.</summary>
    private static Alternative Filter(BinaryExpr node, Alternative alternative, BinaryOperator comparison, ValueSet other, ValueSet? otherFromNow, Reason? otherReason, FactsContext context)
    {
        ValueSet before = alternative.Value;
        ValueSet kept = ValueSet.Refine(before, comparison, other);
        ValueSet? fromNow = alternative.FromNow;
        bool areTimes = fromNow is not null && otherFromNow is not null;
        if (areTimes)
        {
            fromNow = ValueSet.Refine(fromNow!, comparison, otherFromNow!);
            (before, other) = (alternative.FromNow!, otherFromNow!);
        }

        bool isNever = kept.IsEmpty || fromNow is { IsEmpty: true };
        if (isNever)
        {
            // What would be left if anything were: the chain of reasons goes on with it.
            kept = fromNow is { IsEmpty: true } ? alternative.Value : ValueSet.Refine(ValueSet.AnyFloat, comparison, other);
        }

        Reason filtered = Reason.At(ReasonKind.Filter, context.Rule, ComparisonRange(node), kept, static kept => $"without `bool` the comparison keeps its left value and drops the series where it does not hold: only {kept} can be left", alternative.ValueReason, otherReason);
        Alternative result = alternative with
        {
            Value = kept,
            FromNow = fromNow is { IsEmpty: true } ? null : fromNow,
            ValueReason = filtered,
            Condition = alternative.Condition ?? filtered,
            Passing = alternative.Passing is { } passing && other.Single is not null && !areTimes ? (ReferenceEquals(passing, alternative.Value) && !isNever ? kept : ValueSet.Refine(passing, comparison, other)) : null,
        };
        if (isNever)
        {
            result = result with { Impossibility = Reason.At(ReasonKind.FalseComparison, context.Rule, node.Range, (before, comparison, other, areTimes), static s => Never(s.before, s.comparison, s.other) + (s.areTimes ? ", both in seconds from now" : ""), alternative.ValueReason, Reason.Join(otherReason, alternative.Impossibility)) };
        }

        return result;
    }

    /// <summary>From the operator to the end of the right side: what <c>bool</c> would go into.</summary>
    private static TextRange ComparisonRange(BinaryExpr node) => new(node.OperatorRange.Start, node.Right.Range.End);

    internal static string Never(ValueSet left, BinaryOperator comparison, ValueSet right)
    {
        string op = Symbol(comparison);
        return left.IsEmpty || right.IsEmpty ? "nothing is left to compare" : $"the left side is {left}, which is never {op} {right}";
    }

    /// <summary>A comparison as it is written.</summary>
    internal static string Symbol(BinaryOperator comparison) => comparison switch
    {
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Greater => ">",
        BinaryOperator.Less => "<",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.LessOrEqual => "<=",
        _ => comparison.ToString(),
    };

    private static Alternative Arithmetic(BinaryExpr node, Alternative alternative, ValueSet value, Reason? reason, FactsContext context, Reason? dropped)
    {
        Alternative result = alternative.Computed(node, value, reason, dropped);
        if (!value.IsEmpty || !alternative.IsPossible)
        {
            return result;
        }

        return result.Dead(NotThere(node, reason, context));
    }

    private static Reason NotThere(BinaryExpr node, Reason? reason, FactsContext context) =>
        Reason.At(context.Rule, node.OperatorRange, "the operator is not there for these operands", reason);

    private static NodeFacts TransferMatched(BinaryExpr node, NodeFacts left, NodeFacts right, Matching matching, ExprFacts facts, FactsContext context)
    {
        Reason? dropped = node.DropsMetricName ? Reason.At(context.Rule, node.OperatorRange, "arithmetic drops the metric name") : null;
        Reason? narrowed = matching.NarrowsLabels ? Reason.At(context.Rule, matching.Range, "only the labels that the sides are matched on are left") : null;
        bool isAlways = left.Presence == Presence.Always && right.Presence == Presence.Always && matching.IsCertain(left, right) && matching.NeverFails(left, right)
            && !left.Value.MayBeHistogram && !right.Value.MayBeHistogram && node.Operator is not (BinaryOperator.TrimUpper or BinaryOperator.TrimLower);
        SideRelation? relation = node.IsComparison || node.Operator == BinaryOperator.Divide ? SideRelation.Find(node, matching, facts) : null;

        bool passesAll = !node.IsComparison || node.ReturnsBool;
        int pairs = left.Span.Length * right.Span.Length;
        if (pairs == 1 && node.Matching is not ({ FillLeft: not null } or { FillRight: not null }))
        {
            return new NodeFacts(ExprType.Vector, Combine(left.Span[0], right.Span[0]), isAlways && (passesAll || Holds(left.Span[0], right.Span[0])));
        }

        // Of more than are kept apart only the possible ones are kept, if there are any: the others are not even made.
        var results = ImmutableArray.CreateBuilder<Alternative>(Math.Min(MaxAlternatives, pairs));
        bool areMany = pairs > MaxAlternatives;
        bool everyPairHolds = AddPairs(onlyPossible: areMany);
        if (areMany && !IsAnyPossible(results))
        {
            results.Clear();
            everyPairHolds = AddPairs(onlyPossible: false);
        }

        AddFilled(node, left, right, matching, context, results);
        ImmutableArray<Alternative> all = results.DrainToImmutable();
        return new NodeFacts(ExprType.Vector, areMany ? CapPossible(all) : Cap(all), isAlways && (passesAll || everyPairHolds));

        bool AddPairs(bool onlyPossible)
        {
            bool allHold = true;
            foreach (Alternative l in left.Span)
            {
                foreach (Alternative r in right.Span)
                {
                    if (!onlyPossible || (l.IsPossible && r.IsPossible))
                    {
                        allHold &= Holds(l, r);
                        results.Add(Combine(l, r));
                    }
                }
            }

            return allHold;
        }

        bool Holds(Alternative l, Alternative r) => !(l.IsPossible && r.IsPossible) || ValueSet.IsAlwaysTrue(l.Value, node.Operator, r.Value);

        Alternative Combine(Alternative l, Alternative r)
        {
            Alternative pair = Pair(node, l, r, matching, dropped, narrowed, context);
            return relation is null ? pair : Relate(node, pair, relation, context);
        }
    }

    private static bool IsAnyPossible(ImmutableArray<Alternative>.Builder alternatives)
    {
        foreach (Alternative alternative in alternatives)
        {
            if (alternative.IsPossible)
            {
                return true;
            }
        }

        return false;
    }

    private static Alternative Pair(BinaryExpr node, Alternative l, Alternative r, Matching matching, Reason? dropped, Reason? narrowed, FactsContext context)
    {
        Reason? impossible = Reason.Join(l.Impossibility, r.Impossibility);
        ValueSet leftValue = l.Value;
        ValueSet rightValue = r.Value;
        string? conflict = matching.Conflict(l, r);
        if (conflict is not null && impossible is null)
        {
            impossible = Mismatch(node, matching, conflict, l, r, context);
        }

        bool isSame = conflict is null && matching.IsSameSeries(l, r);
        if (isSame)
        {
            leftValue = rightValue = leftValue.Intersect(rightValue);
            if (leftValue.IsEmpty)
            {
                impossible ??= Contradiction(node, l, r, context);
                leftValue = l.Value;
                rightValue = r.Value;
                isSame = false;
            }
        }

        LabelFacts labels = matching.ResultLabels(l, r, dropped, narrowed);
        Alternative many = matching.IsOneToMany ? r : l;
        if (node is { DropsMetricName: false, ReturnsBool: false } && many.DroppedName is not null && labels.Knows(Matching.MetricName) && labels.IsImpossible(Matching.MetricName) && (narrowed is null || matching.IsOnAllOthers))
        {
            // Where names are removed at the end, an operator that keeps them forgets that this one was to be.
            labels = labels.With(Matching.MetricName, many.Read(Matching.MetricName));
        }

        Reason? reason = null;
        if (!node.IsComparison)
        {
            leftValue = isSame ? ApplyToSame(node.Operator, leftValue) : ApplyWithTimes(node.Operator, leftValue, l.FromNow, rightValue, r.FromNow);
            reason = Reason.Join(l.ValueReason, r.ValueReason);
            if (leftValue.IsEmpty)
            {
                impossible ??= NotThere(node, reason, context);
            }
        }

        var result = new Alternative
        {
            Value = leftValue,
            FromNow = node.IsComparison ? l.FromNow : Shift(node.Operator, l.Value, l.FromNow, r.Value, r.FromNow),
            ValueReason = reason,
            Identity = node.IsComparison ? null : node,
            Passing = node.IsComparison ? null : ValueSet.Unknown,
            Labels = labels,
            DroppedName = dropped is not null ? many.DroppedName ?? many.Labels["__name__"].Values : many.DroppedName,
            Impossibility = impossible,
            Condition = l.Condition ?? r.Condition,
        };
        return node.IsComparison ? Compare(node, result, l, r, leftValue, rightValue, isSame, matching, context) : result;
    }

    /// <summary>What a comparison makes of a pair: 0 or 1 with <c>bool</c>, what passes of the left side without.</summary>
    private static Alternative Compare(BinaryExpr node, Alternative result, Alternative l, Alternative r, ValueSet leftValue, ValueSet rightValue, bool isSame, Matching matching, FactsContext context)
    {
        if (node.ReturnsBool)
        {
            ValueSet value = isSame ? CompareSame(node.Operator, leftValue, asBool: true)
                : l.FromNow is not null && r.FromNow is not null ? ValueSet.CompareBool(l.FromNow, node.Operator, r.FromNow)
                : ValueSet.CompareBool(leftValue, node.Operator, rightValue);
            return Compute(node, result, value, context, node.OperatorRange, "a comparison with bool", Reason.At(context.Rule, node.BoolRange, "`bool` drops the metric name"));
        }

        if (isSame)
        {
            ValueSet kept = CompareSame(node.Operator, leftValue, asBool: false);
            Reason same = Reason.At(context.Rule, ComparisonRange(node), "both sides are the same series", l.ValueReason);
            result = result with { Value = kept, ValueReason = same, Condition = result.Condition ?? same };
            return kept.IsEmpty ? result.Dead(Reason.At(ReasonKind.Contradiction, context.Rule, node.Range, node.Operator, static op => $"both sides are the same series, which is never {Symbol(op)} itself", l.ValueReason)) : result;
        }

        result = Filter(node, result with { ValueReason = l.ValueReason }, node.Operator, rightValue, r.FromNow, r.ValueReason, context);
        return matching.KeepsLabels ? result with { Identity = l.Identity } : result;
    }

    /// <summary>What follows from how the two sides depend on each other.</summary>
    private static Alternative Relate(BinaryExpr node, Alternative pair, SideRelation relation, FactsContext context)
    {
        if (!node.IsComparison)
        {
            return relation.Quotients() is not { } quotients || pair.Value.WithoutHistograms().Intersect(quotients) is not { IsEmpty: false } value
                ? pair
                : pair with { Value = value, ValueReason = Reason.Assuming(relation.Assumption, context.Rule, node.Range, (relation, value), static s => $"{s.relation}: the quotient is {s.value}", pair.ValueReason) };
        }

        if (relation.Decide(node.Operator) is not { } holds)
        {
            return pair;
        }

        var reason = Reason.At(ReasonKind.FalseComparison, context.Rule, node.Range, (relation, node.Operator, holds), static s => $"{s.relation}: {(s.holds ? "the left is always" : "the left is never")} {Symbol(s.Operator)} the right", pair.ValueReason);
        if (node.ReturnsBool)
        {
            return pair with { Value = ValueSet.From(holds ? 1 : 0), ValueReason = reason };
        }

        return holds ? pair : pair.Dead(reason);
    }

    private static Reason Contradiction(BinaryExpr node, Alternative l, Alternative r, FactsContext context) =>
        Reason.At(ReasonKind.Contradiction, context.Rule, node.Range, (l, r), static s => $"both sides are the same series, which is {s.l.Value} on the left and {s.r.Value} on the right", l.ValueReason, r.ValueReason);

    /// <summary>An operator between a series and itself.</summary>
    private static ValueSet ApplyToSame(BinaryOperator op, ValueSet value)
    {
        bool nan = value.MayBeNaN || double.IsNegativeInfinity(value.Min) || double.IsPositiveInfinity(value.Max);
        ValueSet numbers = value.Intervals.IsEmpty ? ValueSet.Nothing : op == BinaryOperator.Subtract ? ValueSet.From(0) : ValueSet.One;
        return op switch
        {
            BinaryOperator.Subtract => numbers.WithNaN(nan).WithHistograms(value.MayBeHistogram),

            // Native histograms cannot be divided by each other.
            BinaryOperator.Divide => numbers.WithNaN(nan || value.Contains(0)),
            _ => Apply(op, value, value),
        };
    }

    private static ValueSet CompareSame(BinaryOperator op, ValueSet value, bool asBool)
    {
        if (asBool)
        {
            return ValueSet.CompareBool(value, op, value);
        }

        return op switch
        {
            BinaryOperator.Equal => value.WithNaN(false),
            BinaryOperator.GreaterOrEqual or BinaryOperator.LessOrEqual => value.Numbers(),
            BinaryOperator.Greater or BinaryOperator.Less => ValueSet.Nothing,
            _ => (value.MayBeNaN ? ValueSet.NaN : ValueSet.Nothing).WithHistograms(value.Histograms),
        };
    }

    /// <summary>The series that have no partner where fill modifiers put one in its place.</summary>
    private static void AddFilled(BinaryExpr node, NodeFacts left, NodeFacts right, Matching matching, FactsContext context, ImmutableArray<Alternative>.Builder results)
    {
        if (node.Matching?.FillRight is { } fillRight)
        {
            AddFilled(node, left, ValueSet.From(fillRight), isLeft: true, matching, context, results);
        }

        if (node.Matching?.FillLeft is { } fillLeft)
        {
            AddFilled(node, right, ValueSet.From(fillLeft), isLeft: false, matching, context, results);
        }
    }

    /// <summary>The series of one side that have no partner, with a fixed number in the partner's place.</summary>
    private static void AddFilled(BinaryExpr node, NodeFacts side, ValueSet fill, bool isLeft, Matching matching, FactsContext context, ImmutableArray<Alternative>.Builder results)
    {
        Reason reason = Reason.At(context.Rule, node.Matching!.FillRange, fill, static fill => $"series without a partner meet {fill} here");
        foreach (Alternative alternative in side.Span)
        {
            ValueSet leftValue = isLeft ? alternative.Value : fill;
            ValueSet rightValue = isLeft ? fill : alternative.Value;
            Alternative result = alternative.Computed(node, leftValue, Reason.Join(alternative.ValueReason, reason), dropped: null) with { Labels = FilledLabels(node, alternative, matching) };
            if (!node.IsComparison)
            {
                result = Arithmetic(node, result, Apply(node.Operator, leftValue, rightValue), result.ValueReason, context, dropped: null);
            }
            else if (node.ReturnsBool)
            {
                result = Compute(node, result, ValueSet.CompareBool(leftValue, node.Operator, rightValue), context, node.OperatorRange, "a comparison with bool", dropped: null);
            }
            else
            {
                result = Filter(node, result, node.Operator, rightValue, null, reason, context);
            }

            results.Add(result);
        }
    }

    /// <summary>The labels of a series without a partner; a comparison forgets that a name was to be removed at the end.</summary>
    private static LabelFacts FilledLabels(BinaryExpr node, Alternative alternative, Matching matching)
    {
        LabelFacts labels = matching.FilledLabels(alternative);
        return node.IsComparison && alternative.DroppedName is { } name ? labels.With(Matching.MetricName, new LabelFact(labels[Matching.MetricName].Values.Union(name), null)) : labels;
    }
}
