using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A count over comparisons with <c>bool</c>: these keep every series, with 0 where they do not hold, so that the count does
/// not depend on them.
/// </summary>
internal sealed class CountOfBool : Check
{
    /// <summary>So many nodes are looked through; rules that read each other have an end.</summary>
    private const int MaxSteps = 64;

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3040",
        name: "count-of-bool",
        title: "A count that ignores its condition",
        messageFormat: "'{0}' counts what is 0 as well as what is 1, for 'bool' keeps every series; write '{1}', or leave 'bool' out",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "`count` or `count_over_time` of a comparison with `bool`, or of a product or sum of such comparisons.") { HasFix = true, FixSafety = FixSafety.Unsafe };

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
        if (context.Node is AggregateExpr { Operator: AggregateOperator.Count } aggregate && IsOverBool(context, aggregate.Operand) && !IsWhole(context, aggregate.Operand))
        {
            Report(context, aggregate.OperatorRange, "sum");
        }
    }

    private static void AnalyzeCall(ExpressionContext context)
    {
        if (context.Node is Call { Name: "count_over_time", Subject: { Type: ExprType.Matrix } range } call && (range is SubqueryExpr subquery ? subquery.Inner : (range as MatrixSelector)?.Selector) is { } inner && IsOverBool(context, inner) && !IsWhole(context, inner))
        {
            Report(context, call.NameRange, "sum_over_time");
        }
    }

    private static void Report(ExpressionContext context, Text.TextRange name, string instead) =>
        context.ReportDiagnostic(
            Descriptor, context.Node.Range, new() { Fix = context.Fix($"Write '{instead}'", isSafe: false, (name, instead)) },
            name.In(context.Expression.Text).ToString(), instead);

    /// <summary>
    /// Whether what is counted is made of comparisons with <c>bool</c> and nothing else; a filter around them counts some only.
    /// Recorded verdicts may be counted for how many there are, but not by an alert that fires where there are many.
    /// </summary>
    private static bool IsOverBool(ExpressionContext context, Expr operand)
    {
        bool found = false;
        bool followsRules = AsksForMany(context);
        var pending = new Stack<Expr>([operand]);
        for (int steps = 0; pending.TryPop(out Expr? at); steps++)
        {
            Expr expr = at.WithoutParens();
            switch (expr)
            {
                case BinaryExpr { IsComparison: true, ReturnsBool: true }:
                    found = true;
                    break;
                case VectorSelector { Name: { } metric } when followsRules && steps < MaxSteps && context.RuleSet.RecordedOnlyBy(metric) is { } recording:
                    pending.Push(recording.Expression!.Root!);
                    break;
                case BinaryExpr { IsComparison: false, IsSetOperation: false, Left.Type: ExprType.Vector, Right.Type: ExprType.Vector } both:
                    pending.Push(both.Right);
                    pending.Push(both.Left);
                    break;
                case BinaryExpr { IsComparison: false, IsSetOperation: false } or UnaryExpr when SeriesOrigins.Next(expr, OriginPaths.Scaling) is ({ } inner, null):
                    pending.Push(inner);
                    break;
                default:
                    return false;
            }
        }

        return found;
    }

    private static bool AsksForMany(ExpressionContext context) =>
        context.Rule is AlertingRule && context.ParentBeyondParens() is BinaryExpr comparison && comparison.Operator switch
        {
            BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => comparison.Left.WithoutParens() == context.Node && comparison.Right.Type == ExprType.Scalar,
            BinaryOperator.Less or BinaryOperator.LessOrEqual => comparison.Right.WithoutParens() == context.Node && comparison.Left.Type == ExprType.Scalar,
            _ => false,
        };

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
