using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Semantics;

/// <summary>Which expressions are 0 by nature while nothing happens: how fast, or by how much, counters grow.</summary>
internal static class Idleness
{
    private const int MaxSteps = 256;

    /// <summary>Whether both sides of a division may be 0 at the same time, because both say how much has happened.</summary>
    public static bool MayBothBeIdle(RuleSetFacts facts, Rule rule, BinaryExpr division) =>
        IsIdle(facts, rule, division.Left) && IsIdle(facts, rule, division.Right);

    private static bool IsIdle(RuleSetFacts facts, Rule rule, Expr expr)
    {
        int steps = MaxSteps;
        return IsIdle(facts, rule, expr, ref steps);
    }

    private static bool IsIdle(RuleSetFacts facts, Rule rule, Expr expr, ref int steps)
    {
        if (--steps < 0 || facts.ForRule(rule)?.ForNode(expr) is not { } fact || !fact.Value.Contains(0))
        {
            return false;
        }

        switch (expr)
        {
            case Call { Subject: MatrixSelector { Selector.Name: var counter } } call when call.Has(FunctionTraits.IsCounterAware):
                return counter is null || !WellKnownMetrics.Has(counter, MetricTraits.NeverIdle);
            case ParenExpr paren:
                return IsIdle(facts, rule, paren.Inner, ref steps);
            case AggregateExpr { Operator: AggregateOperator.Sum or AggregateOperator.Avg or AggregateOperator.Min or AggregateOperator.Max } aggregate:
                return IsIdle(facts, rule, aggregate.Operand, ref steps);
            case Call { Subject: { Type: ExprType.Vector } argument } call when call.Has(FunctionTraits.KeepsValue):
                return IsIdle(facts, rule, argument, ref steps);
            case BinaryExpr { Operator: BinaryOperator.Add or BinaryOperator.Subtract } both:
                return IsIdle(facts, rule, both.Left, ref steps) && IsIdle(facts, rule, both.Right, ref steps);
            case BinaryExpr { Operator: BinaryOperator.Multiply } product:
                return IsIdle(facts, rule, product.Left, ref steps) || IsIdle(facts, rule, product.Right, ref steps);
            case BinaryExpr { Operator: BinaryOperator.Divide } scaled when scaled.Right.WithoutParens() is NumberLiteral:
                return IsIdle(facts, rule, scaled.Left, ref steps);
            case VectorSelector { Name: { } name }:
                return !facts.Rules.MayBeRecordedUnread(name) && facts.Rules.RecordingRules(name) is [{ Expression.Root: { } root } recording] && IsIdle(facts, recording, root, ref steps);
            default:
                return false;
        }
    }
}
