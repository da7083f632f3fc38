using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A comparison that holds for none of the values its sides can have, or conditions on one series that exclude each other.
/// Where it is all of an alert, the alert is reported instead.
/// </summary>
internal sealed class AlwaysFalseComparison : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3001",
        name: "always-false-comparison",
        title: "A comparison that never holds",
        messageFormat: "this never holds: {0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A comparison that is false for every value its sides can have, or two conditions on the same series that exclude each other.") { HasFix = true, FixSafety = FixSafety.Unsafe, Claim = Claim.GivesNothing };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        var node = (BinaryExpr)context.Node;
        if ((!node.IsComparison && node.Operator != BinaryOperator.And) || IsReportedAsAlert(context)
            || context.FactsOf(node.Left) is not { Presence: not Presence.Never } left
            || context.FactsOf(node.Right) is not { Presence: not Presence.Never } right
            || context.FactsOf(node) is not { } facts)
        {
            return;
        }

        if (node.ReturnsBool)
        {
            if (facts.Value.Single == 0 && !ArgumentOutOfRange.IsDateComparison(node))
            {
                bool isByValues = ValueSet.IsNeverTrue(left.Value, node.Operator, right.Value) || facts.ValueReason is null;
                context.ReportDiagnostic(
                    Descriptor, node.Range, new() { AdditionalLocations = FactReports.Chain(Reason.Join(left.ValueReason, right.ValueReason), context.Locate(node.Range)) },
                    isByValues ? FactReports.NeverHolds(node, left, right, context.Expression.Text) : facts.ValueReason!.Message);
            }

            return;
        }

        if (facts.EmptyReason is not { } reason || reason.Steps(1) is not [var first, ..])
        {
            return;
        }

        if (first.Kind == ReasonKind.Contradiction)
        {
            context.ReportDiagnostic(Descriptor, node.Range, new() { AdditionalLocations = FactReports.Chain(reason, context.Locate(node.Range)) }, first.Message);
        }
        else if (first.Kind == ReasonKind.FalseComparison && !ArgumentOutOfRange.IsDateComparison(node))
        {
            string text = context.Expression.Text;
            CodeFix? fix = FactReports.IsMeantAbsentAlike(node) ? context.Fix("Write 'absent'", isSafe: false, (node.Range, FactReports.MeantAbsent(node, text)!)) : null;
            bool isByValues = ValueSet.IsNeverTrue(left.Value, node.Operator, right.Value);
            string hint = context.Ancestor(0) is BinaryExpr or && FactReports.OrBindsWeaker(or, node, text) is { } weaker ? $"; {weaker}" : "";
            context.ReportDiagnostic(
                Descriptor, node.Range, new() { AdditionalLocations = FactReports.Chain(reason, context.Locate(node.Range)), Fix = fix },
                (isByValues ? FactReports.WhyNothing(node, context.Rule, context.RuleSet, context.FactsOf) : first.Message) + hint);
        }
    }

    /// <summary>Whether the comparison is all of an alert, of which another check says the same.</summary>
    private static bool IsReportedAsAlert(ExpressionContext context)
    {
        for (int up = 0; context.Ancestor(up) is { } ancestor; up++)
        {
            if (ancestor is not ParenExpr)
            {
                return false;
            }
        }

        return context.Rule is AlertingRule && !((BinaryExpr)context.Node).ReturnsBool;
    }
}
