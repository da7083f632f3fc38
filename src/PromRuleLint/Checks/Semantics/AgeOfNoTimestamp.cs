using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>The age of a value that is too small to be a timestamp: on a server it is above each bound.</summary>
internal sealed class AgeOfNoTimestamp : Check
{
    /// <summary>On a server <c>time()</c> is above 1.7e9; a timestamp below this is before 1973, and a bound above it more than three years.</summary>
    private const double NoTimestamp = 1e8;

    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL3045", "age-of-no-timestamp", "The age of a value that is no timestamp",
        "'{0}' is no timestamp ({1}), and time() is above 1.7e9 on a server, so this {2}; for the age of a sample write 'time() - timestamp({0})'", Severity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        var node = (BinaryExpr)context.Node;
        if (!node.IsComparison || Aged(node) is not var (value, bound, scale, isLeftLarger) || context.FactsOf(value) is not { Presence: not Presence.Never } facts
            || !IsSmall(facts.Value) || (bound is not null && !(context.FactsOf(bound)?.Value.Max < NoTimestamp * scale))
            || !value.DescendantsAndSelf().Any(static inner => inner is VectorSelector))
        {
            return;
        }

        bool holds = node.Operator switch
        {
            BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => isLeftLarger,
            BinaryOperator.Less or BinaryOperator.LessOrEqual => !isLeftLarger,
            BinaryOperator.NotEqual => true,
            _ => false,
        };
        context.Report(
            Descriptor, node.Range, FactReports.Chain(facts.ValueReason, context.Locate(node.Range)), null,
            FactReports.Short(value.Range.In(context.Expression.Text)), FactReports.Possible(facts.Value), holds ? "always holds" : "never holds");
    }

    /// <summary>
    /// What the age is taken of, what it is compared with (null for the time itself), what it is multiplied by, and whether the left side is the larger one;
    /// null where the comparison looks at no age.
    /// </summary>
    private static (Expr Value, Expr? Bound, double Scale, bool IsLeftLarger)? Aged(BinaryExpr node)
    {
        if (AgedBy(node.Left) is var (left, leftScale))
        {
            return (left, node.Right, leftScale, true);
        }

        if (AgedBy(node.Right) is var (right, rightScale))
        {
            return (right, node.Left, rightScale, false);
        }

        return node.Left.Type == ExprType.Vector && Clock.IsPast(node.Right) ? (node.Left, null, 1, false)
            : node.Right.Type == ExprType.Vector && Clock.IsPast(node.Left) ? (node.Right, null, 1, true)
            : null;
    }

    private static (Expr Value, double Scale)? AgedBy(Expr expr)
    {
        double scale = 1;
        while (true)
        {
            expr = expr.WithoutParens();
            switch (expr)
            {
                case BinaryExpr { Operator: BinaryOperator.Subtract, Right.Type: ExprType.Vector } difference when Clock.IsNow(difference.Left):
                    return (difference.Right, scale);
                case BinaryExpr { Operator: BinaryOperator.Divide } quotient when quotient.Right.WithoutParens() is NumberLiteral { Value: > 0 } divisor:
                    scale /= divisor.Value;
                    expr = quotient.Left;
                    break;
                case AggregateExpr or Call when SeriesOrigins.Next(expr, OriginPaths.Picks | OriginPaths.Sums) is ({ } inner, null):
                    expr = inner;
                    break;
                default:
                    return null;
            }
        }
    }

    private static bool IsSmall(ValueSet value) => !value.Intervals.IsEmpty && value.Max < NoTimestamp && value.Min > -NoTimestamp;
}
