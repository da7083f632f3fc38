using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>An offset to a time of which nothing is kept any more.</summary>
internal sealed class OffsetPastRetention : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3031",
        name: "offset-past-retention",
        title: "An offset past the retention",
        messageFormat: "Samples are kept for {0}, so at '{1}' there are none; look back less far, or keep them longer",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An `offset` longer than the retention.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.VectorSelector, ExprKind.SubqueryExpr);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Configuration.Facts.Retention is { } retention && PastRetention.OffsetOf(context.Node) is var (offset, duration) && duration > retention)
        {
            context.ReportDiagnostic(Descriptor, offset.Range, PrometheusDuration.Format(retention), offset.Range.In(context.Expression.Text).ToString());
        }
    }
}
