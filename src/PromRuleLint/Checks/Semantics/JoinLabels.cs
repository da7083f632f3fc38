using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>What becomes of a label that <c>group_left</c> or <c>group_right</c> brings in.</summary>
internal static class JoinLabels
{
    /// <summary>
    /// The node above that drops the label, without anything in between having looked at it; null where it is used, where it
    /// reaches the result, or where that is not plain.
    /// </summary>
    /// <param name="context">The operator that brings the label in.</param>
    /// <param name="label">The label.</param>
    public static Expr? DroppedBy(ExpressionContext context, string label)
    {
        Expr below = context.Node;
        for (int up = 0; context.Ancestor(up) is { } node; up++)
        {
            bool? isKept = node switch
            {
                ParenExpr or UnaryExpr => true,
                AggregateExpr aggregate when ReferenceEquals(aggregate.Operand, below) => Keeps(aggregate, label),
                BinaryExpr binary => Keeps(binary, ReferenceEquals(binary.Left, below), label),
                _ => null,
            };
            if (isKept is not true)
            {
                return isKept is null ? null : node;
            }

            below = node;
        }

        return null;
    }

    /// <summary>Whether the label is still there after an aggregation; null where the aggregation looks at it.</summary>
    private static bool? Keeps(AggregateExpr aggregate, string label)
    {
        bool isListed = ExtraLabels.Contains(aggregate.Grouping, label);
        if (ExtraLabels.IsSelection(aggregate.Operator))
        {
            // Which series of a group are selected may depend on their order.
            return null;
        }

        return isListed == aggregate.Without ? false : null;
    }

    /// <summary>Whether the label is still there after an operator; null where the operator looks at it, or is not plain.</summary>
    private static bool? Keeps(BinaryExpr binary, bool isLeft, string label)
    {
        if (binary.Matching is not { } matching)
        {
            return (isLeft ? binary.Right : binary.Left).Type == ExprType.Scalar ? true : null;
        }

        bool isMatched = matching.Lists(label) == matching.IsOn;
        if (isMatched || matching.Includes(label) || (matching.FillLeft ?? matching.FillRight) is not null)
        {
            return null;
        }

        return matching.Cardinality switch
        {
            MatchCardinality.OneToOne => false,
            MatchCardinality.ManyToOne => isLeft,
            MatchCardinality.OneToMany => !isLeft,
            _ => binary.Operator == BinaryOperator.Or || isLeft,
        };
    }
}
