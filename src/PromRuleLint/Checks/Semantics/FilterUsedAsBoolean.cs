using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A comparison without <c>bool</c> whose result is computed with as if it were 0 or 1. Without <c>bool</c> it keeps the
/// left value where it holds and drops the series where it does not, so that "false" is never a number.
/// </summary>
internal sealed class FilterUsedAsBoolean : Check
{
    // So many nodes above a filter are looked at, or a chain of filters would be walked for each of them.
    private const int MaxAbove = 64;

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3003",
        name: "filter-used-as-boolean",
        title: "A filter used as a boolean",
        messageFormat: "'{0}' filters: where '{1}' fails this gives nothing, never 0, and where it holds it gives the value of the left side{2}, not 1; write '{0} bool' for a 0/1 verdict, 'and' for a gap",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A comparison without `bool` whose result is multiplied by 1 or by another comparison, clamped to 1, subtracted from 1, or compared with 0 although it can never be 0.") { HasFix = true, FixSafety = FixSafety.Unsafe, Repeats = RepeatScope.None };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        var comparison = (BinaryExpr)context.Node;
        if (context.Depth == 0 || !IsFilter(comparison) || UseAsNumber(comparison, context.Ancestor) is not { } use || AsksForPresence(context, use))
        {
            return;
        }

        bool isHeartbeat = ReadsHeartbeat(context, comparison);
        if (!isHeartbeat && IsRightAsItIs(context, comparison, use))
        {
            return;
        }

