using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Semantics;

/// <summary>Which counters a value is made of, as they are: without a rate between.</summary>
internal static class RawCounters
{
    private const int MaxSteps = 64;

    /// <summary>What leaves a counter what it is: it still only grows, but for restarts.</summary>
    public const OriginPaths StillGrowing = OriginPaths.Picks | OriginPaths.Sums | OriginPaths.Scaling | OriginPaths.Ranges | OriginPaths.Records;

    /// <summary>
    /// The selectors of counters that all of an expression's values come from, added up or not, also over recording rules; none
    /// where something else comes in.
    /// </summary>
    /// <param name="rules">The rules that record metrics.</param>
    /// <param name="rule">The rule whose expression it is part of.</param>
    /// <param name="expr">The expression.</param>
    /// <param name="paths">What is looked through.</param>
    /// <param name="catalog">What is declared of metrics.</param>
    /// <param name="isCounter">Which metrics count as counters.</param>
    /// <returns>At least one; null where there are none.</returns>
    public static List<Origin>? Find(RuleSet rules, Rule rule, Expr expr, OriginPaths paths, MetricCatalog catalog, Func<MetricCatalog, RuleSet, string, bool> isCounter)
    {
        // Most values are made of something else, which the first origin shows.
        if (!MayLeadToCounters(SeriesOrigins.First(expr, paths)))
        {
            return null;
        }

        List<Origin>? found = null;
        Stack<Origin>? pending = null;
        var at = new Origin(rule, expr);
        int steps = 0;
        do
        {
            foreach (Origin origin in SeriesOrigins.Find(at.Node, paths, rules, at.Rule))
            {
                if (!MayLeadToCounters(origin.Node))
                {
                    return null;
                }

                if (origin.Node is BinaryExpr sum)
                {
                    pending ??= new();
                    pending.Push(origin with { Node = sum.Right });
                    pending.Push(origin with { Node = sum.Left });
                }
                else if (origin.Node is Call call)
                {
                    (pending ??= new()).Push(origin with { Node = call.Subject! });
                }
                else if (origin.Node is VectorSelector { Name: { } metric, At: null } selector && isCounter(catalog, rules, metric) && IsOfOneTime(found, selector))
                {
                    (found ??= []).Add(origin);
                }
                else
                {
                    return null;
                }
            }
        }
        while (++steps < MaxSteps && pending is not null && pending.TryPop(out at));

        return pending is null or { Count: 0 } ? found : null;
    }

    private static bool MayLeadToCounters(Expr node) => node switch
    {
        BinaryExpr binary => binary.Operator == BinaryOperator.Add,
        Call { Subject: { } subject } call => call.Has(FunctionTraits.KeepsUnit) && (subject.Type == ExprType.Vector || call.Name == "quantile_over_time"),
        _ => node is VectorSelector { Name: not null },
    };

    /// <summary>Whether a selector reads the time that those before it read: a difference of two times is no counter.</summary>
    private static bool IsOfOneTime(List<Origin>? found, VectorSelector selector) =>
        found is not [{ Node: VectorSelector first }, ..] || first.Offset?.Duration.Constant == selector.Offset?.Duration.Constant;
}
