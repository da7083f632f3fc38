using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A side that keeps a label on which the sides are not matched, without <c>group_left</c> or <c>group_right</c>: an
/// aggregation that names it, or series that come as they are where the other side has aggregated the label away. Several
/// series in one match group are an error when the rule runs (<c>VectorBinop</c> in the reference's <c>promql/engine.go</c>).
/// </summary>
internal sealed class ManyToOneWithoutGroup : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3013",
        name: "many-to-one-without-group",
        title: "A many-to-one match without a group modifier",
        messageFormat: "the {0} side keeps '{1}', on which the sides are not matched: with two values of it in a match group, {2}; add {3} or aggregate '{1}' away",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An arithmetic or comparison operator with `on` or `ignoring` and without `group_left` or `group_right`, where only one side keeps a label that is not matched on.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        // On all labels, two series of one side never share a match group.
        if (context.Node is not BinaryExpr { Matching: { Cardinality: MatchCardinality.OneToOne, LabelsRange.IsEmpty: false } matching } node
            || context.FactsOf(node) is not { Presence: not Presence.Never } || ExtraLabels.MatchesOnNothing(context, node, matching))
        {
            return;
        }

        (string Label, AdditionalLocation? Kept)? left = Extra(context, node, node.Left, node.Right, matching);
        (string Label, AdditionalLocation? Kept)? right = Extra(context, node, node.Right, node.Left, matching);
        if (left is var (l, leftKept) && right is null)
        {
            Report(context, node, l, leftKept, "left", "group_left");
        }
        else if (right is var (r, rightKept) && left is null)
        {
            Report(context, node, r, rightKept, "right", "group_right");
        }
    }

    /// <summary>The label by which several series of a side may fall into one match group; null where none is seen.</summary>
    private static (string Label, AdditionalLocation? Kept)? Extra(ExpressionContext context, BinaryExpr node, Expr side, Expr other, VectorMatching matching)
    {
        if (ExtraLabels.First(context, side, matching) is { } kept)
        {
            return (kept.Name, kept.Kept);
        }

        // Who ignores a label that the other side has not knows that this side has it.
        if (matching.IsOn || context.FactsOf(side) is not { Presence: not Presence.Never } facts || context.FactsOf(other) is not { Presence: not Presence.Never } others)
        {
            return null;
        }

        foreach (LabelName label in matching.Labels)
        {
            if (others.Labels.IsImpossible(label.Name) && HasSeveral(facts, label.Name))
            {
                return (label.Name, null);
            }
        }

        return null;
    }

    /// <summary>Whether a matcher, such as <c>code=~"5.."</c>, asks for several values of a label, or an aggregation keeps it.</summary>
    private static bool HasSeveral(NodeFacts facts, string label) =>
        facts.Labels[label] is { Reason: not null, Values: { MayBePresent: true, Single: null } };

    private static void Report(ExpressionContext context, BinaryExpr node, string label, AdditionalLocation? kept, string many, string modifier)
    {
        string when = node is { IsComparison: true, ReturnsBool: false } ? "the rule fails (up to Prometheus 3.8 only where the comparison holds for both)" : "the rule fails";
        context.ReportDiagnostic(Descriptor, ExtraLabels.RangeOf(node), new() { AdditionalLocations = kept is null ? [] : [kept] }, many, label, when, modifier);
    }
}
