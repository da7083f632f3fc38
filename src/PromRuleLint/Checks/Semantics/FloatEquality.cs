using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary><c>==</c> or <c>!=</c> with a number that a computed value hardly ever hits exactly.</summary>
internal sealed class FloatEquality : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3035",
        name: "float-equality",
        title: "An equality comparison with a computed number",
        messageFormat: "{0}, so it is hardly ever exactly {1}; compare with '>' or '<', or round() it first",
        defaultSeverity: DiagnosticSeverity.Info,
        description: "`==` or `!=` between a number and a rate or another extrapolated value, or between a fraction and a quotient, a mean or a measure of spread such as `mad_over_time`.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        var comparison = (BinaryExpr)context.Node;
        if (comparison.Operator is not (BinaryOperator.Equal or BinaryOperator.NotEqual))
        {
            return;
        }

        (Expr left, Expr right) = (comparison.Left.WithoutParens(), comparison.Right.WithoutParens());
        (Expr computed, NumberLiteral? number) = right is NumberLiteral literal ? (left, literal) : (right, left as NumberLiteral);
        if (number is not null && double.IsFinite(number.Value) && Reason(computed, number.Value) is { } reason)
        {
            context.ReportDiagnostic(Descriptor, comparison.OperatorRange, reason, number.Range.In(context.Expression.Text).ToString());
        }
    }

    /// <summary>Why the expression hardly ever has exactly that value. A rate is exactly 0 where nothing happened, and a ratio exactly 1 where both sides are equal.</summary>
    private static string? Reason(Expr expr, double value) => expr switch
    {
        Call call when value != 0 && (call.Has(FunctionTraits.NeedsTwoSamples | FunctionTraits.GivesFractions) || call.Name == "histogram_quantile") =>
            call.Has(FunctionTraits.Extrapolates) ? $"{call.Name} extrapolates to the edges of its window" : $"{call.Name} gives a computed fraction",
        BinaryExpr { Operator: BinaryOperator.Divide } when value != Math.Floor(value) => "A quotient is rounded",
        AggregateExpr { Operator: AggregateOperator.Avg or AggregateOperator.Stddev or AggregateOperator.Stdvar } when value != Math.Floor(value) => "A mean is rounded",
        Call { Name: "avg_over_time" } when value != Math.Floor(value) => "A mean is rounded",
        Call call when call.Has(FunctionTraits.MeasuresSpread) && value != Math.Floor(value) => $"{call.Name} gives a computed fraction",
        AggregateExpr { Operator: AggregateOperator.Sum or AggregateOperator.Max or AggregateOperator.Min } aggregate => Reason(aggregate.Operand.WithoutParens(), value),
        _ => null,
    };
}
