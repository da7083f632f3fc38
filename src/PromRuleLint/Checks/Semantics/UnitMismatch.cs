using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>Two quantities that are added, subtracted or compared although their metrics have different units, as it is declared or as their names say.</summary>
internal sealed class UnitMismatch : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3044",
        name: "unit-mismatch",
        title: "Quantities with different units",
        messageFormat: "'{0}' is in {1} and '{2}' in {3}{4}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A sum, difference or comparison of quantities whose metric names indicate different units: seconds and bytes, milliseconds and seconds, a ratio and a percentage.");

    private static readonly DiagnosticDescriptor OtherScale = Descriptor with { MessageFormat = "'{0}' is {1} {2}, and {3} is {4}; compare it with {5}" };

    /// <summary>Ratios that are not parts of a whole.</summary>
    private static readonly string[] OtherRatios =
        ["compression", "amplification", "overcommit", "overcommitment", "speedup", "dedup", "deduplication", "density", "signal", "noise", "snr", "aspect", "gear", "leverage", "growth"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        var node = (BinaryExpr)context.Node;
        if (!node.IsComparison && node.Operator is not (BinaryOperator.Add or BinaryOperator.Subtract))
        {
            return;
        }

        if (node.IsComparison && node.Right.WithoutParens() is NumberLiteral right)
        {
            AnalyzeBound(context, node, node.Left, right);
        }
        else if (node.IsComparison && node.Left.WithoutParens() is NumberLiteral left)
        {
            AnalyzeBound(context, node, node.Right, left);
        }
        else
        {
            AnalyzeSides(context, node);
        }
    }

    private static void AnalyzeSides(ExpressionContext context, BinaryExpr node)
    {
        var units = new UnitReader(context.RuleSet, context.Configuration.Facts.Metrics);
        if (units.Read(node.Left) is not { } left || units.Read(node.Right) is not { } right || left.FitsTo(right))
        {
            return;
        }

        // For a value that is proved not to be a timestamp, the age is reported.
        if (right.Dimension == Dimension.Ratio && Clock.IsNow(node.Left) && context.FactsOf(node.Right)?.Value is { Intervals.IsEmpty: false, Max: < double.PositiveInfinity })
        {
            return;
        }

        string op = node.OperatorRange.In(context.Expression.Text).ToString();
        Report(
            context, Descriptor, node, units, Text(context, node.Left), left.Name, Text(context, node.Right), right.Name,
            left.Dimension == right.Dimension ? $"; convert one of them before '{op}'" : $", which '{op}' cannot join; write metrics that measure the same");
    }

    /// <summary>A ratio against a percentage, and the other way round.</summary>
    private static void AnalyzeBound(ExpressionContext context, BinaryExpr node, Expr side, NumberLiteral bound)
    {
        bool isPercentage = bound.Value is >= 10 and <= 100;
        bool isPart = bound.Value is > 0 and < 1;
        if ((!isPercentage && !isPart) || node.Operator is BinaryOperator.Equal or BinaryOperator.NotEqual)
        {
            return;
        }

        var units = new UnitReader(context.RuleSet, context.Configuration.Facts.Metrics);
        if (units.Read(side) is not { Dimension: Dimension.Ratio } unit)
        {
            return;
        }

        string said = units.IsByName ? "by its name" : "as it is declared";
        string number = bound.Range.In(context.Expression.Text).ToString();
        if (unit.Scale == 1 && isPercentage && !IsOtherRatio(side))
        {
            Report(context, OtherScale, node, units, Text(context, side), "a ratio from 0 to 1", said, number, "a percentage", bound.Value / 100);
        }
        else if (unit.Scale < 1 && isPart && bound.Value >= 0.5)
        {
            Report(context, OtherScale, node, units, Text(context, side), "in percent", said, number, "a ratio from 0 to 1", bound.Value * 100);
        }
    }

    private static void Report(ExpressionContext context, DiagnosticDescriptor descriptor, BinaryExpr node, UnitReader units, params object?[] arguments) =>
        context.ReportDiagnostic(descriptor, node.Range, new() { Assumptions = units.IsByName ? [Assumption.UnitByName] : [] }, arguments);

    private static bool IsOtherRatio(Expr side) => side.DescendantsAndSelf().Any(static node =>
        node is VectorSelector { Name: { } metric } && metric.Split('_', ':').Any(static word => OtherRatios.Contains(word)));

    private static string Text(ExpressionContext context, Expr expr) => FactReports.Short(expr.Range.In(context.Expression.Text));
}
