using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Diagnostics;
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
        "PRL3047", "sample-count-against-interval", "A number of samples that the interval does not give",
        "a range of {0} holds about {1} samples where there is one every {2}, so '{3}' {4}; {5}", Severity.Warning);

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
        if (Counted(side) is not var (range, factor) || context.FactsOf(limit)?.Value.Single is not { } number || Samples(context, range) is not var (window, interval))
        {
            return;
        }

        double bound = number / factor;
        double expected = window / interval;
        if (Verdict(op, bound, expected) is { } verdict)
        {
            Report(context, node, window, interval, expected, verdict, expected * factor < 1 ? "check the bound" : string.Create(CultureInfo.InvariantCulture, $"nine of ten are {expected * factor * 0.9:0.##}"));
        }
        else if (op is not (BinaryOperator.Equal or BinaryOperator.NotEqual) && bound < expected / 2 && FitsOtherInterval(bound, window, interval))
        {
            Report(
                context, node, window, interval, expected, "looks at less than half of them",
                string.Create(CultureInfo.InvariantCulture, $"for the same part of them write {number * (Fitting(bound, window, interval) / interval):0.##}"));
        }
    }

    private static void Report(ExpressionContext context, BinaryExpr node, double window, double interval, double expected, string verdict, string advice) =>
        context.Report(
            Descriptor, node.Range, Show(window), string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(expected)}"), Show(interval),
            FactReports.Short(node.Range.In(context.Expression.Text)), verdict, advice);

    /// <summary>The range whose samples are counted, and what their number is multiplied by; null where none are.</summary>
    private static (Expr Range, double Factor)? Counted(Expr expr)
    {
        double factor = 1;
        expr = expr.WithoutParens();
        while (expr is BinaryExpr { Operator: BinaryOperator.Divide or BinaryOperator.Multiply } scaled && scaled.Right.WithoutParens() is NumberLiteral { Value: > 0 } by)
        {
            factor *= scaled.Operator == BinaryOperator.Divide ? 1 / by.Value : by.Value;
            expr = scaled.Left.WithoutParens();
        }

        return expr is Call { Name: "count_over_time", Arguments: [var range] } ? (range, factor) : null;
    }

    /// <summary>The length of a range and the interval of its samples, in seconds; null where one of them is not known.</summary>
    private static (double Window, double Interval)? Samples(ExpressionContext context, Expr range)
    {
        (TimeSpan? window, TimeSpan? interval) = range switch
        {
            SubqueryExpr query => (query.Window.Constant, query.Step?.Constant),
            MatrixSelector matrix => (matrix.Window.Constant, IntervalOf(context, matrix.Selector.Name)),
            _ => (null, null),
        };
        return window is { } length && interval is { TotalSeconds: > 0 } step ? (length.TotalSeconds, step.TotalSeconds) : null;
    }

    /// <summary>How often there is a sample: a recorded series has one each time its group is evaluated, others are scraped.</summary>
    private static TimeSpan? IntervalOf(ExpressionContext context, string? metric)
    {
        ImmutableArray<RecordingRule> rules = metric is null ? [] : context.RuleSet.RecordingRules(metric);
        return rules.IsEmpty ? context.Configuration.Facts.ScrapeInterval
            : rules is [var only] ? only.Group.Interval?.Value ?? context.Configuration.Facts.EvaluationInterval
            : null;
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

    private static bool FitsOtherInterval(double bound, double window, double interval) => Fitting(bound, window, interval) > 0;

    /// <summary>The usual interval, longer than the real one, of whose samples the bound is a usual part; 0 where there is none.</summary>
    private static double Fitting(double bound, double window, double interval) =>
        Array.Find(UsualIntervals, other => other > interval && window / other >= FewestToFit && Array.Exists(UsualParts, part => Math.Abs(bound - (part * window / other)) < 1));

    private static string Show(double seconds) => PrometheusDuration.Format(TimeSpan.FromSeconds(seconds));
}
