using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A counter of events compared with a threshold as it is: it only grows, so that the comparison holds for good once it
/// holds, until the process restarts.
/// </summary>
internal sealed class CounterWithoutRate : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3022",
        name: "counter-without-rate",
        title: "A counter used without rate",
        messageFormat: "'{0}' {1}; {2}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A comparison that tests whether an event counter (such as `…_errors_total` or `…_dropped_packets_total`) exceeds a number other than 0: directly, summed, scaled, inside `max_over_time`, or through a recording rule that does one of these.") { Assumptions = [Assumption.TypeByName] };

    /// <summary>What the name of a counter of events has before <c>_total</c>; of other names with <c>_total</c> many are gauges.</summary>
    private static readonly string[] Events =
    [
        "errors", "error", "failures", "failure", "failed", "requests", "restarts", "timeouts", "retries", "exceptions", "rejected", "rejections",
        "dropped", "drops", "evicted", "evictions", "reconnects", "disconnects", "calls", "attempts", "deadlocks", "crashes", "panics", "aborts", "aborted",
        "discards", "discarded", "collisions", "rollbacks", "overflows", "overruns", "underruns", "corruptions", "denials", "denied", "refusals", "refused", "losses", "lost",
        "throttles", "throttled", "interruptions", "faults", "segfaults", "warnings", "reboots", "resets", "flaps", "logins", "bounces", "cancellations", "canceled", "cancelled",
        "skipped", "ignored", "mismatches", "leaks", "incidents", "outages", "breaches", "invalidations", "purges", "events", "queries", "transactions", "commits", "conflicts", "violations", "retransmits", "retransmissions", "replies", "responses", "misses", "hits", "kills",
    ];

    /// <summary>What has happened to things that pass by; together with one of <see cref="Passing"/> it is a counter of events.</summary>
    private static readonly string[] Fates = ["dropped", "failed", "rejected", "lost", "discarded", "denied", "refused", "retransmitted", "received", "sent", "transmitted", "invalid", "malformed"];

    private static readonly string[] Passing =
        ["packets", "bytes", "messages", "requests", "frames", "queries", "logins", "attempts", "writes", "reads", "samples", "records", "spans", "events", "datagrams", "segments", "calls", "deliveries"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        var node = (BinaryExpr)context.Node;
        if (node.IsComparison)
        {
            AnalyzeComparison(context, node);
        }
        else if (node.Operator == BinaryOperator.Divide)
        {
            AnalyzeRatio(context, node);
        }
    }

    private static void AnalyzeComparison(ExpressionContext context, BinaryExpr comparison)
    {
        (Expr side, Expr limit) = comparison.Operator switch
        {
            BinaryOperator.Greater or BinaryOperator.GreaterOrEqual or BinaryOperator.Equal => (comparison.Left, comparison.Right),
            BinaryOperator.Less or BinaryOperator.LessOrEqual => (comparison.Right, comparison.Left),
            _ => (comparison, comparison),
        };
        if (limit.Type != ExprType.Scalar || context.FactsOf(limit)?.Value.Single is not > 0 || Counters(context, side, IsCertainlyCounter) is not [{ Node: VectorSelector { Name: { } metric } } counter, ..])
        {
            return;
        }

        // That the bound was passed lately is asked by a second look at what was before.
        if (context.ParentBeyondParens() is BinaryExpr { Operator: BinaryOperator.Unless or BinaryOperator.And } set && set.Left.WithoutParens() == comparison && ReadsEarlier(set.Right, metric))
        {
            return;
        }

        // How many values a histogram holds is no counter where the histogram is made anew at each scrape, as of what waits in a queue.
        if (metric.EndsWith("_count", StringComparison.Ordinal) && context.Configuration.Facts.Metrics.Find(metric)?.Type is null)
        {
            return;
        }

        string bound = limit.Range.In(context.Expression.Text).ToString();
        Report(
            context, side, counter,
            comparison.Operator == BinaryOperator.Equal ? $"is a counter and only grows, so it is {bound} for a moment only, if at all" : $"is a counter and only grows, so once it is above {bound} it stays there until it starts again from 0",
            $"compare what was added lately, such as increase({metric}[1h])");
    }

    private static bool ReadsEarlier(Expr root, string metric) =>
        root.DescendantsAndSelf().Any(node => node is VectorSelector { Name: { } other, Offset: not null } && other == metric);

    /// <summary>A ratio of two counters is one over all that has happened since each of them started.</summary>
    private static void AnalyzeRatio(ExpressionContext context, BinaryExpr ratio)
    {
        if (Counters(context, ratio.Left, IsPartOfRatio) is [{ Node: VectorSelector { Name: { } metric, Offset: null } } counter, ..] && Counters(context, ratio.Right, IsPartOfRatio) is [{ Node: VectorSelector { Name: { } whole, Offset: null } }, ..])
        {
            Report(context, ratio.Left, counter, $"is a counter, and divided by the counter '{whole}' it is a ratio over all time since the start, which hardly moves any more", $"divide rates, such as rate({metric}[5m]) / rate({whole}[5m])");
        }
    }

    private static void Report(ExpressionContext context, Expr side, Origin counter, string what, string advice)
    {
        var selector = (VectorSelector)counter.Node;
        VectorSelector here = side.DescendantsAndSelf().OfType<VectorSelector>().First();
        ImmutableArray<AdditionalLocation> related = MetricKinds.Declaration(context.Configuration.Facts.Metrics, selector.Name!);
        if (counter.Rule is { } recording && (here != selector || recording != context.Rule))
        {
            related = [.. related, new AdditionalLocation(RuleSetContext.Locate(recording, selector.Range), $"recorded from the counter '{selector.Name}'")];
        }

        context.ReportDiagnostic(Descriptor, here.Range, new() { AdditionalLocations = related }, here.Name, what, advice);
    }

    /// <summary>The counters that a side is made of and nothing else; sums of several are counters too.</summary>
    private static List<Origin>? Counters(ExpressionContext context, Expr side, Func<MetricCatalog, RuleSet, string, bool> isCounter) =>
        RawCounters.Find(context.RuleSet, context.Rule, side, RawCounters.StillGrowing, context.Configuration.Facts.Metrics, isCounter);

    /// <summary>Some exporters make a histogram anew with each scrape, so that its count alone may be a state.</summary>
    private static bool IsPartOfRatio(MetricCatalog catalog, RuleSet ruleSet, string metric) =>
        IsCertainlyCounter(catalog, ruleSet, metric) || MetricKinds.IsHistogramPart(catalog, ruleSet, metric);

    private static bool IsCertainlyCounter(MetricCatalog catalog, RuleSet ruleSet, string metric) =>
        MetricKinds.IsCounter(catalog, metric) && (catalog.Find(metric)?.Type is not null || CountsEvents(metric));

    private static bool CountsEvents(string metric)
    {
        if (!metric.EndsWith("_total", StringComparison.Ordinal))
        {
            return false;
        }

        string[] words = metric.Split('_');
        return words is [.., var last, "total"] && (Events.Contains(last) || (words is [.., var first, _, _] && ((Passing.Contains(last) && Fates.Contains(first)) || (Fates.Contains(last) && Passing.Contains(first)))));
    }
}
