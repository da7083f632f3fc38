using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Facts;

/// <summary>From the facts of a node's children to the facts of the node.</summary>
internal static partial class Transfer
{
    /// <summary>The most ways for a result to come about that are kept apart.</summary>
    private const int MaxAlternatives = 16;

    /// <summary>The facts of the whole numbers that most expressions are compared and multiplied with.</summary>
    private static readonly ImmutableArray<NodeFacts> SmallNumbers = MakeSmallNumbers();

    private static NodeFacts StringFacts { get; } = new(ExprType.String, new Alternative { Value = ValueSet.Nothing, Labels = LabelFacts.None(null) }, isAlways: true);

    public static NodeFacts Evaluate(Expr node, ExprFacts facts, FactsContext context) => node.Kind switch
    {
        ExprKind.NumberLiteral => Number(((NumberLiteral)node).Value),
        ExprKind.StringLiteral => StringFacts,
        ExprKind.ParenExpr => facts.Find(((ParenExpr)node).Inner),
        ExprKind.UnaryExpr => TransferUnary((UnaryExpr)node, facts.Find(((UnaryExpr)node).Operand), context),
        ExprKind.VectorSelector => TransferSelector((VectorSelector)node, context),
        ExprKind.MatrixSelector => TransferRange(facts.Find(((MatrixSelector)node).Selector)),
        ExprKind.SubqueryExpr => TransferRange(facts.Find(((SubqueryExpr)node).Inner)),
        ExprKind.BinaryExpr => TransferBinary((BinaryExpr)node, facts.Find(((BinaryExpr)node).Left), facts.Find(((BinaryExpr)node).Right), facts, context),
        ExprKind.AggregateExpr => TransferAggregate((AggregateExpr)node, facts, context),
        ExprKind.Call => TransferCall((Call)node, facts, context),
        _ => Scalar(ValueSet.AnyFloat, null),
    };

    /// <summary>At most as many alternatives as are kept apart; the others become one that covers them all.</summary>
    public static ImmutableArray<Alternative> Cap(ImmutableArray<Alternative> alternatives) =>
        alternatives.Length <= MaxAlternatives ? alternatives : CapPossible(alternatives);

    /// <summary>The same where more than are kept apart were there: only the possible ones are kept, if there are any.</summary>
    private static ImmutableArray<Alternative> CapPossible(ImmutableArray<Alternative> alternatives)
    {
        int possible = 0;
        foreach (Alternative alternative in alternatives)
        {
            possible += alternative.IsPossible ? 1 : 0;
        }

        ImmutableArray<Alternative> kept = possible == 0 || possible == alternatives.Length ? alternatives : alternatives.RemoveAll(static alternative => !alternative.IsPossible);
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

    private static ImmutableArray<NodeFacts> MakeSmallNumbers()
    {
        var numbers = new NodeFacts[101];
        for (int number = 0; number < numbers.Length; number++)
        {
            numbers[number] = Scalar(ValueSet.From(number), null);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(numbers);
    }

    private static NodeFacts Number(double value) =>
        value >= 0 && value < SmallNumbers.Length && value == (int)value && !double.IsNegative(value) ? SmallNumbers[(int)value] : Scalar(ValueSet.From(value), null);

    private static NodeFacts Scalar(ValueSet value, Reason? reason, ValueSet? fromNow = null) =>
        new(ExprType.Scalar, new Alternative { Value = value, ValueReason = reason, Labels = LabelFacts.None(null), FromNow = fromNow }, isAlways: true);

    private static NodeFacts TransferUnary(UnaryExpr unary, NodeFacts operand, FactsContext context)
    {
        if (!unary.IsNegative)
        {
            return operand;
        }

        Reason dropped = Reason.At(context.Rule, unary.OperatorRange, "the sign drops the metric name");
        return Each(
            operand,
            (unary, dropped),
            static (alternative, s) => alternative.Computed(s.unary, ValueSet.Negate(alternative.Value), alternative.ValueReason, s.dropped),
            operand.Presence == Presence.Always);
    }

    /// <summary>A range vector: each series as before, but whatever is asked of it is asked of a stretch of time, which may be empty.</summary>
    private static NodeFacts TransferRange(NodeFacts inner) =>
        // Inside, now is another time.
        HasTimes(inner)
            ? new NodeFacts(ExprType.Matrix, [.. inner.Alternatives.Select(static alternative => alternative with { FromNow = null })], isAlways: false)
            : new NodeFacts(ExprType.Matrix, inner, isAlways: false);

    private static bool HasTimes(NodeFacts facts)
    {
        foreach (Alternative alternative in facts.Span)
        {
            if (alternative.FromNow is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static NodeFacts Each(NodeFacts operand, Func<Alternative, Alternative> change, bool isAlways) =>
        Each(operand, change, static (alternative, change) => change(alternative), isAlways);

    /// <summary>The same change of each alternative; what it needs is handed over, so that nothing is captured.</summary>
    private static NodeFacts Each<T>(NodeFacts operand, T state, Func<Alternative, T, Alternative> change, bool isAlways, ExprType? type = null)
    {
        if (operand.Span.Length == 1)
        {
            Alternative changed = change(operand.Span[0], state);
            return new NodeFacts(type ?? operand.Type, changed, isAlways && StaysApart(operand.Span[0], changed));
        }

        var alternatives = new Alternative[operand.Span.Length];
        for (int i = 0; i < alternatives.Length; i++)
        {
            alternatives[i] = change(operand.Span[i], state);
            isAlways &= StaysApart(operand.Span[i], alternatives[i]);
        }

        return NodeFacts.Owning(type ?? operand.Type, alternatives, isAlways);
    }

    /// <summary>Whether no two series become the same: two that only their names told apart make the evaluation fail.</summary>
    private static bool StaysApart(Alternative before, Alternative after) =>
        before.HasOneName || after.Labels[Matching.MetricName].Values.MayBePresent || !before.IsPossible;

    /// <summary>The series with a value computed anew, with the function or operator as the reason where it says something of the value.</summary>
    private static Alternative Compute(Expr node, Alternative alternative, ValueSet value, FactsContext context, TextRange range, string what, Reason? dropped)
    {
        if (value.IsEmpty && alternative.IsPossible)
        {
            return alternative.Computed(node, value, alternative.ValueReason, dropped)
                .Dead(Reason.At(context.Rule, range, (what, alternative.Value), static s => $"`{s.what}` gives nothing for {s.Value}", alternative.ValueReason));
        }

        Reason? reason = !value.IsBounded || value.IsUnknown ? alternative.ValueReason : Reason.At(context.Rule, range, (what, value), static s => $"`{s.what}` gives {s.value}", alternative.ValueReason);
        return alternative.Computed(node, value, reason, dropped);
    }
}
