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
        // Most alerts have one source: only where the way parts something is kept for later.
        Stack<Expr>? others = null;
        Expr? expr = root;
        do
        {
            while (Next(expr) is ({ } first, var second))
            {
                if (second is not null)
                {
                    (others ??= new()).Push(second);
                }

                expr = first;
            }

            yield return expr;
        }
        while (others is not null && others.TryPop(out expr));
    }

    private static (Expr? First, Expr? Second) Next(Expr expr) => expr switch
    {
        ParenExpr paren => (paren.Inner, null),
        UnaryExpr unary => (unary.Operand, null),
        BinaryExpr { Operator: BinaryOperator.And or BinaryOperator.Unless } set => (set.Left, null),
        BinaryExpr binary => (binary.Left, binary.Right),
        Call { Subject: { Type: ExprType.Vector } subject } call when call.Has(FunctionTraits.KeepsSeries) => (subject, null),
        _ => default,
    };
}
