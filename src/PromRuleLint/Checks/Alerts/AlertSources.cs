using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Alerts;

/// <summary>Where the series of an alert come from.</summary>
internal static class AlertSources
{
    /// <summary>
    /// The parts of an expression whose series, with their labels, become alerts: through parentheses, comparisons,
    /// arithmetic, set operators and functions that keep their argument's series.
    /// </summary>
    public static IEnumerable<Expr> Find(Expr root)
    {
        var stack = new Stack<Expr>();
        stack.Push(root);
        while (stack.TryPop(out Expr? expr))
        {
            switch (expr)
            {
                case ParenExpr paren:
                    stack.Push(paren.Inner);
                    break;
                case UnaryExpr unary:
                    stack.Push(unary.Operand);
                    break;
                case BinaryExpr { Operator: BinaryOperator.And or BinaryOperator.Unless } set:
                    stack.Push(set.Left);
                    break;
                case BinaryExpr binary:
                    stack.Push(binary.Right);
                    stack.Push(binary.Left);
                    break;
                case Call { Subject: { Type: ExprType.Vector } subject } call when call.Has(FunctionTraits.KeepsSeries):
                    stack.Push(subject);
                    break;
                default:
                    yield return expr;
                    break;
            }
        }
    }
}
