using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.PromQL.TypeChecking;

/// <summary>Subqueries: the type of what they are over, their durations and modifiers.</summary>
internal static class SubqueryChecker
{
    public static void Check(ref TypeCheckContext context, SubqueryExpr subquery)
    {
        context.Visit(subquery.Inner);
        DurationChecker.CheckWindow(ref context, subquery.Window);
        if (subquery.Step is { } step)
        {
            DurationChecker.CheckWindow(ref context, step);
        }

        SelectorChecker.CheckModifiers(ref context, subquery.Offset, subquery.At);
        ExprType type = subquery.Inner.Type;
        if (type is not (ExprType.Vector or ExprType.None))
        {
            string remedy = type == ExprType.Scalar ? "; make it a vector with vector(…)" : type == ExprType.Matrix ? "; apply a function such as rate(…) or max_over_time(…) first" : "";
            context.Add(
                PromQLErrorKind.WrongOperandType,
                subquery.Range,
                $"a subquery takes an instant vector, but '{context.TextAt(subquery.Inner.Range)}' is a {TypeNames.Name(type)}{remedy}");
        }
    }
}
