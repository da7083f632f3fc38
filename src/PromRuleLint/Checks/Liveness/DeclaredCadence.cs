using PromRuleLint.Configuration;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Liveness;

/// <summary>The cadence of the metric that a value comes from.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Cadence">How often it is written.</param>
/// <param name="Seen">How much later a write is seen at most: the interval between two scrapes; zero where it is not known.</param>
internal sealed record DeclaredCadence(string Metric, Cadence Cadence, TimeSpan Seen)
{
    /// <summary>The longest time from the one write that is seen to the next while all is well.</summary>
    public TimeSpan Longest => Cadence.Longest + Seen;

    /// <summary>
    /// The cadence of the metrics that a value comes from, the longest where there are several; null where one is not
    /// declared, or is looked at with an offset.
    /// </summary>
    public static DeclaredCadence? Find(ExpressionContext context, Expr value, Rule rule)
    {
        DeclaredCadence? longest = null;
        foreach (Origin origin in SeriesOrigins.Find(value, OriginPaths.Picks | OriginPaths.Ranges | OriginPaths.Records, context.RuleSet, rule))
        {
            if (origin.Node is not VectorSelector selector || ForMetric(context.Configuration.Facts, selector) is not { } declared)
            {
                return null;
            }

            longest = longest is null || declared.Longest > longest.Longest ? declared : longest;
        }

        return longest;
    }

    /// <summary>The cadence of the metric that a selector names; null where it is not declared.</summary>
    public static DeclaredCadence? ForMetric(FactsConfiguration facts, VectorSelector selector) =>
        selector is { Name: { } metric, Offset: null, At: null } && facts.CadenceOf(metric) is { } cadence
            ? new DeclaredCadence(metric, cadence, facts.ScrapeIntervalsOf(selector)?.Longest ?? TimeSpan.Zero)
            : null;

    /// <summary>How long a rule waits until it says what it finds; zero for one that records, null where it cannot be read.</summary>
    public static TimeSpan? WaitOf(Rule rule) => rule is AlertingRule { For: { } wait } ? wait.Value : TimeSpan.Zero;

    /// <summary>Whether a node is the condition of its rule, or one of several that must hold together.</summary>
    public static bool IsCondition(ExpressionContext context)
    {
        Expr below = context.Node;
        for (int up = 0; context.Ancestor(up) is { } above; up++)
        {
            if (above is not (ParenExpr or BinaryExpr { Operator: BinaryOperator.And }) && !(above is BinaryExpr { Operator: BinaryOperator.Unless } unless && unless.Left == below))
            {
                return false;
            }

            below = above;
        }

        return true;
    }
}
