using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Facts;

/// <summary>What an expression reads per evaluation, at most.</summary>
/// <param name="Series">How many series.</param>
/// <param name="Samples">How many samples.</param>
/// <param name="Unknown">The metrics of which it is not known how many series there are; they are not counted.</param>
internal sealed record ExpressionCost(long Series, long Samples, ImmutableArray<string> Unknown)
{
    /// <summary>The cost of an expression. Matchers are not looked at: they only make it less.</summary>
    /// <param name="root">The expression.</param>
    /// <param name="catalog">How many series metrics have.</param>
    /// <param name="intervalOf">The time from sample to sample of what a selector may select, the shortest where there are several.</param>
    /// <param name="evaluationInterval">The step of subqueries that name none.</param>
    public static ExpressionCost Estimate(Expr root, MetricCatalog catalog, Func<VectorSelector, TimeSpan> intervalOf, TimeSpan evaluationInterval)
    {
        long series = 0;
        long samples = 0;
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        var left = new Stack<(Expr Node, double Evaluations)>([(root, 1)]);
        while (left.TryPop(out (Expr Node, double Evaluations) next))
        {
            switch (next.Node)
            {
                case MatrixSelector range:
                    Add(range.Selector, ((range.Window.Constant ?? TimeSpan.Zero) / intervalOf(range.Selector)) + 1);
                    continue;
                case VectorSelector selector:
                    Add(selector, 1);
                    continue;
                case SubqueryExpr subquery:
                    TimeSpan step = subquery.Step?.Constant is { Ticks: > 0 } given ? given : evaluationInterval;
                    left.Push((subquery.Inner, next.Evaluations * (((subquery.Window.Constant ?? TimeSpan.Zero) / step) + 1)));
                    continue;
                default:
                    break;
            }

            for (int i = 0; i < next.Node.ChildCount; i++)
            {
                left.Push((next.Node.GetChild(i), next.Evaluations));
            }

            void Add(VectorSelector selector, double samplesOfOne)
            {
                if (selector.Name is { } metric && catalog.Find(metric)?.Series is { } count)
                {
                    series += count;
                    samples += (long)Math.Min(long.MaxValue / 4, count * samplesOfOne * next.Evaluations);
                }
                else
                {
                    unknown.Add(selector.Name ?? "{…}");
                }
            }
        }

        return new ExpressionCost(series, samples, [.. unknown]);
    }
}
