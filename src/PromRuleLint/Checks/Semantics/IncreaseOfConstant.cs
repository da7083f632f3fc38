using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>How much something changes that has one value only: it never does.</summary>
internal sealed class IncreaseOfConstant : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3042",
        name: "increase-of-constant",
        title: "A rate or increase of a constant",
        messageFormat: "'{0}' is {1} wherever it is there, so '{2}' of it is always 0; {3}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A function that measures change (such as `increase`, `rate`, `delta`, `deriv`, `changes` or `resets`) over a series or subquery that is proved to have only one value: a comparison with `==`, `ALERTS`, or a recorded constant.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.Call);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is not Call { Subject: { Type: ExprType.Matrix } subject } call
            || !(call.Has(FunctionTraits.MeasuresChange) || call.Has(FunctionTraits.CountsChanges)))
        {
            return;
        }

        Expr inner = subject is MatrixSelector range ? range.Selector : subject is SubqueryExpr query ? query.Inner : subject;
        if (context.FactsOf(inner) is not { Presence: not Presence.Never } facts || facts.Value.WithoutHistograms().Single is not { } only)
        {
            return;
        }

        bool isFilter = inner.WithoutParens() is BinaryExpr binary && FilterUsedAsBoolean.IsFilter(binary);
        context.ReportDiagnostic(
            Descriptor, call.Range, new() { AdditionalLocations = FactReports.Chain(facts.ValueReason, context.Locate(call.Range)) },
            FactReports.Short(inner.Range.In(context.Expression.Text)), Interval.Format(only), call.Name, isFilter ? "count what holds with 'count_over_time', or the changes of the series without the comparison" : "measure the series that it is made of");
    }
}
