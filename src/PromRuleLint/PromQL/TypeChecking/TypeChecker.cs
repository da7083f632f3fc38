using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.PromQL.TypeChecking;

/// <summary>
/// Finds all that the grammar lets through and Prometheus does not: types, numbers of arguments, matching, durations and
/// feature flags. Follows <c>checkAST</c> of the reference's <c>promql/parser/parse.go</c>. An expression without a type has its
/// error already; nothing is concluded from it.
/// </summary>
internal static class TypeChecker
{
    /// <summary>Adds the errors of a tree to <paramref name="errors"/>, which is made when there is a first one.</summary>
    public static void Check(Expr root, string text, PromQLOptions options, ref List<PromQLError>? errors)
    {
        var context = new TypeCheckContext(text, options, errors);
        for (Expr? expr = root; expr is not null; expr = context.Next())
        {
            Check(ref context, expr);
        }

        context.Return();
        errors = context.Errors;
    }

    private static void Check(ref TypeCheckContext context, Expr expr)
    {
        WorkCounter.Step();
        if (context.Options.Texts is { } texts)
        {
            TreeTexts.Share(expr, texts);
        }

        for (SyntaxFault? fault = expr.Fault; fault is not null; fault = fault.Next)
        {
            context.Add(fault.Error);
        }

        switch (expr.Kind)
        {
            case ExprKind.NumberLiteral or ExprKind.StringLiteral:
                break;
            case ExprKind.VectorSelector:
                SelectorChecker.Check(ref context, (VectorSelector)expr, mayMatchAll: false);
                break;
            case ExprKind.MatrixSelector:
                var matrix = (MatrixSelector)expr;
                context.Visit(matrix.Selector);
                DurationChecker.CheckWindow(ref context, matrix.Window);
                break;
            case ExprKind.SubqueryExpr:
                SubqueryChecker.Check(ref context, (SubqueryExpr)expr);
                break;
            case ExprKind.AggregateExpr:
                AggregationChecker.Check(ref context, (AggregateExpr)expr);
                break;
            case ExprKind.BinaryExpr:
                OperatorChecker.Check(ref context, (BinaryExpr)expr);
                break;
            case ExprKind.UnaryExpr:
                OperatorChecker.CheckSign(ref context, (UnaryExpr)expr);
                break;
            case ExprKind.ParenExpr:
                context.Visit(((ParenExpr)expr).Inner);
                break;
            case ExprKind.Call:
                CallChecker.Check(ref context, (Call)expr);
                break;
            default:
                for (int i = 0; i < expr.ChildCount; i++)
                {
                    context.Visit(expr.GetChild(i));
                }

                break;
        }
    }
}
