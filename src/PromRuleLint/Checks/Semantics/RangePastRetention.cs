using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A range that reaches back to where nothing is kept any more, so that it holds less than it says.</summary>
internal sealed class RangePastRetention : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL3032", "range-past-retention", "A range past the retention",
        "Samples are kept for {0}, so this range of {1}{2} is never full; make it shorter, or keep them longer", Severity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.MatrixSelector, ExprKind.SubqueryExpr);

    private static void Analyze(ExpressionContext context)
    {
        DurationSyntax window = context.Node is MatrixSelector matrix ? matrix.Window : ((SubqueryExpr)context.Node).Window;
        TimeSpan offset = PastRetention.OffsetOf(context.Node)?.Duration ?? TimeSpan.Zero;
        if (context.Configuration.Facts.Retention is { } retention && window.Constant is { } range && offset <= retention && range + offset > retention)
        {
            string after = offset > TimeSpan.Zero ? $" after an offset of {PrometheusDuration.Format(offset)}" : "";
            context.Report(Descriptor, window.Range, PrometheusDuration.Format(retention), PrometheusDuration.Format(range), after);
        }
    }
}
