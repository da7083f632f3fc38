using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary><c>histogram_quantile</c> over the buckets themselves: the quantile of all there was since each process started.</summary>
internal sealed class RawBuckets : Check
{
    /// <summary>Rules that read each other have an end.</summary>
    private const int MaxRules = 8;

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3027",
        name: "raw-buckets",
        title: "A quantile over raw buckets",
        messageFormat: "'{0}' counts since its process started, so this is the quantile of everything since then and hardly moves; take the buckets of a while, such as rate({0}[5m])",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "`histogram_quantile` over `…_bucket` series without `rate` or `increase`, either directly or summed.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.Call);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is not Call { Name: "histogram_quantile", ArgumentSpan: [_, var argument] })
        {
            return;
        }

        VectorSelector? read = null;
        Expr expr = Below(argument);
        for (int rules = 0; rules < MaxRules && expr is VectorSelector { Name: { } name } recorded && context.RuleSet.RecordedOnlyBy(name) is { } recording; rules++)
        {
            read ??= recorded;
            expr = Below(recording.Expression!.Root!);
        }

        if (expr is VectorSelector { Name: { } metric } selector && MetricKinds.IsBuckets(context.Configuration.Facts.Metrics, metric)
            && !metric.Contains(':', StringComparison.Ordinal) && !context.RuleSet.MayBeRecorded(metric))
        {
            context.ReportDiagnostic(Descriptor, (read ?? selector).Range, metric);
        }
    }

    /// <summary>What sums and averages add up.</summary>
    private static Expr Below(Expr expr)
    {
        expr = expr.WithoutParens();
        while (expr is AggregateExpr { Operator: AggregateOperator.Sum or AggregateOperator.Avg } aggregate)
        {
            expr = aggregate.Operand.WithoutParens();
        }

        return expr;
    }
}
