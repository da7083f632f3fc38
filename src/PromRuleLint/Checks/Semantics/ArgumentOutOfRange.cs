using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A number that a function has no use for: a quantile outside 0 to 1, a selection of no series, limits the wrong way
/// round, or a weekday, month or hour that no calendar has.
/// </summary>
internal sealed class ArgumentOutOfRange : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3028",
        name: "argument-out-of-range",
        title: "An argument or limit out of range",
        messageFormat: "the quantile {0} is outside 0 to 1: '{1}' gives {2}{3}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "An argument outside the range that is meaningful for a function, or a clock or calendar function compared with a value that it never returns.");

    private static readonly DiagnosticDescriptor NoSeries = Descriptor with { MessageFormat = "'{0}' of {1} series gives nothing; the number must be 1 or more" };

    private static readonly DiagnosticDescriptor Ratio = Descriptor with { MessageFormat = "a ratio of {0} is outside -1 to 1 or selects nothing" };

    private static readonly DiagnosticDescriptor CrossedBounds = Descriptor with { MessageFormat = "the least value, {0}, is greater than the greatest, {1}: 'clamp' gives nothing; exchange the two" };

    private static readonly DiagnosticDescriptor SmoothingFactor = Descriptor with { MessageFormat = "a smoothing factor of {0} is an error when the query runs; it must lie between 0 and 1" };

    private static readonly DiagnosticDescriptor RoundingToZero = Descriptor with { MessageFormat = "rounding to multiples of 0 gives NaN; write the step to round to, such as 1 or 0.1" };

    private static readonly DiagnosticDescriptor NeverOnCalendar = Descriptor with { MessageFormat = "'{0}' is never {1} {2}: it gives {3}{4}" };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) =>
        context.RegisterExpressionAction(Analyze, ExprKind.Call, ExprKind.AggregateExpr, ExprKind.BinaryExpr);

    /// <summary>Whether a comparison with what a calendar never shows is reported here.</summary>
    internal static bool IsDateComparison(BinaryExpr node) => DateOf(node.Left) is not null || DateOf(node.Right) is not null;

    private static void Analyze(ExpressionContext context)
    {
        switch (context.Node)
        {
            case AggregateExpr { Parameter: { } parameter } aggregate:
                AnalyzeAggregate(context, aggregate, parameter);
                break;
            case Call call:
                AnalyzeCall(context, call);
                break;
            case BinaryExpr { IsComparison: true } comparison:
                AnalyzeDate(context, comparison);
                break;
        }
    }

    private static void AnalyzeAggregate(ExpressionContext context, AggregateExpr node, Expr parameter)
    {
        if (context.FactsOf(parameter)?.Value is not { MayBeNaN: false, Intervals.IsEmpty: false } value)
        {
            return;
        }

        switch (node.Operator)
        {
            case AggregateOperator.Quantile:
                CheckQuantile(context, "quantile", parameter.Range, value);
                break;
            case AggregateOperator.TopK or AggregateOperator.BottomK or AggregateOperator.LimitK when value.Max < 1:
                context.ReportDiagnostic(NoSeries, parameter.Range, node.OperatorRange.In(context.Expression.Text).ToString(), value);
                break;
            case AggregateOperator.LimitRatio when value.Single is 0 || value.Min > 1 || value.Max < -1:
                context.ReportDiagnostic(Ratio, parameter.Range, value);
                break;
        }
    }

    private static void AnalyzeCall(ExpressionContext context, Call call)
    {
        switch (call.Name)
        {
            case "histogram_quantile" or "quantile_over_time" when call.ChildCount > 0 && ValueOf(context, call.GetChild(0)) is { } phi:
                CheckQuantile(context, call.Name, call.GetChild(0).Range, phi);
                break;
            case "histogram_quantiles":
                foreach (Expr argument in call.Arguments.Skip(2))
                {
                    if (ValueOf(context, argument) is { } quantile)
                    {
                        CheckQuantile(context, call.Name, argument.Range, quantile);
                    }
                }

                break;
            case "clamp" when call.ChildCount == 3 && ValueOf(context, call.GetChild(1)) is { } low && ValueOf(context, call.GetChild(2)) is { } high && low.Min > high.Max:
                context.ReportDiagnostic(CrossedBounds, TextRange.Union(call.GetChild(1).Range, call.GetChild(2).Range), low, high);
                break;
            case "double_exponential_smoothing":
                foreach (Expr factor in call.Arguments.Skip(1))
                {
                    if (ValueOf(context, factor) is { } smoothing && (smoothing.Max <= 0 || smoothing.Min >= 1))
                    {
                        context.ReportDiagnostic(SmoothingFactor, factor.Range, smoothing);
                    }
                }

                break;
            case "round" when call.ChildCount == 2 && ValueOf(context, call.GetChild(1))?.Single == 0:
                context.ReportDiagnostic(RoundingToZero, call.GetChild(1).Range);
                break;
        }
    }

    private static void AnalyzeDate(ExpressionContext context, BinaryExpr node)
    {
        (Call? date, Expr other, BinaryOperator op) = DateOf(node.Left) is { } onLeft ? (onLeft, node.Right, node.Operator) : (DateOf(node.Right), node.Left, ValueSet.Mirror(node.Operator));
        if (date is null || context.FactsOf(date) is not { } facts || ValueOf(context, other) is not { Single: not null } value || !ValueSet.IsNeverTrue(facts.Value, op, value))
        {
            return;
        }

        string hint = date.Name == "day_of_week" ? "; Sunday is 0" : date.Name == "month" ? "; January is 1" : "";
        // That the branch of 'or' is empty follows from this.
        DiagnosticDetails details = context.ParentBeyondParens() is BinaryExpr { Operator: BinaryOperator.Or }
            ? new() { AdditionalLocations = [new AdditionalLocation(context.Locate(node.Range), "so this never holds")], Claim = Claim.GivesNothing }
            : DiagnosticDetails.Default;
        context.ReportDiagnostic(NeverOnCalendar, other.Range, details, date.Name, Transfer.Symbol(op), value, facts.Value, hint);
    }

    private static void CheckQuantile(ExpressionContext context, string function, TextRange range, ValueSet phi)
    {
        if (phi.Max < 0 || phi.Min > 1)
        {
            string hint = phi.Single is > 1 and <= 100 and { } percent ? $"; write {Interval.Format(percent / 100)}" : "";
            context.ReportDiagnostic(Descriptor, range, phi, function, phi.Max < 0 ? "-Inf" : "+Inf", hint);
        }
    }

    private static ValueSet? ValueOf(ExpressionContext context, Expr expr) => context.FactsOf(expr)?.Value is { MayBeNaN: false, Intervals.IsEmpty: false } value ? value : null;

    private static Call? DateOf(Expr expr) => expr.WithoutParens() is Call call && call.Has(FunctionTraits.IsDate) && call.Name != "year" ? call : null;
}
