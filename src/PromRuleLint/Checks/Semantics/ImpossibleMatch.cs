using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// Two sides of an operator of which no series can ever match: a label is missing on one and demanded on the other, or
/// their values exclude each other.
/// </summary>
internal sealed class ImpossibleMatch : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3012",
        name: "impossible-match",
        title: "An operator whose sides never match",
        messageFormat: "no series of the two sides can ever match, so that '{0}' gives nothing: {1}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A binary operator between two vectors whose series can never match: one side always has a label that the other side has lost, or the two sides allow different values.") { Claim = Claim.GivesNothing };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        var node = (BinaryExpr)context.Node;
        if (node.Matching is null || node.Operator is BinaryOperator.Or or BinaryOperator.Unless
            || context.FactsOf(node.Left) is not { Presence: not Presence.Never } || context.FactsOf(node.Right) is not { Presence: not Presence.Never }
            || context.FactsOf(node)?.EmptyReason is not { } reason || reason.Steps(1) is not [{ Kind: ReasonKind.Mismatch } first, ..])
        {
            return;
        }

        TextRange range = node.Matching.LabelsRange.IsEmpty ? node.OperatorRange : TextRange.Union(node.OperatorRange, node.Matching.LabelsRange);
        string op = node.OperatorRange.In(context.Expression.Text).ToString();
        context.ReportDiagnostic(Descriptor, range, new() { AdditionalLocations = FactReports.Chain(reason, context.Locate(range)) }, op, first.Message);
    }
}
