using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A window too short for the two samples that a rate or difference is computed from.</summary>
internal sealed class ShortRateWindow : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3025",
        name: "short-rate-window",
        title: "A window shorter than two intervals",
        messageFormat: "{0} needs two samples, and a window of {1} often holds only one where there is one every {2}; use at least {3}, better {4}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "`rate`, `irate`, `increase`, `delta`, `idelta`, `deriv` or `predict_linear` over a range shorter than two intervals: two scrape intervals, or, for a series that a rule in the same run records, two evaluation intervals of its group.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.Call);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is Call call && call.Has(FunctionTraits.NeedsTwoSamples)
            && call.ArgumentSpan is [MatrixSelector { Selector.Extension: SelectorExtension.None, Window.Constant: { } window } matrix, ..]
            && SampleIntervals.Find(context, matrix.Selector)?.Shortest is { } interval && window < 2 * interval)
        {
            context.ReportDiagnostic(Descriptor, matrix.Window.Range, call.Name, Show(window), Show(interval), Show(2 * interval), Show(4 * interval));
        }
    }

    private static string Show(TimeSpan duration) => PrometheusDuration.Format(duration);
}
