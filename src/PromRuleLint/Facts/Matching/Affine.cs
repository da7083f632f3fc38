using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Facts;

/// <summary>A vector as a multiple of another one plus a number: <c>factor · base + offset</c>, series by series.</summary>
/// <param name="Base">The expression whose series they are, without parentheses, filters and set operators around it.</param>
/// <param name="Factor">What its values are multiplied by; neither 0 nor infinite.</param>
/// <param name="Offset">What is added.</param>
/// <param name="Facts">The facts of the expression that the base is part of: this rule's, or those of a rule that records it.</param>
internal readonly record struct Affine(Expr Base, double Factor, double Offset, ExprFacts Facts)
{
    /// <summary>The vector seen so; each of its series is one of the base, perhaps not all are there.</summary>
    public static Affine From(Expr expr, ExprFacts facts)
    {
        (double factor, double offset) = (1, 0);
        while (true)
        {
            switch (expr)
            {
                case ParenExpr paren:
                    expr = paren.Inner;
                    break;
                case UnaryExpr unary:
                    factor = unary.IsNegative ? -factor : factor;
                    expr = unary.Operand;
                    break;
                case BinaryExpr { Operator: BinaryOperator.And or BinaryOperator.Unless } set when set.Matching is not null:
                    expr = set.Left;
                    break;
                case BinaryExpr { IsComparison: true, ReturnsBool: false, Type: ExprType.Vector } filter when filter.Left.Type == ExprType.Vector && !JoinsLabels(filter):
                    expr = filter.Left;
                    break;
                case BinaryExpr { IsComparison: false, Type: ExprType.Vector } arithmetic when Step(arithmetic, facts, ref factor, ref offset) is { } operand:
                    expr = operand;
                    break;
                case VectorSelector selector when facts.SameEvaluation(selector) is { } recording:
                    (expr, facts) = (recording.Root, recording);
                    break;
                default:
                    return new Affine(expr, factor, offset, facts);
            }
        }
    }

    /// <summary>Whether the labels of a filter's result are not those of its left side.</summary>
    private static bool JoinsLabels(BinaryExpr filter) => filter.Right.Type == ExprType.Vector && !new Matching(filter).KeepsLabels;

    /// <summary>The vector that an operator combines with one number, which goes into factor and offset; null for other operators.</summary>
    private static Expr? Step(BinaryExpr node, ExprFacts facts, ref double factor, ref double offset)
    {
        bool isLeft = node.Left.Type == ExprType.Vector;
        if (isLeft == (node.Right.Type == ExprType.Vector) || facts.ForNode(isLeft ? node.Right : node.Left).Value.Single is not { } number || !double.IsFinite(number))
        {
            return null;
        }

        (double nextFactor, double nextOffset) = node.Operator switch
        {
            BinaryOperator.Add => (factor, offset + factor * number),
            BinaryOperator.Subtract => isLeft ? (factor, offset - factor * number) : (-factor, offset + factor * number),
            BinaryOperator.Multiply => (factor * number, offset),
            BinaryOperator.Divide when isLeft => (factor / number, offset),
            _ => (0, 0),
        };

        // Where digits are lost nothing can be said.
        if (!double.IsFinite(nextOffset) || Math.Abs(nextFactor) is not (> 1e-100 and < 1e100))
        {
            return null;
        }

        (factor, offset) = (nextFactor, nextOffset);
        return isLeft ? node.Left : node.Right;
    }
}
