using System.Collections.Immutable;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>The labels by which several series of one side of an operator may fall into one match group.</summary>
internal static class ExtraLabels
{
    /// <summary>Whether a side is matched on a label that it cannot have: that is the fault, and it is reported.</summary>
    public static bool MatchesOnNothing(ExpressionContext context, BinaryExpr node, VectorMatching matching) =>
        matching.IsOn && matching.Labels.Any(label => context.FactsOf(node.Left)?.Labels.IsImpossible(label.Name) == true || context.FactsOf(node.Right)?.Labels.IsImpossible(label.Name) == true);

    /// <summary>Rules that read each other have an end.</summary>
    private const int MaxRules = 8;

    /// <summary>
    /// The first label that an aggregation on this side, or in the rule that records it, keeps by name although the sides are
    /// not matched on it, and which may have several values; null where the side is anything but such an aggregation, or where
    /// every label is matched.
    /// </summary>
    /// <param name="context">Where the operator stands.</param>
    /// <param name="side">One side of the operator.</param>
    /// <param name="matching">How the sides are matched.</param>
    public static ExtraLabel? First(ExpressionContext context, Expr side, VectorMatching matching)
    {
        Expr core = Core(side);
        if (context.FactsOf(core) is not { Presence: not Presence.Never } facts)
        {
            return null;
        }

        Rule rule = context.Rule;
        Expr grouped = core;
        for (int rules = 0; rules < MaxRules && grouped is VectorSelector { Name: { } metric } && context.RuleSet.RecordedOnlyBy(metric) is { } recording; rules++)
        {
            rule = recording;
            grouped = Core(recording.Expression!.Root!);
        }

        if (grouped is not AggregateExpr { Without: false } aggregate || IsSelection(aggregate.Operator))
        {
            return null;
        }

        foreach (LabelName label in aggregate.Grouping)
        {
            bool isListed = matching.Lists(label.Name);
            if (label.Name != "__name__" && isListed != matching.IsOn && !matching.Includes(label.Name) && facts.Labels[label.Name].Values is { MayBePresent: true, Single: null })
            {
                return new ExtraLabel(label, rule);
            }
        }

        return null;
    }

    /// <summary>From the operator to the end of <c>on</c> or <c>ignoring</c>.</summary>
    public static TextRange RangeOf(BinaryExpr node) => TextRange.Union(node.OperatorRange, node.Matching!.LabelsRange);

    /// <summary>Whether a list holds a label.</summary>
    public static bool Contains(ImmutableArray<LabelName> labels, string name)
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

    /// <summary>Whether an aggregation passes some series on with all their labels.</summary>
    public static bool IsSelection(AggregateOperator op) => op is AggregateOperator.TopK or AggregateOperator.BottomK or AggregateOperator.LimitK or AggregateOperator.LimitRatio;

    /// <summary>What is left below signs, parentheses and arithmetic with a number, which neither drop a series nor a label.</summary>
    private static Expr Core(Expr expr)
    {
        while (true)
        {
            switch (expr)
            {
                case ParenExpr paren:
                    expr = paren.Inner;
                    break;
                case UnaryExpr unary:
                    expr = unary.Operand;
                    break;
                case BinaryExpr { IsComparison: false, Left.Type: ExprType.Scalar } binary:
                    expr = binary.Right;
                    break;
                case BinaryExpr { IsComparison: false, Right.Type: ExprType.Scalar } binary:
                    expr = binary.Left;
                    break;
                default:
                    return expr;
            }
        }
    }
}
