using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>How far selectors and subqueries look back, where that is constant.</summary>
internal static class PastRetention
{
    /// <summary>The offset of a selector or subquery; null where there is none, or one that is computed, or a fixed time of evaluation.</summary>
    public static (OffsetModifier Modifier, TimeSpan Duration)? OffsetOf(Expr node)
    {
        (OffsetModifier? offset, AtModifier? at) = node switch
        {
            VectorSelector selector => (selector.Offset, selector.At),
            MatrixSelector matrix => (matrix.Selector.Offset, matrix.Selector.At),
            SubqueryExpr subquery => (subquery.Offset, subquery.At),
            _ => (null, null),
        };
        return offset?.Duration.Constant is { } duration && at is null ? (offset, duration) : null;
    }
}
