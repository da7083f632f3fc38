using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Alerts;

/// <summary>
/// An alert on <c>absent(…)</c> that fires at once: when Prometheus has been away for longer than it looks back, nothing is
/// scraped yet at its first evaluation, and everything is absent.
/// </summary>
internal sealed class AbsentWithoutFor : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4004",
        name: "absent-without-for",
        title: "An absent() alert without 'for'",
        messageFormat: "'absent' holds for every series when Prometheus starts and has not scraped yet, and this alert {0}; write a 'for' of at least two scrape intervals",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An alert without `for` whose series come from `absent(…)`, also through an aggregation; where `scrape_interval` is configured, also an alert with a `for` of less than two scrape intervals.") { Repeats = RepeatScope.None };

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

        // A 'for' that is no duration is a fault of its own, and so is an alert that never fires.
        if (rule.For is { Value: null } || Absences(context.RuleSet, rule, root) is not { } absences || context.Facts.ForRule(rule)?.Result.Presence == Presence.Never)
        {
            return;
        }

        TimeSpan waits = rule.For?.Value ?? TimeSpan.Zero;
        string how = waits == TimeSpan.Zero ? "fires at once" : $"waits {PrometheusDuration.Format(waits)} only";
        foreach (Source source in absences)
        {
            var call = (Call)source.Node;
            if (WaitsEnough(context, waits, call))
            {
                continue;
            }

            if (source.Read is { } read)
            {
                context.ReportDiagnostic(
                    Descriptor, expression.ToSource(read.Range), new() { AdditionalLocations = [new AdditionalLocation(RuleSetContext.Locate(source.Rule, call.Range), "recorded from this 'absent'")] },
                    how);
            }
            else
            {
                context.ReportDiagnostic(Descriptor, expression.ToSource(call.NameRange), how);
            }
        }
    }

    private static bool WaitsEnough(RuleContext context, TimeSpan waits, Call absent)
    {
        FactsConfiguration facts = context.Configuration.Facts;
        TimeSpan? interval = absent.ArgumentSpan is [var argument] && argument.WithoutParens() is VectorSelector selector ? facts.ScrapeIntervalsOf(selector)?.Shortest : facts.ScrapeInterval;
        return waits > TimeSpan.Zero && (interval is null || waits >= interval * 2);
    }

    /// <summary>
    /// The calls of <c>absent</c> that the series of the alert come from; null where there are none, or a constant stands beside
    /// them: then the alert fires whether something is absent or not.
    /// </summary>
    private static List<Source>? Absences(RuleSet rules, Rule alert, Expr root)
    {
        if (!MayComeFromAbsence(rules, root))
        {
            return null;
        }

        List<Source>? found = null;
        foreach (Source source in Sources(rules, alert, root))
        {
            switch (source.Node)
            {
                case Call { Name: "absent" }:
                    (found ??= []).Add(source);
                    break;
                case Call { Name: "vector" }:
                    return null;
            }
        }

        return found;
    }

    /// <summary>Whether the expression asks for something absent, or reads what is recorded.</summary>
    private static bool MayComeFromAbsence(RuleSet rules, Expr root)
    {
        foreach (Expr node in root.Walk())
        {
            if (node is Call { Name: "absent" } || (node is VectorSelector { Name: { } metric } && rules.RecordedOnlyBy(metric) is not null))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where the series of the alert come from, also through aggregations and recording rules: what is absent stays so.</summary>
    private static IEnumerable<Source> Sources(RuleSet rules, Rule alert, Expr root)
    {
        HashSet<Rule>? seen = null;
        Stack<Source>? pending = null;
        var at = new Source(alert, root, null);
        do
        {
            foreach (Expr source in AlertSources.Find(at.Node))
            {
                if (source is AggregateExpr { Operator: AggregateOperator.Sum or AggregateOperator.Avg or AggregateOperator.Min or AggregateOperator.Max or AggregateOperator.Group or AggregateOperator.Count } aggregate)
                {
                    (pending ??= new()).Push(at with { Node = aggregate.Operand });
                }
                else if (source is VectorSelector { Name: { } metric } selector && rules.RecordedOnlyBy(metric) is { } recording && (seen ??= []).Add(recording))
                {
                    (pending ??= new()).Push(new Source(recording, recording.Expression!.Root!, at.Read ?? selector));
                }
                else
                {
                    yield return at with { Node = source };
                }
            }
        }
        while (pending is not null && pending.TryPop(out at));
    }

    /// <summary>A part of a rule's expression that the alert's series come from.</summary>
    /// <param name="Rule">The rule: the alert, or one that records what it reads.</param>
    /// <param name="Node">The part.</param>
    /// <param name="Read">Where the alert reads what is recorded; null for a part of the alert itself.</param>
    private readonly record struct Source(Rule Rule, Expr Node, VectorSelector? Read);
}
