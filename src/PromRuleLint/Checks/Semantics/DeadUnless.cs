using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>An <c>unless</c> that takes nothing, because its right side is always empty or can never match, or that takes everything.</summary>
internal sealed class DeadUnless : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3019",
        name: "dead-unless",
        title: "An 'unless' without effect or without result",
        messageFormat: "this 'unless' {0}: {1}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "An `unless` that removes nothing because its right side is always empty or never matches a series on the left, or an `unless` that removes everything because every series on the left also exists on the right.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is not BinaryExpr { Operator: BinaryOperator.Unless, Matching: { } matching } node
            || context.FactsOf(node.Left) is not { Presence: not Presence.Never } left
            || context.FactsOf(node.Right) is not { } right || context.FactsOf(node) is not { } facts)
        {
            return;
        }

        TextRange range = matching.LabelsRange.IsEmpty ? node.OperatorRange : TextRange.Union(node.OperatorRange, matching.LabelsRange);
        if (right.EmptyReason is { } empty)
        {
            context.ReportDiagnostic(Descriptor, range, new() { AdditionalLocations = FactReports.Chain(empty, context.Locate(range)) }, "takes nothing", "its right side is always empty");
        }
        else if (facts.EmptyReason is { } taken && taken.Steps(1) is [{ Kind: ReasonKind.Covered } first, ..])
        {
            context.ReportDiagnostic(Descriptor, range, new() { AdditionalLocations = FactReports.Chain(taken, context.Locate(range)) }, "leaves nothing", first.Message);
        }
        else if (Mismatch(context, node, left, right) is { } reason)
        {
            context.ReportDiagnostic(
                Descriptor, range, new() { AdditionalLocations = FactReports.Chain(reason, context.Locate(range)) },
                "takes nothing", reason.Message.Contains("unless", StringComparison.Ordinal) ? reason.Message : $"{reason.Message}; write 'unless on (…)' with the labels that both sides have");
        }
    }

    /// <summary>Why no series of the left can match one of the right; null where some may match.</summary>
    private static Reason? Mismatch(ExpressionContext context, BinaryExpr node, NodeFacts left, NodeFacts right)
    {
        var matching = new Matching(node);
        Reason? reason = null;
        foreach (Alternative l in left.Relevant)
        {
            foreach (Alternative r in right.Relevant)
            {
                if (matching.Conflict(l, r) is not { } conflict)
                {
                    return null;
                }

                reason ??= Transfer.Mismatch(node, matching, conflict, l, r, context.Rule);
            }
        }

        return reason;
    }
}
