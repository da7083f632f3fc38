using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A rate of a sum of counters, directly by a subquery or through a recording rule: one counter's reset pulls the whole sum down.</summary>
public sealed class AggregationBeforeRate : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL3024", "aggregation-before-rate", "A rate of counters that were added up before",
        "{0} adds counters up before {1} sees them, so a restart of one looks like a reset of all and the result jumps; write {2}({1}(…)) on the counters themselves", Severity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.Call);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is not Call { Subject: { } argument } call || !call.Has(FunctionTraits.IsCounterAware))
        {
            return;
        }

        if (argument is SubqueryExpr subquery && SumOfCounters(context, subquery.Inner) is { } sum)
        {
            context.Report(Descriptor, sum.OperatorRange, "This", call.Name, Name(sum));
        }
        else if (argument is MatrixSelector { Selector: { Name: { } metric } selector })
        {
            foreach (RecordingRule rule in context.RuleSet.RecordingRules(metric))
            {
                if (rule.Expression?.Root is { } root && SumOfCounters(context, root) is { } recorded)
                {
                    RelatedLocation related = new(new Location(rule.File.Source, rule.Expression.ToSource(recorded.Range)), "added up here");
                    context.Report(Descriptor, selector.Range, [related], null, $"'{metric}'", call.Name, Name(recorded));
                    return;
                }
            }
        }
    }

    private static string Name(AggregateExpr aggregate) => aggregate.Operator == AggregateOperator.Sum ? "sum" : "avg";

    /// <summary>The aggregation where the expression is one that adds up bare counters.</summary>
    private static AggregateExpr? SumOfCounters(ExpressionContext context, Expr expr)
    {
        if (expr.WithoutParens() is not AggregateExpr { Operator: AggregateOperator.Sum or AggregateOperator.Avg } aggregate)
        {
            return null;
        }

        return aggregate.Operand.WithoutParens() is VectorSelector { Name: { } metric } && MetricKinds.IsCounterLike(context.Configuration.Facts.Metrics, metric) && !context.RuleSet.MayBeRecorded(metric) ? aggregate : null;
    }
}
