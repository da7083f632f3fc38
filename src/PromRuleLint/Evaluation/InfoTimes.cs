using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>
/// The times at which <c>info</c> looks for info series: those of the first selector of its operand, with its <c>@</c> and the offsets of
/// it and of the subqueries around it.
/// </summary>
internal static class InfoTimes
{
    public static ReferenceTimes Find(ExpressionEvaluator evaluator, Expr operand)
    {
        long offset = 0;
        AtModifier? at = null;
        var around = new Stack<Expr>();
        around.Push(operand);
        while (around.TryPop(out Expr? expr))
        {
            switch (expr)
            {
                case VectorSelector selector:
                    Apply(selector.Offset, selector.At);
                    return new ReferenceTimes(evaluator, offset, at);
                case SubqueryExpr subquery:
                    Apply(subquery.Offset, subquery.At);
                    break;
            }

            // Only the first selector counts: go down the first child that holds one.
            for (int i = expr.ChildCount - 1; i >= 0; i--)
            {
                around.Push(expr.GetChild(i));
            }
        }

        return new ReferenceTimes(evaluator, 0, null);

        void Apply(OffsetModifier? modifier, AtModifier? fixedAt)
        {
            if (fixedAt is not null)
            {
                at = fixedAt;
                offset = 0;
            }

            offset += modifier is null ? 0 : DurationEvaluation.Milliseconds(modifier.Duration, evaluator.Run, mayBeNegative: true);
        }
    }
}
