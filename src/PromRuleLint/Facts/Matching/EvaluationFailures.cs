using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Facts;

/// <summary>Which expressions may fail when they are evaluated, whatever series there are: what fails returns nothing at all.</summary>
internal static class EvaluationFailures
{
    /// <summary>Whether some node of an expression may fail.</summary>
    public static bool MayFail(Expr expr, ExprFacts facts)
    {
        foreach (Expr node in expr.DescendantsAndSelf())
        {
            if (node switch
            {
                BinaryExpr binary => MayFail(binary, facts),
                UnaryExpr { IsNegative: true } unary => unary.Type == ExprType.Vector && MayCollide(facts.Find(unary.Operand)),
                Call call => MayFail(call, facts),
                VectorSelector selector => selector.Extension != SelectorExtension.None,
                AggregateExpr { Parameter: { } parameter, Operator: not AggregateOperator.CountValues and not AggregateOperator.Quantile } => facts.Find(parameter).Value.Single is not { } number || !double.IsFinite(number),
                _ => false,
            })
            {
                return true;
            }
        }

        return false;
    }

    private static bool MayFail(BinaryExpr binary, ExprFacts facts)
    {
        if (binary.Operator == BinaryOperator.Or && facts.DelaysNameRemoval)
        {
            return MayCollideAtTheEnd(facts.Find(binary.Left)) || MayCollideAtTheEnd(facts.Find(binary.Right));
        }

        if (binary.Type != ExprType.Vector || binary.IsSetOperation)
        {
            return false;
        }

        if (binary.Left.Type == ExprType.Scalar || binary.Right.Type == ExprType.Scalar)
        {
            return (binary.DropsMetricName || binary.ReturnsBool) && MayCollide(facts.Find(binary.Left.Type == ExprType.Scalar ? binary.Right : binary.Left));
        }

        return !new Matching(binary).NeverFails(facts.Find(binary.Left), facts.Find(binary.Right));
    }

    private static bool MayFail(Call call, ExprFacts facts) =>
        call.Has(FunctionTraits.ReadsBuckets)
        || (call.Subject is { } subject && (call.Has(FunctionTraits.WritesLabels)
            ? facts.Find(subject).Relevant.Any(static alternative => !alternative.Labels.IsEmptySet)
            : call.Has(FunctionTraits.KeepsSeries) && !call.Has(FunctionTraits.KeepsName) && MayCollide(facts.Find(subject))));

    /// <summary>
    /// Whether series still have labels of type or unit that go with their names at the end, also where an aggregation has
    /// taken the name already, when they may be told apart from others by nothing else.
    /// </summary>
    private static bool MayCollideAtTheEnd(NodeFacts facts) =>
        facts.Relevant.Any(static alternative => (alternative.DroppedName is not null || alternative.Labels.IsImpossible(Matching.MetricName)) && (!alternative.Labels.IsImpossible("__type__") || !alternative.Labels.IsImpossible("__unit__")));

    /// <summary>Whether two series may be told apart by their names alone, or by the labels of type and unit, which go with the name.</summary>
    private static bool MayCollide(NodeFacts facts) =>
        facts.Relevant.Any(static alternative => !alternative.HasOneName)
        || (facts.Span.Length > 1 && facts.Relevant.Any(static alternative => !alternative.Labels.IsImpossible("__type__") || !alternative.Labels.IsImpossible("__unit__")));
}
