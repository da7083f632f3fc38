using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>Expressions of the time of evaluation.</summary>
internal static class Clock
{
    /// <summary>Whether an expression is the time of evaluation: <c>time()</c>, also as a vector.</summary>
    public static bool IsNow(Expr expr) => expr.WithoutParens() switch
    {
        Call { Name: "time" } => true,
        Call { Name: "vector", ArgumentSpan: [var inner] } => inner.WithoutParens() is Call { Name: "time" },
        _ => false,
    };

    /// <summary>Whether an expression is the time of evaluation, or that less something that is no series.</summary>
    public static bool IsPast(Expr expr)
    {
        Expr at = expr.WithoutParens();
        while (at is BinaryExpr { Operator: BinaryOperator.Subtract, Right.Type: ExprType.Scalar } difference)
        {
            at = difference.Left.WithoutParens();
        }

        return IsNow(at);
    }
}
