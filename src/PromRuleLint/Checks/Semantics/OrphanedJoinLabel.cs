using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A label that <c>group_left</c> or <c>group_right</c> brings in and that an aggregation around it drops again.</summary>
internal sealed class OrphanedJoinLabel : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL3016", "orphaned-join-label", "A label brought in and aggregated away",
        "'{0}' is brought in here, but '{1}' drops it again: keep it there, or take it out of {2}", Severity.Information);

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
                RelatedLocation dropped = new(context.Locate(by), $"'{label.Name}' is dropped here");
                string text = FactReports.Short(by.In(context.Expression.Text));
                context.Report(Descriptor, label.Range, [dropped], null, label.Name, text, matching.Cardinality == MatchCardinality.ManyToOne ? "group_left" : "group_right");
            }
        }
    }
}
