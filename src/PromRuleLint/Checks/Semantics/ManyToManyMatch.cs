using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// Aggregations that keep labels on which they are not matched: both sides, or the side that <c>group_left</c> or
/// <c>group_right</c> allows one series only. Several series there in one match group are an error when the rule runs
/// (<c>VectorBinop</c> in the reference's <c>promql/engine.go</c>).
/// </summary>
internal sealed class ManyToManyMatch : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3014",
        name: "many-to-many-match",
        title: "A many-to-many match",
        messageFormat: "{0}, without being matched on it: two values in a match group make the rule fail; match on the label or aggregate it away",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An arithmetic or comparison operator with `on` or `ignoring` between two aggregations that both explicitly keep labels that are not matched on.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is not BinaryExpr { Matching: { Cardinality: not MatchCardinality.ManyToMany, LabelsRange.IsEmpty: false } matching } node
            || context.FactsOf(node) is not { Presence: not Presence.Never } || ExtraLabels.MatchesOnNothing(context, node, matching))
        {
            return;
        }

        ExtraLabel? left = ExtraLabels.First(context, node.Left, matching);
        ExtraLabel? right = ExtraLabels.First(context, node.Right, matching);
        if (matching.Cardinality == MatchCardinality.ManyToOne)
        {
            left = null;
        }
        else if (matching.Cardinality == MatchCardinality.OneToMany)
        {
            right = null;
        }
        else if (left is null || right is null)
        {
            return;
        }

        string? what = (left, right) switch
        {
            ({ } l, { } r) => $"the left side keeps '{l.Name}' and the right side '{r.Name}'",
            ({ } l, null) => $"the left side, of which group_right allows one series, keeps '{l.Name}'",
            (null, { } r) => $"the right side, of which group_left allows one series, keeps '{r.Name}'",
            _ => null,
        };
        if (what is not null)
        {
            context.ReportDiagnostic(Descriptor, ExtraLabels.RangeOf(node), new() { AdditionalLocations = [.. Kept(left), .. Kept(right)] }, what);
        }
    }

    private static ImmutableArray<AdditionalLocation> Kept(ExtraLabel? label) => label is { } kept ? [kept.Kept] : [];
}
