using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A number of samples in a range, compared with what the range cannot hold at the interval at which its samples come, or
/// with what another interval would give.
/// </summary>
internal sealed class SampleCountAgainstInterval : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3047",
        name: "sample-count-against-interval",
        title: "A sample count that the interval cannot give",
        messageFormat: "a range of {0} holds about {1} {6} where there is one every {2}, so '{3}' {4}; {5}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "`count_over_time` compared with a number of samples that does not fit its range and the sampling interval.");

    /// <summary>Intervals in seconds that a bound may have been made for.</summary>
    private static readonly double[] UsualIntervals = [5, 10, 15, 20, 30, 60, 120, 300];

    /// <summary>Parts of all samples that bounds usually ask for.</summary>
    private static readonly double[] UsualParts = [1, 0.99, 0.98, 0.95, 0.9];

    /// <summary>A smaller number fits too many intervals.</summary>
    private const double FewestToFit = 10;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        var node = (BinaryExpr)context.Node;
        if (!node.IsComparison)
        {
            return;
        }

        (Expr side, BinaryOperator op, Expr limit) = node.Left.Type == ExprType.Scalar
            ? (node.Right, Facts.ValueSet.Mirror(node.Operator), node.Left)
            : (node.Left, node.Operator, node.Right);
        if (Counted(context, side) is not var (range, factor, isChanges) || context.FactsOf(limit)?.Value.Single is not { } number || Samples(context, range, isChanges) is not var (window, interval, isExact))
        {
            return;
        }

        double bound = number / factor;
        double expected = window / interval;
        string what = isChanges ? "writes" : "samples";
        if (Verdict(op, bound, expected) is { } verdict)
        {
            Report(context, node, window, interval, what, verdict, expected * factor < 1 ? "check the bound" : string.Create(CultureInfo.InvariantCulture, $"nine of ten are {expected * factor * 0.9:0.##}"));
        }
        else if (isExact && op is not (BinaryOperator.Equal or BinaryOperator.NotEqual) && bound < expected / 2)
        {
            ReportFew(context, node, range as MatrixSelector, number, bound, window, interval);
        }
    }

    /// <summary>A bound that looks at less than half of the samples, as one does that was made for another interval, or for writes and not for scrapes.</summary>
    private static void ReportFew(ExpressionContext context, BinaryExpr node, MatrixSelector? range, double number, double bound, double window, double interval)
    {
        if (range is not null && CadenceOf(context, range.Selector) is { } cadence && cadence.Every.TotalSeconds > interval && IsPart(bound, window / cadence.Every.TotalSeconds))
        {
            Report(
                context, node, window, interval, "samples", "looks at less than half of them",
                $"'{range.Selector.Name}' is written {cadence}, and each scrape counts; for its writes take 'changes({FactReports.Short(range.Range.In(context.Expression.Text))})'");
        }
        else if (FitsOtherInterval(bound, window, interval))
        {
            Report(
                context, node, window, interval, "samples", "looks at less than half of them",
                string.Create(CultureInfo.InvariantCulture, $"for the same part of them write {number * (Fitting(bound, window, interval) / interval):0.##}"));
        }
    }

    private static void Report(ExpressionContext context, BinaryExpr node, double window, double interval, string what, string verdict, string advice) =>
        context.ReportDiagnostic(
            Descriptor, node.Range,
            Show(window), string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(window / interval)}"), Show(interval), FactReports.Short(node.Range.In(context.Expression.Text)), verdict, advice, what);

    /// <summary>The range whose samples, or whose changes, are counted, and what their number is multiplied by; null where none are.</summary>
    private static (Expr Range, double Factor, bool IsChanges)? Counted(ExpressionContext context, Expr expr)
    {
        double factor = 1;
        expr = expr.WithoutParens();
        while (expr is BinaryExpr { Operator: BinaryOperator.Divide or BinaryOperator.Multiply } scaled && scaled.Right.WithoutParens() is NumberLiteral { Value: > 0 } by)
        {
            factor *= scaled.Operator == BinaryOperator.Divide ? 1 / by.Value : by.Value;
            expr = scaled.Left.WithoutParens();
        }

        (Rule rule, expr) = context.RuleSet.Resolve(context.Rule, expr);
        if (expr is AggregateExpr { Operator: AggregateOperator.Max or AggregateOperator.Min or AggregateOperator.Avg } picked)
        {
            expr = context.RuleSet.Resolve(rule, picked.Operand).Expr;
        }

        return expr is Call { Name: "count_over_time" or "changes", ArgumentSpan: [var range] } call ? (range, factor, call.Name == "changes")
            : expr is Call { Name: "sum_over_time", ArgumentSpan: [MatrixSelector { Selector.Name: WellKnownMetrics.Up or WellKnownMetrics.ProbeSuccess } indicator] } ? (indicator, factor, false)
            : null;
    }

    /// <summary>The length of a range, the shortest interval of its samples, in seconds, and whether all have that one; null where one of them is not known.</summary>
    private static (double Window, double Interval, bool IsExact)? Samples(ExpressionContext context, Expr range, bool isChanges)
    {
        if (isChanges)
        {
            // What is written at declared times changes no more often.
            return range is MatrixSelector { Window.Constant: { } length } written && CadenceOf(context, written.Selector)?.Every is { } every ? (length.TotalSeconds, every.TotalSeconds, false) : null;
        }

        (TimeSpan? window, (TimeSpan Shortest, TimeSpan Longest)? interval) = range switch
        {
            SubqueryExpr query => (query.Window.Constant, query.Step?.Constant is { } step ? (step, step) : null),
            MatrixSelector matrix => (matrix.Window.Constant, SampleIntervals.Find(context, matrix.Selector)),
            _ => (null, null),
        };
        return window is { } seconds && interval is ({ TotalSeconds: > 0 } shortest, var longest) ? (seconds.TotalSeconds, shortest.TotalSeconds, shortest == longest) : null;
    }

    /// <summary>What is true of the comparison whatever is lost or comes in between; null where that decides. One sample more than fits may stand at the edges.</summary>
    private static string? Verdict(BinaryOperator op, double bound, double expected)
    {
        double most = Math.Floor(expected) + 1;
        return op switch
        {
            BinaryOperator.Greater when bound >= most => "never holds",
            BinaryOperator.GreaterOrEqual or BinaryOperator.Equal when bound > most => "never holds",
            BinaryOperator.Less when bound > most => "always holds",
            BinaryOperator.LessOrEqual when bound >= most => "always holds",
            _ => null,
        };
    }

    private static Facts.Cadence? CadenceOf(ExpressionContext context, VectorSelector selector) =>
        selector.Name is { } metric && context.Configuration.Facts.HasCadences ? context.Configuration.Facts.CadenceOf(metric) : null;

    /// <summary>Whether a bound is a usual part of a number.</summary>
    private static bool IsPart(double bound, double number) => number >= 2 && Array.Exists(UsualParts, part => Math.Abs(bound - (part * number)) < 1);

    private static bool FitsOtherInterval(double bound, double window, double interval) => Fitting(bound, window, interval) > 0;

    /// <summary>The usual interval, longer than the real one, of whose samples the bound is a usual part; 0 where there is none.</summary>
    private static double Fitting(double bound, double window, double interval) =>
        Array.Find(UsualIntervals, other => other > interval && window / other >= FewestToFit && Array.Exists(UsualParts, part => Math.Abs(bound - (part * window / other)) < 1));

    private static string Show(double seconds) => PrometheusDuration.Format(TimeSpan.FromSeconds(seconds));
}
