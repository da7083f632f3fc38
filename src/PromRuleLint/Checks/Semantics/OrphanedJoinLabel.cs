using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A label that <c>group_left</c> or <c>group_right</c> brings in and that an aggregation around it drops again.</summary>
internal sealed class OrphanedJoinLabel : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3016",
        name: "orphaned-join-label",
        title: "A joined label that is aggregated away",
        messageFormat: "'{0}' is brought in here, but '{1}' drops it again: keep it there, or take it out of {2}",
        defaultSeverity: DiagnosticSeverity.Info,
        description: "A label that `group_left` or `group_right` adds, but that an enclosing aggregation drops before anything uses it.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is not BinaryExpr { Matching: { Include.IsEmpty: false } matching })
        {
            return;
        }

        foreach (LabelName label in matching.Include)
        {
            if (JoinLabels.DroppedBy(context, label.Name) is AggregateExpr aggregate)
            {
                var by = aggregate.GroupingRange.IsEmpty ? aggregate.OperatorRange : aggregate.GroupingRange;
                AdditionalLocation dropped = new(context.Locate(by), $"'{label.Name}' is dropped here");
                string text = FactReports.Short(by.In(context.Expression.Text));
                context.ReportDiagnostic(
                    Descriptor, label.Range, new() { AdditionalLocations = [dropped] },
                    label.Name, text, matching.Cardinality == MatchCardinality.ManyToOne ? "group_left" : "group_right");
            }
        }
    }
}
