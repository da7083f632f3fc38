using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A comparison with <c>bool</c> beside <c>and</c>, <c>or</c> or <c>unless</c>, which ask whether a series is there and not what
/// its value is: with <c>bool</c> it is always there.
/// </summary>
internal sealed class BoolComparisonAsCondition : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3004",
        name: "bool-comparison-as-condition",
        title: "A bool comparison used as a condition",
        messageFormat: "'{0}' asks whether a series is there, and {1}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A comparison with `bool` on the right side of `and` or `unless`, or, in an alert, on either side.") { HasFix = true, FixSafety = FixSafety.Unsafe };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);
        context.RegisterExpressionAction(AnalyzeRecorded, ExprKind.VectorSelector);
    }

    private static void Analyze(ExpressionContext context)
    {
        var node = (BinaryExpr)context.Node;
        if (!node.ReturnsBool || node.Type != ExprType.Vector || context.ParentBeyondParens() is not BinaryExpr { IsSetOperation: true } parent)
        {
            return;
        }

        // Left of "or", and left of the others, the value goes on; there it may well be meant.
        bool isLeft = parent.Left.WithoutParens() == node;
        if (parent.Operator == BinaryOperator.Or || (isLeft && context.Rule is not Rules.AlertingRule))
        {
            return;
        }

        CodeFix? fix = context.Fix("Remove 'bool'", isSafe: false, (new TextRange(node.OperatorRange.End, node.BoolRange.End), ""));
        context.ReportDiagnostic(
            Descriptor, node.BoolRange, new() { AdditionalLocations = [new AdditionalLocation(context.Locate(parent.OperatorRange), "asks only whether a series is there")], Fix = fix },
            parent.OperatorRange.In(context.Expression.Text).ToString(), "with 'bool' it is, with 0 where the comparison does not hold; remove 'bool'");
    }

    /// <summary>A verdict that another rule records, which is there whether it is 1 or 0.</summary>
    private static void AnalyzeRecorded(ExpressionContext context)
    {
        if (context.Node is not VectorSelector { Name: { } metric } selector || context.ParentBeyondParens() is not BinaryExpr { Operator: BinaryOperator.And or BinaryOperator.Unless } parent
            || parent.Right.WithoutParens() != selector || context.RuleSet.Resolve(context.Rule, selector) is not (var recording, BinaryExpr { ReturnsBool: true, Type: ExprType.Vector } verdict))
        {
            return;
        }

        context.ReportDiagnostic(
            Descriptor, selector.Range, new() { AdditionalLocations = [new AdditionalLocation(RuleSetContext.Locate(recording, verdict.BoolRange), "recorded with 0 where it does not hold")] },
            parent.OperatorRange.In(context.Expression.Text).ToString(), $"'{metric}' is recorded with 'bool', so it is, with 0 where the comparison does not hold; write '{metric} == 1'");
    }
}
