using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Facts;

/// <summary>From the facts of a node's children to the facts of the node.</summary>
internal static partial class Transfer
{
    /// <summary>More ways for a result to come about than this are told apart no longer.</summary>
    private const int MaxAlternatives = 16;

    public static NodeFacts Of(Expr node, ExprFacts facts, FactsContext context) => node switch
    {
        NumberLiteral number => Scalar(ValueSet.Of(number.Value), null),
        StringLiteral => new NodeFacts(ExprType.String, [new Alternative { Value = ValueSet.Nothing, Labels = LabelFacts.None(null) }], isAlways: true),
        ParenExpr paren => facts.Find(paren.Inner),
        UnaryExpr unary => OfUnary(unary, facts.Find(unary.Operand), context),
        VectorSelector selector => OfSelector(selector, context),
        MatrixSelector matrix => OfRange(facts.Find(matrix.Selector)),
        SubqueryExpr subquery => OfRange(facts.Find(subquery.Inner)),
        BinaryExpr binary => OfBinary(binary, facts.Find(binary.Left), facts.Find(binary.Right), context),
        AggregateExpr aggregate => OfAggregate(aggregate, facts, context),
        Call call => OfCall(call, facts, context),
        _ => Scalar(ValueSet.AnyFloat, null),
    };

    /// <summary>At most as many alternatives as are told apart; those beyond become one that covers them all.</summary>
    public static ImmutableArray<Alternative> Cap(ImmutableArray<Alternative> alternatives)
    {
        if (alternatives.Length <= MaxAlternatives)
        {
            return alternatives;
        }

        IEnumerable<Alternative> possible = alternatives.Where(static a => a.IsPossible);
        ImmutableArray<Alternative> kept = possible.Any() ? [.. possible] : alternatives;
        if (kept.Length <= MaxAlternatives)
        {
            return kept;
        }

        Alternative joined = kept[MaxAlternatives - 1];
        foreach (Alternative alternative in kept.AsSpan()[MaxAlternatives..])
        {
            joined = Join(joined, alternative);
        }

        return [.. kept.AsSpan()[..(MaxAlternatives - 1)], joined];
    }

    private static Alternative Join(Alternative a, Alternative b)
    {
        ValueSet value = a.Value.Union(b.Value);
        return new Alternative
        {
            Value = value,
            ValueReason = value.IsUnknown ? null : Reason.Join(a.ValueReason, b.ValueReason),
            Labels = a.Labels.Union(b.Labels),
            Impossibility = a.IsPossible || b.IsPossible ? null : a.Impossibility,
            Condition = a.Condition is null || b.Condition is null ? null : a.Condition,
            DroppedName = a.DroppedName is null ? b.DroppedName : b.DroppedName is null ? a.DroppedName : a.DroppedName.Union(b.DroppedName),
        };
    }

    private static NodeFacts Scalar(ValueSet value, Reason? reason) =>
        new(ExprType.Scalar, [new Alternative { Value = value, ValueReason = reason, Labels = LabelFacts.None(null) }], isAlways: true);

    private static NodeFacts OfUnary(UnaryExpr unary, NodeFacts operand, FactsContext context)
    {
        if (!unary.IsNegative)
        {
            return operand;
        }

        Reason dropped = Reason.At(context.Rule, unary.OperatorRange, static () => "the sign drops the metric name");
        return Each(operand, alternative => Recompute(unary, alternative, ValueSet.Negate(alternative.Value), alternative.ValueReason).WithoutName(dropped), operand.Presence == Presence.Always);
    }

    /// <summary>A range vector: each series as before, but whatever is asked of it is asked of a stretch of time, which may be empty.</summary>
    private static NodeFacts OfRange(NodeFacts inner)
    {
        var alternatives = ImmutableArray.CreateBuilder<Alternative>(inner.Alternatives.Length);
        foreach (Alternative alternative in inner.Alternatives)
        {
            alternatives.Add(alternative.Identity is null ? alternative : alternative with { Identity = null, Passing = null });
        }

        return new NodeFacts(ExprType.Matrix, alternatives.MoveToImmutable(), isAlways: false);
    }

    private static NodeFacts Each(NodeFacts operand, Func<Alternative, Alternative> change, bool isAlways)
    {
        var alternatives = ImmutableArray.CreateBuilder<Alternative>(operand.Alternatives.Length);
        foreach (Alternative alternative in operand.Alternatives)
        {
            alternatives.Add(change(alternative));
        }

        return new NodeFacts(operand.Type, alternatives.MoveToImmutable(), isAlways);
    }

    /// <summary>The series with a value computed anew.</summary>
    private static Alternative Recompute(Expr node, Alternative alternative, ValueSet value, Reason? reason) =>
        alternative with { Value = value, ValueReason = reason, Identity = node, Passing = ValueSet.Unknown };

    /// <summary>As <see cref="Recompute"/>, with the function or operator as the reason where it says something of the value.</summary>
    private static Alternative Compute(Expr node, Alternative alternative, ValueSet value, FactsContext context, Text.TextRange range, string what)
    {
        if (value.IsEmpty && alternative.IsPossible)
        {
            ValueSet operand = alternative.Value;
            return Recompute(node, alternative, value, alternative.ValueReason).Dead(Reason.At(context.Rule, range, () => $"`{what}` gives nothing for {operand}", alternative.ValueReason));
        }

        Reason? reason = !value.IsBounded || value.IsUnknown ? alternative.ValueReason : Reason.At(context.Rule, range, () => $"`{what}` gives {value}", alternative.ValueReason);
        return Recompute(node, alternative, value, reason);
    }
}
