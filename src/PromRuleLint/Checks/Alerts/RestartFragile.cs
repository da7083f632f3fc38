using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Alerts;

/// <summary>
/// An alert without <c>for</c> that computes with two sums over targets of different jobs: while Prometheus starts, one
/// job is scraped and the other is not yet, and the result is any number. Only jobs that are known to differ count.
/// </summary>
internal sealed class RestartFragile : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4009",
        name: "restart-fragile",
        title: "An alert without 'for' that compares sums over different jobs",
        messageFormat: "while Prometheus starts, not all targets of {0} and {1} are scraped, and '{2}' can give any number; write a 'for' of at least two scrape intervals",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An alert without `for` that combines two sums or counts whose series come from different jobs: the selectors name different values of `job`, or their metrics belong to different well-known exporters.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        var binary = (BinaryExpr)context.Node;
        if (context.Rule is not AlertingRule rule || binary.IsSetOperation || (rule.For is { } wait && wait.Value != TimeSpan.Zero))
        {
            return;
        }

        if (SumIn(binary.Left) is not { } left || SumIn(binary.Right) is not { } right || IsInSubquery(context))
        {
            return;
        }

        if (SourceOf(left) is { } leftSource && SourceOf(right) is { } rightSource && leftSource.Kind == rightSource.Kind && leftSource.Name != rightSource.Name)
        {
            string op = context.Expression.Text[binary.OperatorRange.Start..binary.OperatorRange.End];
            var details = new DiagnosticDetails { Assumptions = leftSource.Kind == "exporter" ? [Assumption.ExporterByName] : [] };
            context.ReportDiagnostic(Descriptor, binary.OperatorRange, details, Describe(leftSource), Describe(rightSource), op);
        }
    }

    private static string Describe((string Kind, string Name) source) => source.Kind == "job" ? $"job \"{source.Name}\"" : $"'{source.Name}…'";

    private static bool IsInSubquery(ExpressionContext context)
    {
        for (int up = 0; context.Ancestor(up) is { } ancestor; up++)
        {
            if (ancestor is SubqueryExpr)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The sum or count that an operand is, through parentheses and arithmetic with numbers.</summary>
    private static AggregateExpr? SumIn(Expr expr)
    {
        while (true)
        {
            switch (expr)
            {
                case ParenExpr paren:
                    expr = paren.Inner;
                    continue;
                case BinaryExpr { IsComparison: false } binary when binary.Right.Type == ExprType.Scalar:
                    expr = binary.Left;
                    continue;
                case BinaryExpr { IsComparison: false } binary when binary.Left.Type == ExprType.Scalar:
                    expr = binary.Right;
                    continue;
                case AggregateExpr { Operator: AggregateOperator.Sum or AggregateOperator.Count } aggregation:
                    return aggregation;
                default:
                    return null;
            }
        }
    }

    /// <summary>The job or exporter that all series of an expression come from; null where that is not known.</summary>
    private static (string Kind, string Name)? SourceOf(Expr expr)
    {
        (string Kind, string Name)? source = null;
        foreach (Expr node in expr.DescendantsAndSelf())
        {
            if (node is not VectorSelector selector)
            {
                continue;
            }

            (string, string)? own = JobOf(selector) is { } job ? ("job", job) : ExporterOf(selector) is { } exporter ? ("exporter", exporter) : null;
            if (own is null || (source is not null && source != own))
            {
                return null;
            }

            source = own;
        }

        return source;
    }

    private static string? JobOf(VectorSelector selector) =>
        selector.Matchers.FirstOrDefault(static matcher => matcher is { Name: TargetLabels.Job, Type: MatchType.Equal, Value.Length: > 0 })?.Value;

    private static string? ExporterOf(VectorSelector selector) =>
        selector.Name is { } name ? WellKnownMetrics.ExporterOf(name) : null;
}
