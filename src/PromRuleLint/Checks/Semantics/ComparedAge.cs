using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>An age that a comparison looks at.</summary>
/// <param name="Value">What it is the age of.</param>
/// <param name="Bound">What it is compared with; null where the value is compared with the time of evaluation, or that less something.</param>
/// <param name="Scale">What the age in seconds is multiplied by.</param>
/// <param name="IsLeftLarger">Whether the left side is the larger one where the age is large.</param>
internal sealed record ComparedAge(Expr Value, Expr? Bound, double Scale, bool IsLeftLarger)
{
    /// <summary>The age that a comparison looks at; null where it looks at none.</summary>
    public static ComparedAge? Find(BinaryExpr node)
    {
        if (Age(node.Left) is var (left, leftScale))
        {
            return new ComparedAge(left, node.Right, leftScale, true);
        }

        if (Age(node.Right) is var (right, rightScale))
        {
            return new ComparedAge(right, node.Left, rightScale, false);
        }

        return node.Left.Type == ExprType.Vector && Clock.IsPast(node.Right) ? new ComparedAge(node.Left, null, 1, false)
            : node.Right.Type == ExprType.Vector && Clock.IsPast(node.Left) ? new ComparedAge(node.Right, null, 1, true)
            : null;
    }

    /// <summary>What an expression is the age of, and what the age in seconds is multiplied by; null where it is no age.</summary>
    public static (Expr Value, double Scale)? Age(Expr expr)
    {
        double scale = 1;
        while (true)
        {
            expr = expr.WithoutParens();
            switch (expr)
            {
                case BinaryExpr { Operator: BinaryOperator.Subtract, Right.Type: ExprType.Vector } difference when Clock.IsNow(difference.Left):
                    return (difference.Right, scale);
                case UnaryExpr { IsNegative: true } negated when negated.Operand.WithoutParens() is BinaryExpr { Operator: BinaryOperator.Subtract, Left.Type: ExprType.Vector } difference && Clock.IsNow(difference.Right):
                    return (difference.Left, scale);
                case BinaryExpr { Operator: BinaryOperator.Divide } quotient when quotient.Right.WithoutParens() is NumberLiteral { Value: > 0 } divisor:
                    scale /= divisor.Value;
                    expr = quotient.Left;
                    break;
                case BinaryExpr { Operator: BinaryOperator.Multiply } product when product.Right.WithoutParens() is NumberLiteral { Value: > 0 } factor:
                    scale *= factor.Value;
                    expr = product.Left;
                    break;
                case AggregateExpr or Call when SeriesOrigins.Next(expr, OriginPaths.Picks | OriginPaths.Sums) is ({ } inner, null):
                    expr = inner;
                    break;
                default:
                    return null;
            }
        }
    }
}
