using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Checks.Semantics;

/// <summary><c>delta</c> or <c>idelta</c> of a counter, which knows nothing of resets.</summary>
internal sealed class DeltaOfCounter : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3023",
        name: "delta-of-counter",
        title: "A delta of a counter",
        messageFormat: "'{0}' is a counter, and {1} goes far below 0 when it starts again from 0; write {2}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "`delta` or `idelta` of a counter, read directly, summed in a subquery, or recorded as such by a rule.") { HasFix = true, FixSafety = FixSafety.Unsafe, Assumptions = [Assumption.TypeByName] };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.Call);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is not Call { Subject: { Type: ExprType.Matrix } range } call || !call.Has(FunctionTraits.MeasuresChange) || call.Has(FunctionTraits.IsCounterAware) || call.Name == "deriv" || ExpectsDecrease(context))
        {
            return;
        }

        MetricCatalog catalog = context.Configuration.Facts.Metrics;
        if (RawCounters.Find(context.RuleSet, context.Rule, range, RawCounters.StillGrowing, catalog, IsCounter) is not [{ Node: VectorSelector { Name: { } metric } counter } first, ..])
        {
            return;
        }

        ImmutableArray<AdditionalLocation> related = MetricKinds.Declaration(catalog, metric);
        if (first.Rule is { } recording && recording != context.Rule)
        {
            related = [.. related, new AdditionalLocation(RuleSetContext.Locate(recording, counter.Range), "recorded from this counter")];
        }

        bool isPlain = call is { Name: "delta", ArgumentSpan: [MatrixSelector] } && first.Rule == context.Rule;
        CodeFix? fix = isPlain ? context.Fix("Write increase", isSafe: false, (call.NameRange, "increase")) : null;
        context.ReportDiagnostic(
            Descriptor, call.NameRange, new() { AdditionalLocations = related, Fix = fix },
            metric, call.Name, isPlain ? "increase" : call.Name == "idelta" ? "increase or irate" : $"increase on '{metric}' itself");
    }

    private static bool IsCounter(MetricCatalog catalog, RuleSet ruleSet, string metric) =>
        MetricKinds.IsCounter(catalog, metric) || MetricKinds.IsHistogramPart(catalog, ruleSet, metric);

    /// <summary>Whether the difference is compared with a number below 0: whoever writes that knows that the metric falls.</summary>
    private static bool ExpectsDecrease(ExpressionContext context) =>
        context.ParentBeyondParens() is BinaryExpr { Operator: BinaryOperator.Less or BinaryOperator.LessOrEqual } comparison
        && comparison.Right.WithoutParens() is NumberLiteral { Value: < 0 };
}
