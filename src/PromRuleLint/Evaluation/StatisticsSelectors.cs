using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>
/// The selectors whose histograms are read without their buckets, because only count and sum matter above them. Their results differ
/// where buckets would not fit together. Follows <c>detectHistogramStatsDecoding</c> of the reference's <c>promql/engine.go</c>.
/// </summary>
internal static class StatisticsSelectors
{
    private enum Reading
    {
        Undecided,
        Statistics,
        Whole,
    }

    public static HashSet<VectorSelector> Find(Expr root)
    {
        var found = new HashSet<VectorSelector>();
        var pending = new Stack<(Expr Expr, Reading Reading)>();
        pending.Push((root, Reading.Undecided));
        while (pending.TryPop(out (Expr Expr, Reading Reading) next))
        {
            if (next.Expr is VectorSelector selector)
            {
                if (next.Reading == Reading.Statistics)
                {
                    found.Add(selector);
                }

                continue;
            }

            Reading below = Below(next.Expr, next.Reading);
            for (int i = 0; i < next.Expr.ChildCount; i++)
            {
                pending.Push((next.Expr.GetChild(i), below));
            }
        }

        return found;
    }

    // Seen from the selector upwards, the first subquery or function that needs buckets settles it; so seen from above, the last one
    // that was passed does, and only what needs no buckets can change an earlier "statistics".
    private static Reading Below(Expr expr, Reading above) => expr switch
    {
        SubqueryExpr or BinaryExpr { Operator: BinaryOperator.TrimUpper or BinaryOperator.TrimLower } => Reading.Whole,
        Call { Name: "histogram_quantile" or "histogram_fraction" or "histogram_quantiles" } => Reading.Whole,
        Call { Name: "histogram_count" or "histogram_sum" or "histogram_avg" } => above == Reading.Whole ? Reading.Whole : Reading.Statistics,
        _ => above,
    };
}
