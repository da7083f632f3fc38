using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A count over comparisons with <c>bool</c>: these keep every series, with 0 where they do not hold, so that the count does
/// not depend on them.
/// </summary>
internal sealed class CountOfBool : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL3040", "count-of-bool", "A count that its condition has no part in",
        "'{0}' counts what is 0 as well as what is 1, for 'bool' keeps every series; write '{1}', or leave 'bool' out", Severity.Warning) { HasFix = true, FixSafety = FixSafety.Unsafe };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.RegisterExpressionAction(AnalyzeAggregate, ExprKind.AggregateExpr);
        context.RegisterExpressionAction(AnalyzeCall, ExprKind.Call);
    }

    private static void AnalyzeAggregate(ExpressionContext context)
    {
        if (context.Node is AggregateExpr { Operator: AggregateOperator.Count } aggregate && IsOverBool(aggregate.Operand) && !IsWhole(context, aggregate.Operand))
        {
            Report(context, aggregate.OperatorRange, "sum");
        }
    }

    private static void AnalyzeCall(ExpressionContext context)
    {
        if (context.Node is Call { Name: "count_over_time", Arguments: [SubqueryExpr { Inner: var inner }] } call && IsOverBool(inner) && !IsWhole(context, inner))
        {
            Report(context, call.NameRange, "sum_over_time");
        }
    }

    private static void Report(ExpressionContext context, Text.TextRange name, string instead) =>
        context.Report(Descriptor, context.Node.Range, [], context.Fix($"Write '{instead}'", isSafe: false, (name, instead)), name.In(context.Expression.Text).ToString(), instead);

    private static bool IsOverBool(Expr operand)
    {
        foreach (Origin origin in SeriesOrigins.Of(operand, OriginPaths.Scaling | OriginPaths.Arithmetic))
        {
            if (origin.Node is not BinaryExpr { IsComparison: true, ReturnsBool: true })
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the count is the whole that a part is taken of: it divides, or what it counts is summed up beside it.</summary>
    private static bool IsWhole(ExpressionContext context, Expr operand)
    {
        Expr below = context.Node;
        for (int up = 0; context.Ancestor(up) is { } ancestor; up++)
        {
            if (ancestor is BinaryExpr { Operator: BinaryOperator.Divide } division && division.Right == below)
            {
                return true;
            }

            below = ancestor;
        }

        return below.DescendantsAndSelf().Any(node => node is AggregateExpr { Operator: AggregateOperator.Sum } sum && StructuralEquality.AreEqual(sum.Operand, operand));
    }
}
