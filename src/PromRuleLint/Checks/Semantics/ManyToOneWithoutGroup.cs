using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// An aggregation that keeps a label which the other side lacks and on which the sides are not matched, without
/// <c>group_left</c> or <c>group_right</c>: several series in one match group are an error when the rule runs
/// (<c>VectorBinop</c> in the reference's <c>promql/engine.go</c>).
/// </summary>
internal sealed class ManyToOneWithoutGroup : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL3013", "many-to-one-without-group", "Several series of one side may match one of the other",
        "the {0} side keeps '{1}', which is neither matched on nor there on the {2} side: as soon as '{1}' has two values in a match group, the rule fails; add {3} or aggregate '{1}' away",
        Severity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        // On all labels, two series of one side never share a match group.
        if (context.Node is not BinaryExpr { Matching: { Cardinality: MatchCardinality.OneToOne, LabelsRange.IsEmpty: false } matching } node
            || context.FactsOf(node) is not { Presence: not Presence.Never })
        {
            return;
        }

        LabelName? left = ExtraLabels.First(context, node.Left, matching);
        LabelName? right = ExtraLabels.First(context, node.Right, matching);
        if (left is { } l && right is null)
        {
            Report(context, node, l, node.Right, "left", "right", "group_left");
        }
        else if (right is { } r && left is null)
        {
            Report(context, node, r, node.Left, "right", "left", "group_right");
        }
    }

    private static void Report(ExpressionContext context, BinaryExpr node, LabelName label, Expr other, string many, string one, string modifier)
    {
        if (context.FactsOf(other) is { Presence: not Presence.Never } facts && facts.Labels.IsImpossible(label.Name))
        {
            RelatedLocation kept = new(context.Locate(label.Range), $"'{label.Name}' is kept here");
            context.Report(Descriptor, ExtraLabels.RangeOf(node), [kept], null, many, label.Name, one, modifier);
        }
    }
}
