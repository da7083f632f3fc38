using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A comparison that holds for all values its sides can have: it lets every series through. <c>absent(x) == 1</c> and its
/// like, which only spell out the one value there is, are left alone.
/// So is <c>count(x &lt; 1) &gt; 0</c>, which says "any".
/// </summary>
internal sealed class AlwaysTrueComparison : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL3002", "always-true-comparison", "A comparison that always holds",
        "'{0}' always holds where the series exists: {1}; compare with a value that it can fall short of, or leave the comparison out", Severity.Warning) { Claim = Claim.AlwaysHolds };

    private static readonly FindingDetails Habit = new() { Severity = Severity.Information };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        var node = (BinaryExpr)context.Node;
        if (!node.IsComparison || context.FactsOf(node.Left) is not { Presence: not Presence.Never } left || context.FactsOf(node.Right) is not { Presence: not Presence.Never } right)
        {
            return;
        }

        bool leftIsConstant = left.Value.Single is not null;
        bool rightIsConstant = right.Value.Single is not null;
        if ((leftIsConstant && rightIsConstant) || !ValueSet.IsAlwaysTrue(left.Value, node.Operator, right.Value))
        {
            return;
        }

        if ((IsAny(node.Left) && left.IsConditional) || (IsAny(node.Right) && right.IsConditional))
        {
            return;
        }

        // To count what there is, or to say once more what a recorded series is filtered by, is a habit and does no harm.
        bool isHabit = IsAny(node.Left) || IsAny(node.Right) || RepeatsFilter(context, node.Left) || RepeatsFilter(context, node.Right);

        NodeFacts subject = leftIsConstant ? right : left;
        Location location = context.Locate(node.Range);
        context.Report(
            Descriptor, node.Range, FactReports.Chain(Reason.Join(left.ValueReason, right.ValueReason), location), null, isHabit ? Habit : FindingDetails.Default,
            FactReports.Short(node.Range.In(context.Expression.Text)), FactReports.Possible(subject.Value));
    }

    /// <summary>Whether series are counted: a comparison that always holds then only says that there are any.</summary>
    private static bool IsAny(Expr expr) => expr.WithoutParens() is (AggregateExpr { Operator: AggregateOperator.Count } or Call { Name: "count_over_time" });

    /// <summary>Whether an expression is a recorded series of which only those are recorded that a comparison lets through.</summary>
    private static bool RepeatsFilter(ExpressionContext context, Expr expr) =>
        IsSameFilter(expr.WithoutParens(), (BinaryExpr)context.Node) || expr.WithoutParens() is VectorSelector { Name: { } metric }
        && context.RuleSet.RecordingRules(metric) is { IsEmpty: false } rules
        && rules.All(static rule => rule.Expression?.Root?.WithoutParens() is BinaryExpr { IsComparison: true, ReturnsBool: false });

    /// <summary>Whether an expression is filtered already by what it is compared with once more.</summary>
    private static bool IsSameFilter(Expr expr, BinaryExpr comparison) =>
        expr is BinaryExpr { IsComparison: true, ReturnsBool: false } filter && filter.Operator == comparison.Operator
        && filter.Right.WithoutParens() is NumberLiteral { Value: var inner } && comparison.Right.WithoutParens() is NumberLiteral { Value: var outer } && inner == outer;
}
