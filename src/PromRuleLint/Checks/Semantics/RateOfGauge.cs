using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary><c>rate</c>, <c>irate</c> or <c>increase</c> of what goes up and down: each decrease counts as a reset of a counter.</summary>
internal sealed class RateOfGauge : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3021",
        name: "rate-of-gauge",
        title: "A rate of a gauge",
        messageFormat: "'{0}' is {1}, and {2} takes each of its decreases for a counter's reset, so the result means nothing; use {3}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "`rate`, `irate` or `increase` of a metric that is known not to be a counter.") { Assumptions = [Assumption.TypeByName] };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.Call);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is not Call call || !call.Has(FunctionTraits.IsCounterAware))
        {
            return;
        }

        switch (call.Subject)
        {
            case SubqueryExpr subquery:
                AnalyzeSubquery(context, call, subquery.Inner);
                break;
            case MatrixSelector { Selector: { Name: { } metric } selector }:
                AnalyzeSelector(context, call, selector, metric);
                break;
        }
    }

    private static void AnalyzeSubquery(ExpressionContext context, Call call, Expr operand)
    {
        if (Difference(context, context.Rule, operand) is not null)
        {
            TextRange range = operand.WithoutParens().Range;
            context.ReportDiagnostic(
                Descriptor, range,
                FactReports.Short(range.In(context.Expression.Text)), "a difference, which goes up and down", call.Name, "the difference as it is, or 'deriv' for its slope");
        }
        else if (!operand.DescendantsAndSelf().Any(static node => node is BinaryExpr { IsComparison: true })
            && SeriesOrigins.Find(operand, OriginPaths.Picks | OriginPaths.Scaling).ToArray() is [{ Node: VectorSelector { Name: { } metric } selector }]
            && !context.RuleSet.Records(metric)
            && MetricKinds.DescribeGauge(context.Configuration.Facts.Metrics, metric) is { } what)
        {
            context.ReportDiagnostic(
                Descriptor, selector.Range, new() { AdditionalLocations = MetricKinds.Declaration(context.Configuration.Facts.Metrics, metric) },
                metric, what, call.Name, "'deriv' for its slope");
        }
    }

    private static void AnalyzeSelector(ExpressionContext context, Call call, VectorSelector selector, string metric)
    {
        string instead = call.Name == "increase" ? "delta" : call.Name == "irate" ? "idelta" : "deriv";
        ImmutableArray<RecordingRule> rules = context.RuleSet.RecordingRules(metric);
        if (context.RuleSet.MayBeRecordedUnread(metric))
        {
            return;
        }

        if (rules.IsEmpty)
        {
            MetricCatalog catalog = context.Configuration.Facts.Metrics;
            if (MetricKinds.DescribeGauge(catalog, metric) is { } gauge)
            {
                context.ReportDiagnostic(Descriptor, selector.Range, new() { AdditionalLocations = MetricKinds.Declaration(catalog, metric) }, metric, gauge, call.Name, instead);
            }
        }
        else
        {
            AnalyzeRecorded(context, call, selector, metric, rules, instead);
        }
    }

    /// <summary>A selector of what rules record.</summary>
    private static void AnalyzeRecorded(ExpressionContext context, Call call, VectorSelector selector, string metric, ImmutableArray<RecordingRule> rules, string instead)
    {
        if (rules.All(static rule => RecordsRate(rule) is not null))
        {
            Call inner = RecordsRate(rules[0])!;
            AdditionalLocation related = new(new Location(rules[0].File.Source, rules[0].Expression!.ToSource(inner.Range)), $"recorded as a result of '{inner.Name}' here");
            context.ReportDiagnostic(
                Descriptor, selector.Range, new() { AdditionalLocations = [related] },
                metric, $"recorded as a result of '{inner.Name}'", call.Name, "it as it is, or 'deriv' for its slope");
        }
        else if (rules.All(rule => RecordsGauge(context, rule) is not null))
        {
            (VectorSelector gauge, string what) = RecordsGauge(context, rules[0])!.Value;
            AdditionalLocation related = new(RuleSetContext.Locate(rules[0], gauge.Range), $"recorded from '{gauge.Name}' here");
            context.ReportDiagnostic(
                Descriptor, selector.Range, new() { AdditionalLocations = [related, .. MetricKinds.Declaration(context.Configuration.Facts.Metrics, gauge.Name!)] },
                metric, $"recorded from '{gauge.Name}', {what}", call.Name, instead);
        }
        else if (rules.All(rule => RecordsDifference(context, rule) is not null))
        {
            BinaryExpr difference = RecordsDifference(context, rules[0])!;
            AdditionalLocation related = new(RuleSetContext.Locate(rules[0], difference.Range), "recorded as a difference here");
            context.ReportDiagnostic(
                Descriptor, selector.Range, new() { AdditionalLocations = [related] },
                metric, "recorded as a difference, which goes up and down", call.Name, "it as it is, or 'deriv' for its slope");
        }
    }

    /// <summary>The gauge that all values of a rule come from, and what it is; null where it records something else.</summary>
    private static (VectorSelector Gauge, string What)? RecordsGauge(ExpressionContext context, RecordingRule rule)
    {
        if (rule.Expression?.Root is not { } root)
        {
            return null;
        }

        (VectorSelector, string)? found = null;
        foreach (Origin origin in SeriesOrigins.Find(root, OriginPaths.Picks | OriginPaths.Sums | OriginPaths.Scaling, rule: rule))
        {
            if (origin.Node is not VectorSelector { Name: { } metric } selector || context.RuleSet.Records(metric)
                || MetricKinds.DescribeGauge(context.Configuration.Facts.Metrics, metric) is not { } what)
            {
                return null;
            }

            found ??= (selector, what);
        }

        return found;
    }

    /// <summary>The difference that a rule records; null where it records something else, or where counters are subtracted, of which another check speaks.</summary>
    private static BinaryExpr? RecordsDifference(ExpressionContext context, RecordingRule rule) => rule.Expression?.Root is { } root ? Difference(context, rule, root) : null;

    private static BinaryExpr? Difference(ExpressionContext context, Rule rule, Expr root)
    {
        BinaryExpr? found = null;
        foreach (Origin origin in SeriesOrigins.Find(root, OriginPaths.Picks | OriginPaths.Sums | OriginPaths.Scaling, rule: rule))
        {
            if (origin.Node is not BinaryExpr { Operator: BinaryOperator.Subtract } difference)
            {
                return null;
            }

            found ??= difference;
        }

        bool isOfCounters = found is not null
            && RawCounters.Find(context.RuleSet, rule, found, RawCounters.StillGrowing | OriginPaths.Arithmetic, context.Configuration.Facts.Metrics, static (catalog, _, metric) => MetricKinds.IsCounterLike(catalog, metric)) is not null;
        return isOfCounters ? null : found;
    }

    /// <summary>The rate that a rule records, possibly summed up; null where it records something else.</summary>
    private static Call? RecordsRate(RecordingRule rule)
    {
        Expr? expr = rule.Expression?.Root?.WithoutParens();
        while (expr is AggregateExpr { Operator: AggregateOperator.Sum or AggregateOperator.Avg or AggregateOperator.Min or AggregateOperator.Max } aggregate)
        {
            expr = aggregate.Operand.WithoutParens();
        }

        return expr is Call call && call.Has(FunctionTraits.MeasuresChange) ? call : null;
    }
}
