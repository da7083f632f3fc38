using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// <c>histogram_quantile</c> over classic buckets whose <c>le</c> an aggregation has dropped: without it there are no
/// buckets and the result is empty. VictoriaMetrics' own buckets have <c>vmrange</c> in its place.
/// </summary>
internal sealed class MissingLe : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3026",
        name: "missing-le",
        title: "A histogram quantile without le",
        messageFormat: "'{0}' finds no buckets: {1}; {2}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "`histogram_quantile` or a similar function over series that are not classic histogram buckets.") { HasFix = true, FixSafety = FixSafety.Unsafe };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.Call);

    private static void Analyze(ExpressionContext context)
    {
        var call = (Call)context.Node;
        int index = call.Name switch
        {
            "histogram_quantile" => 1,
            "histogram_quantiles" => 0,
            "histogram_fraction" => 2,
            _ => -1,
        };
        if (index < 0 || index >= call.ChildCount || context.FactsOf(call.GetChild(index)) is not { Presence: not Presence.Never } facts)
        {
            return;
        }

        Expr argument = call.GetChild(index);
        if (facts.Value.MayBeHistogram)
        {
            // A name alone does not prove that it is not a histogram; the name of a part does.
            if (Parts(context, argument) is { } part)
            {
                ReportPart(context, call, argument, part);
            }

            return;
        }

        if (facts.Labels.IsImpossible("le") && (facts.Labels.IsImpossible("vmrange") || (context.Rule.Group.Schema != RuleSchema.VictoriaMetrics && !facts.Labels.Knows("vmrange"))))
        {
            Reason? reason = facts.Labels["le"].Reason;
            string because = argument.WithoutParens() is AggregateExpr || reason?.Steps(1) is not [var first, ..] ? "the label 'le' is gone here" : $"there is no label 'le' here, for {first.Message}";
            bool dropsIt = argument.WithoutParens() is AggregateExpr { Without: true };
            bool isNoBucket = argument.DescendantsAndSelf().OfType<VectorSelector>().FirstOrDefault() is { Name: { } name } && !name.EndsWith("_bucket", StringComparison.Ordinal) && !name.Contains(':', StringComparison.Ordinal);
            string advice = dropsIt ? "leave it out of the 'without' of the aggregation" : isNoBucket ? "write the name of the metric with '_bucket', and add 'le' to the 'by' of the aggregation" : "add it to the 'by' of the aggregation";
            Report(context, call, argument, reason, because, advice, Fix(context, argument));
        }
        else if (facts.Labels["le"].Values.Single is { Length: > 0 } only)
        {
            Report(context, call, argument, facts.Labels["le"].Reason, $"a quantile lies between two buckets, and here is one, 'le=\"{only}\"'", "leave the matcher of 'le' out", null);
        }
        else if (Parts(context, argument) is { } part)
        {
            ReportPart(context, call, argument, part);
        }
    }

    private static void ReportPart(ExpressionContext context, Call call, Expr argument, string part) =>
        Report(context, call, argument, null, $"'{part}' has no label 'le'", $"read '{part[..part.LastIndexOf('_')]}_bucket'", null);

    private static void Report(ExpressionContext context, Call call, Expr argument, Reason? reason, string because, string advice, CodeFix? fix) =>
        context.ReportDiagnostic(
            Descriptor, argument.Range, new() { AdditionalLocations = FactReports.Chain(reason, context.Locate(argument.Range)), Fix = fix },
            call.Name, because, advice);

    /// <summary>The sum or the count of a histogram, where buckets are meant; null where something else is read.</summary>
    private static string? Parts(ExpressionContext context, Expr argument)
    {
        foreach (Origin origin in SeriesOrigins.Find(argument, OriginPaths.Sums | OriginPaths.Functions | OriginPaths.Scaling))
        {
            if (origin.Node is VectorSelector { Name: { } metric } && (metric.EndsWith("_count", StringComparison.Ordinal) || metric.EndsWith("_sum", StringComparison.Ordinal)) && !context.RuleSet.MayBeRecorded(metric))
            {
                return metric;
            }
        }

        return null;
    }

    private static CodeFix? Fix(ExpressionContext context, Expr argument)
    {
        if (argument.WithoutParens() is not AggregateExpr { Without: false } aggregate || context.FactsOf(aggregate.Operand) is not { } operand || operand.Labels.IsImpossible("le"))
        {
            return null;
        }

        if (aggregate.GroupingRange.IsEmpty)
        {
            return context.Fix("Add 'by (le)'", isSafe: false, (new TextRange(aggregate.OperatorRange.End, aggregate.OperatorRange.End), " by (le)"));
        }

        int end = aggregate.Grouping.IsEmpty ? aggregate.GroupingRange.End - 1 : aggregate.Grouping[^1].Range.End;
        return context.Fix("Add 'le' to the grouping", isSafe: false, (new TextRange(end, end), aggregate.Grouping.IsEmpty ? "le" : ", le"));
    }
}