        string op = context.Expression.Text[comparison.OperatorRange.Start..comparison.OperatorRange.End];
        AdditionalLocation related = new(context.Locate(use.Range), "used as a number here");
        TextRange insert = new(comparison.OperatorRange.End, comparison.OperatorRange.End);
        CodeFix? fix = context.Fix($"Write '{op} bool'", isSafe: false, (insert, " bool"));
        context.ReportDiagnostic(
            Descriptor, comparison.OperatorRange,
            new() { AdditionalLocations = [related], Fix = fix, Severity = isHeartbeat ? DiagnosticSeverity.Error : null, Claim = LeavesNothing(context, comparison, use) ? Claim.GivesNothing : null },
            op, FactReports.Short(comparison.Range.In(context.Expression.Text)), Kept(context, comparison));
    }

    /// <summary>Whether nothing passes a comparison above because of what the filter keeps: then it is the reason of the finding about that comparison.</summary>
    private static bool LeavesNothing(ExpressionContext context, BinaryExpr filter, Expr use)
    {
        bool isAbove = false;
        for (int up = 0; up < MaxAbove && context.Ancestor(up) is { } ancestor; up++)
        {
            isAbove |= ancestor == use;
            if (isAbove && ancestor is BinaryExpr { IsComparison: true } && context.FactsOf(ancestor)?.EmptyReason is { } reason)
            {
                return reason.Steps().Any(step => step.Kind == ReasonKind.Filter && step.Rule == context.Rule && step.Range.Start == filter.OperatorRange.Start);
            }
        }

        return false;
    }

    /// <summary>What the filter keeps, as far as something is known of it.</summary>
    private static string Kept(ExpressionContext context, BinaryExpr comparison)
    {
        ValueSet value = context.FactsOf(comparison)?.Value ?? ValueSet.Unknown;
        return value.Single is { } only ? $" ({Interval.Format(only)})"
            : value.IsWhole ? ""
            : " (a fraction stays a fraction)";
    }

    /// <summary>
    /// Whether the rule does what it should and with <c>bool</c> would not: the comparison leaves exactly 1, so that a product
    /// vanishes where it fails; both limits of a <c>clamp</c> are the same; or the right side of an <c>or</c> supplies the 0.
    /// </summary>
    private static bool IsRightAsItIs(ExpressionContext context, BinaryExpr comparison, Expr use)
    {
        if ((use is BinaryExpr { Operator: BinaryOperator.Multiply } && context.FactsOf(comparison)?.Value.Single == 1)
            || (use is Call { Name: "clamp", ArgumentSpan: [_, var low, var high] } && low.WithoutParens() is NumberLiteral { Value: var from } && high.WithoutParens() is NumberLiteral { Value: var to } && from == to))
        {
            return true;
        }

        Expr? below = null;
        for (int up = 0; context.Ancestor(up) is { } parent; up++)
        {
            if (up == MaxAbove)
            {
                return true;
            }

            // An alert on whether the sum or product of filters is above 0 asks whether it is there: with 'bool' it would be an or.
            if (below is not null && context.Rule is AlertingRule && up == context.Depth - 1 && use is BinaryExpr
                && parent is BinaryExpr { Operator: BinaryOperator.Greater } positive && positive.Left == below && positive.Right.WithoutParens() is NumberLiteral { Value: 0 })
            {
                return true;
            }

            if (below is not null && parent is BinaryExpr { Operator: BinaryOperator.Or } either && either.Left == below && context.FactsOf(either.Right)?.Value.WithNaN(false).WithoutHistograms().Single == 0)
            {
                return true;
            }

            below = parent == use || below is not null ? parent : null;
        }

        return false;
    }

    /// <summary>
    /// The node that computes with the comparison as a 0 or 1; null where the filter may well be meant, as in
    /// <c>rate(errors) / (rate(total) &gt; 0)</c>.
    /// </summary>
    internal static Expr? UseAsNumber(BinaryExpr comparison, Func<int, Expr?> ancestor)
    {
        Expr below = comparison;
        for (int up = 0; ancestor(up) is { } parent; up++)
        {
            switch (parent)
            {
                case ParenExpr:
                    break;
                case BinaryExpr { Operator: BinaryOperator.Multiply } product:
                    Expr other = (product.Left == below ? product.Right : product.Left).WithoutParens();
                    return other is NumberLiteral { Value: 1 } || IsVerdict(other) ? product : null;
                case BinaryExpr { Operator: BinaryOperator.Add } sum when IsVerdict((sum.Left == below ? sum.Right : sum.Left).WithoutParens()):
                    return sum;
                case BinaryExpr { Operator: BinaryOperator.Subtract } difference
                    when difference.Right == below && difference.Left.WithoutParens() is NumberLiteral { Value: 1 }:
                    return difference;
                case BinaryExpr outer when outer.IsComparison && outer.Left == below && outer.Right.WithoutParens() is NumberLiteral { Value: 0 }
                    && outer.Operator == BinaryOperator.Equal && ExcludesZero(comparison):
                    return outer;
                case Call { Name: "clamp_max" or "clamp", Arguments.Length: > 1 } call
                    when call.Arguments[0] == below && call.Arguments[^1].WithoutParens() is NumberLiteral { Value: 1 }:
                    return call;
                default:
                    return null;
            }

            below = parent;
        }

        return null;
    }

    /// <summary>
    /// Whether an alert looks only at whether the product or sum is there: filters joined so are a logical and, and
    /// with <c>bool</c> the alert would fire always.
    /// </summary>
    private static bool AsksForPresence(ExpressionContext context, Expr use)
    {
        if (context.Rule is not AlertingRule || use is not BinaryExpr { Operator: BinaryOperator.Multiply or BinaryOperator.Add })
        {
            return false;
        }

        Expr? below = null;
        for (int up = 0; context.Ancestor(up) is { } parent; up++)
        {
            if (below is not null && parent is BinaryExpr binary)
            {
                if (binary.IsComparison)
                {
                    return false;
                }

                if (binary.Operator is BinaryOperator.And or BinaryOperator.Unless && binary.Right == below)
                {
                    return true;
                }
            }

            below = parent == use || below is not null ? parent : null;
        }

        return true;
    }

    /// <summary>Whether the other factor or summand is itself a filter: the two can only be meant as truth values.</summary>
    private static bool IsVerdict(Expr expr) => expr switch
    {
        BinaryExpr binary when binary.IsComparison => IsFilter(binary),
        BinaryExpr { Operator: BinaryOperator.Multiply } product => IsVerdict(product.Left.WithoutParens()) || IsVerdict(product.Right.WithoutParens()),
        _ => false,
    };

    /// <summary>Whether a comparison with a constant lets no zero through, so that <c>== 0</c> on it can never hold.</summary>
    private static bool ExcludesZero(BinaryExpr comparison) => comparison.Right.WithoutParens() is NumberLiteral { Value: var limit } && comparison.Operator switch
    {
        BinaryOperator.Greater => limit >= 0,
        BinaryOperator.GreaterOrEqual => limit > 0,
        BinaryOperator.Less => limit <= 0,
        BinaryOperator.LessOrEqual => limit < 0,
        BinaryOperator.Equal => limit != 0,
        BinaryOperator.NotEqual => limit == 0,
        _ => false,
    };

    /// <summary>Whether an expression computes with a filter as a 0 or 1.</summary>
    internal static bool IsIn(Expr root)
    {
        var ancestors = new List<Expr>();
        var pending = new Stack<(Expr Node, int Depth)>([(root, 0)]);
        while (pending.TryPop(out (Expr Node, int Depth) at))
        {
            ancestors.RemoveRange(at.Depth, ancestors.Count - at.Depth);
            if (at.Node is BinaryExpr binary && IsFilter(binary) && UseAsNumber(binary, up => up < ancestors.Count ? ancestors[^(up + 1)] : null) is not null)
            {
                return true;
            }

            ancestors.Add(at.Node);
            for (int i = at.Node.ChildCount - 1; i >= 0; i--)
            {
                pending.Push((at.Node.GetChild(i), at.Depth + 1));
            }
        }

        return false;
    }

    internal static bool IsFilter(BinaryExpr binary) => binary is { IsComparison: true, ReturnsBool: false, Type: ExprType.Vector };

    private static bool ReadsHeartbeat(ExpressionContext context, Expr expr)
    {
        foreach (Expr node in expr.DescendantsAndSelf())
        {
            if (node is VectorSelector { Name: { } name } && context.Configuration.Heartbeat.IsHeartbeat(name))
            {
                return true;
            }
        }

        return false;
    }
}
