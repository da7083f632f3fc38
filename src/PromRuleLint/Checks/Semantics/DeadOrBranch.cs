using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A branch of <c>or</c> that never adds a series: it is always empty, or the left side has taken every series that it could add.</summary>
internal sealed class DeadOrBranch : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3018",
        name: "dead-or-branch",
        title: "An 'or' branch that never adds a series",
        messageFormat: "this branch of 'or' never adds a series: {0}; {1}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A branch of `or` that never adds a series: it is always empty, or the left side always exists and already matches every series that the branch could add.") { Claim = Claim.GivesNothing };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is not BinaryExpr { Operator: BinaryOperator.Or } node
            || context.FactsOf(node.Left) is not { } left || context.FactsOf(node.Right) is not { } right || context.FactsOf(node) is not { } facts
            || (left.Presence == Presence.Never && right.Presence == Presence.Never))
        {
            return;
        }

        if (left.EmptyReason is { } leftEmpty)
        {
            Report(context, node.Left, leftEmpty);
        }

        if (right.EmptyReason is { } rightEmpty)
        {
            Report(context, node.Right, rightEmpty);
        }
        else if (facts.Alternatives.Length == left.Alternatives.Length + right.Alternatives.Length
            && facts.Alternatives.AsSpan()[left.Alternatives.Length..].ToArray().All(static a => !a.IsPossible))
        {
            Report(context, node.Right, facts.Alternatives[^1].Impossibility!);
        }
    }

    private static void Report(ExpressionContext context, Expr branch, Reason reason)
    {
        string why = reason.Steps(1) is [var first, ..] ? first.Message : "it is always empty";
        context.ReportDiagnostic(Descriptor, branch.Range, new() { AdditionalLocations = FactReports.Chain(reason, context.Locate(branch.Range)) }, why, FactReports.OrBindsWeaker((BinaryExpr)context.Node, branch, context.Expression.Text) ?? "remove it");
    }
}
