using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A label that <c>group_left</c> or <c>group_right</c> brings in on a side of another operator that does not pass it on and
/// is not matched on it.
/// </summary>
internal sealed class UnusedJoinLabel : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3017",
        name: "unused-join-label",
        title: "A joined label that is never used",
        messageFormat: "'{0}' is brought in here, but '{1}' neither matches on it nor passes it on: join around that operator, or take the label out of {2}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A label that `group_left` or `group_right` adds to one operand of another operator that neither matches on the label nor passes it on.");

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
            if (JoinLabels.DroppedBy(context, label.Name) is BinaryExpr around)
            {
                TextRange at = ExtraLabels.RangeOf(around);
                AdditionalLocation dropped = new(context.Locate(at), $"'{label.Name}' is not passed on here");
                string text = FactReports.Short(at.In(context.Expression.Text));
                context.ReportDiagnostic(
                    Descriptor, label.Range, new() { AdditionalLocations = [dropped] },
                    label.Name, text, matching.Cardinality == MatchCardinality.ManyToOne ? "group_left" : "group_right");
            }
        }
    }
}
