using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Alerts;

/// <summary>
/// An alert on <c>absent(…)</c> that fires at once: when Prometheus has been away for longer than it looks back, nothing is
/// scraped yet at its first evaluation, and everything is absent.
/// </summary>
internal sealed class AbsentWithoutFor : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL4004", "absent-without-for", "An alert on absent() that does not wait",
        "'absent' holds for every series when Prometheus starts and has not scraped yet, and this alert {0}; write a 'for' of at least two scrape intervals",
        Severity.Warning) { Repeats = RepeatScope.None };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(Analyze);

    private static void Analyze(RuleContext context)
    {
        if (context.Rule is not AlertingRule { Expression: { Root: { } root } expression } rule)
        {
            return;
        }

        TimeSpan waits = rule.For?.Value ?? TimeSpan.Zero;
        // A 'for' that is no duration is a fault of its own.
        if (rule.For is { Value: null })
        {
            return;
        }

        Call[] calls = [.. Sources(root).OfType<Call>()];

        // With a constant beside it, the alert fires whether something is absent or not.
        if (calls.Any(static call => call.Name == "vector"))
        {
            return;
        }

        string how = waits == TimeSpan.Zero ? "fires at once" : $"waits {PrometheusDuration.Format(waits)} only";
        foreach (Call call in calls.Where(call => call.Name == "absent" && !WaitsEnough(context, waits, call)))
        {
            context.Report(Descriptor, expression.ToSource(call.NameRange), how);
        }
    }

    private static bool WaitsEnough(RuleContext context, TimeSpan waits, Call absent)
    {
        FactsConfiguration facts = context.Configuration.Facts;
        TimeSpan? interval = absent.Arguments is [var argument] && argument.WithoutParens() is VectorSelector selector ? facts.ScrapeIntervalsOf(selector)?.Shortest : facts.ScrapeInterval;
        return waits > TimeSpan.Zero && (interval is null || waits >= interval * 2);
    }

    /// <summary>Where the series of the alert come from, also through aggregations: what is absent stays so.</summary>
    private static IEnumerable<Expr> Sources(Expr root)
    {
        var pending = new Stack<Expr>([root]);
        while (pending.TryPop(out Expr? expr))
        {
            foreach (Expr source in AlertSources.Find(expr))
            {
                if (source is AggregateExpr { Operator: AggregateOperator.Sum or AggregateOperator.Avg or AggregateOperator.Min or AggregateOperator.Max or AggregateOperator.Group } aggregate)
                {
                    pending.Push(aggregate.Operand);
                }
                else
                {
                    yield return source;
                }
            }
        }
    }
}
