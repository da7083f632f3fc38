using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A counter of events compared with a threshold as it is: it only grows, so that the comparison holds for good once it
/// holds, until the process restarts.
/// </summary>
public sealed class CounterWithoutRate : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL3022", "counter-without-rate", "A threshold on a counter that only grows",
        "'{0}' is a counter and only grows, so once it is above {1} it stays there until it starts again from 0; compare what was added lately, such as increase({0}[1h])",
        Severity.Warning);

    /// <summary>What the name of a counter of events has before <c>_total</c>; of other names with <c>_total</c> many are gauges.</summary>
    private static readonly string[] Events =
    [
        "_errors", "_error", "_failures", "_failure", "_failed", "_requests", "_restarts", "_timeouts", "_retries", "_exceptions", "_rejected", "_rejections",
        "_dropped", "_drops", "_evicted", "_evictions", "_reconnects", "_calls", "_attempts",
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        var comparison = (BinaryExpr)context.Node;
        (Expr side, Expr limit) = comparison.Operator switch
        {
            BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => (comparison.Left, comparison.Right),
            BinaryOperator.Less or BinaryOperator.LessOrEqual => (comparison.Right, comparison.Left),
            _ => (comparison, comparison),
        };
        if (limit.WithoutParens() is NumberLiteral { Value: > 0, IsDuration: false } number && Counter(side) is { Name: { } metric } selector
            && selector.Offset is null && IsCertainlyCounter(context.Configuration.Facts.Metrics, metric) && !context.RuleSet.MayBeRecorded(metric))
        {
            context.Report(Descriptor, selector.Range, MetricKinds.Declaration(context.Configuration.Facts.Metrics, metric), null, metric, number.Range.Of(context.Expression.Text).ToString());
        }
    }

    /// <summary>The selector that is compared, also summed up.</summary>
    private static VectorSelector? Counter(Expr expr)
    {
        expr = expr.WithoutParens();
        while (expr is AggregateExpr { Operator: AggregateOperator.Sum or AggregateOperator.Avg or AggregateOperator.Min or AggregateOperator.Max } aggregate)
        {
            expr = aggregate.Operand.WithoutParens();
        }

        return expr as VectorSelector;
    }

    private static bool IsCertainlyCounter(MetricCatalogue catalogue, string metric) =>
        MetricKinds.IsCounter(catalogue, metric)
        && (catalogue.Find(metric)?.Type is not null || Array.Exists(Events, word => metric.AsSpan()[..^"_total".Length].EndsWith(word, StringComparison.Ordinal)));
}
