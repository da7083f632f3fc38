using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A comparison that holds for all values its sides can have, or branches of <c>or</c> that together let everything
/// through. <c>absent(x) == 1</c> and its like, which only spell out the one value there is, are left alone. So is
/// <c>count(x) &gt; 0</c>, which says "any", and a condition that is said once more on what was recorded under it.
/// </summary>
internal sealed class AlwaysTrueComparison : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3002",
        name: "always-true-comparison",
        title: "A comparison that always holds",
        messageFormat: "'{0}' always holds where the series exists: {1}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A comparison that is true for every value its sides can have and therefore filters out nothing, or conditions on the same series joined by `or`, at least one of which always holds.") { Claim = Claim.AlwaysHolds };

    /// <summary>Of branches of one <c>or</c> on more series than this not all are compared with each other.</summary>
    private const int MaxSeries = 16;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        var node = (BinaryExpr)context.Node;
        if (node.Operator == BinaryOperator.Or)
        {
            AnalyzeBranches(context, node);
            return;
        }

        if (!node.IsComparison || context.FactsOf(node.Left) is not { Presence: not Presence.Never } left || context.FactsOf(node.Right) is not { Presence: not Presence.Never } right)
        {
            return;
        }

        bool leftIsConstant = left.Value.Single is not null;
        bool rightIsConstant = right.Value.Single is not null;
        bool isByValues = ValueSet.IsAlwaysTrue(left.Value, node.Operator, right.Value);
        bool isOffScale = !isByValues && rightIsConstant && IsOffScale(left.Value, node.Operator, right.Value) || leftIsConstant && IsOffScale(right.Value, ValueSet.Mirror(node.Operator), left.Value);
        if ((leftIsConstant && rightIsConstant) || !(isByValues || isOffScale || IsRelated(context, node)))
        {
            return;
        }

        // To count what there is, or to say once more what a recorded series is filtered by, is a habit and does no harm.
        bool isPresence = node is { Operator: BinaryOperator.Greater } && node.Right.WithoutParens() is NumberLiteral { Value: 0 } && left.IsConditional;
        if (isPresence || IsAny(node.Left, node.Operator, right) || IsAny(node.Right, ValueSet.Mirror(node.Operator), left) || RepeatsFilter(context, node.Left) || RepeatsFilter(context, node.Right))
        {
            return;
        }

        NodeFacts subject = leftIsConstant ? right : left;
        string why = isByValues || isOffScale ? FactReports.Possible(subject.Value) : "both sides are computed from the same series";
        Report(context, node, Reason.Join(left.ValueReason, right.ValueReason), $"{why}; compare with a value that it can fall short of, or leave the comparison out");
    }

    /// <summary>
    /// Whether a bound lies beyond all numbers that a value can be, so that only NaN does not pass: a share of 0 to 1 compared
    /// with 99. Where the bound is an end of them the comparison may be there to leave NaN out, as <c>&gt;= 0</c> does.
    /// </summary>
    private static bool IsOffScale(ValueSet value, BinaryOperator comparison, ValueSet bound) =>
        value is { MayBeNaN: true, MayBeHistogram: false, IsBounded: true } && value.WithNaN(false).Single is null && bound.Single is { } limit && double.IsFinite(limit) && comparison switch
        {
            BinaryOperator.Less or BinaryOperator.LessOrEqual => value.Max * (1 + 1e-6) < limit,
            _ => false,
        };

    /// <summary>Conditions on the same series, joined by <c>or</c>, of which for each value at least one holds.</summary>
    private static void AnalyzeBranches(ExpressionContext context, BinaryExpr or)
    {
        // The outermost of several speaks for all.
        if (context.ParentBeyondParens() is BinaryExpr { Operator: BinaryOperator.Or } || or.Matching is not { LabelsRange.IsEmpty: true }
            || context.FactsOf(or) is not { Presence: not Presence.Never })
        {
            return;
        }

        var conditions = new List<(Expr Series, ValueSet Passing)>();
        var branches = new Stack<Expr>([or.Right, or.Left]);
        while (branches.TryPop(out Expr? branch))
        {
            if (branch.WithoutParens() is BinaryExpr { Operator: BinaryOperator.Or, Matching.LabelsRange.IsEmpty: true } inner)
            {
                branches.Push(inner.Right);
                branches.Push(inner.Left);
            }
            else if (branch.WithoutParens() is BinaryExpr { IsComparison: true } && context.FactsOf(branch) is { Alternatives: [{ Identity: { } series, Passing: { } own, Condition: not null }] }
                && Join(context, conditions, series, own) is { } whole)
            {
                Report(context, or, whole.ValueReason, "one branch of 'or' lets through what the other does not; join conditions that must all hold with 'and'");
                return;
            }
        }
    }

    /// <summary>Adds a condition to those on the same series; gives what is known of the series where all of its values pass one of several, else null.</summary>
    private static NodeFacts? Join(ExpressionContext context, List<(Expr Series, ValueSet Passing)> conditions, Expr series, ValueSet own)
    {
        int at = conditions.FindIndex(condition => StructuralEquality.AreEqual(condition.Series, series));
        if (at < 0)
        {
            if (conditions.Count < MaxSeries)
            {
                conditions.Add((series, own));
            }

            return null;
        }

        ValueSet passing = conditions[at].Passing.Union(own);
        conditions[at] = (series, passing);
        return context.FactsOf(series) is { } whole && whole.Value.Numbers().IsSubsetOf(passing) ? whole : null;
    }

    private static void Report(ExpressionContext context, BinaryExpr node, Reason? reason, string why) =>
        context.ReportDiagnostic(
            Descriptor, node.Range, new() { AdditionalLocations = FactReports.Chain(reason, context.Locate(node.Range)) },
            FactReports.Short(node.Range.In(context.Expression.Text)), why);

    /// <summary>Whether the two sides are computed from the same series so that the comparison holds for each.</summary>
    private static bool IsRelated(ExpressionContext context, BinaryExpr node) => context.Facts.ForRule(context.Rule)?.RelationOf(node)?.Decide(node.Operator) == true;

    /// <summary>Whether series are counted and compared so that it only says that there are any.</summary>
    private static bool IsAny(Expr expr, BinaryOperator comparison, NodeFacts limit) =>
        IsCount(expr.WithoutParens())
        && (comparison, limit.Value.Single) is (BinaryOperator.Greater or BinaryOperator.NotEqual, 0) or (BinaryOperator.GreaterOrEqual, 1);

    /// <summary>Whether an expression counts, or picks or adds up what counts.</summary>
    private static bool IsCount(Expr expr) => expr switch
    {
        AggregateExpr { Operator: AggregateOperator.Count } or Call { Name: "count_over_time" } => true,
        AggregateExpr { Operator: AggregateOperator.Sum or AggregateOperator.Min or AggregateOperator.Max } aggregate => aggregate.Operand.WithoutParens() is Call { Name: "count_over_time" },
        _ => false,
    };

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
