using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A division in which each series meets itself: without <c>on</c> and <c>ignoring</c> the partner of a series is the one
/// with the same labels, and that is the series itself, whatever else the other side selects.
/// </summary>
internal sealed class SelfDivision : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3060",
        name: "self-division",
        title: "A series divided by itself",
        messageFormat: "each series on the left is divided by itself, so the result is {0}, or NaN for 0; aggregate both sides without the label that tells the parts apart",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A division between two vectors, without `on` and `ignoring`, whose sides apply the same computation to the same metric and differ only in their matchers.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is not BinaryExpr { Operator: BinaryOperator.Divide, Matching: not null } division
            || context.FactsOf(division) is not { Presence: not Presence.Never } || context.Facts.ForRule(context.Rule)?.RelationOf(division)?.Multiple is not { } multiple)
        {
            return;
        }

        // x / x alone is a way to write 1 for each series.
        bool isCompared = context.ParentBeyondParens() is BinaryExpr { IsComparison: true };
        if (isCompared || !StructuralEquality.AreEqual(division.Left, division.Right))
        {
            context.ReportDiagnostic(Descriptor, division.Range, Interval.Format(multiple));
        }
    }
}
