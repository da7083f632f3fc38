using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A sum over all buckets of a classic histogram: they are cumulative, so that each observation counts several times.</summary>
internal sealed class BucketsSummed : Check
{
    /// <summary>Rules that read each other have an end.</summary>
    private const int MaxRules = 8;

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3049",
        name: "buckets-summed",
        title: "A sum over histogram buckets without le",
        messageFormat: "each observation counts in every bucket of '{0}' that it fits, so without 'le' this counts it several times; take '{1}', or keep 'le'",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "`sum` or `avg` of the buckets of a classic histogram (`…_bucket`), with or without a rate, that does not keep `le`, without a matcher that selects buckets.")
    {
        Assumptions = [Assumption.TypeByName],
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.AggregateExpr);

    private static void Analyze(ExpressionContext context)
    {
        var aggregate = (AggregateExpr)context.Node;
        if (aggregate.Operator is not (AggregateOperator.Sum or AggregateOperator.Avg) || KeepsLe(aggregate) || Buckets(context, aggregate.Operand) is not { Name: { } metric } selector
            || !MetricKinds.IsBuckets(context.Configuration.Facts.Metrics, metric) || metric.Contains(':', StringComparison.Ordinal) || context.RuleSet.MayBeRecorded(metric)
            || selector.Matchers.Any(IsOfOneBucket) || IsRead(context) || AsksForAny(context))
        {
            return;
        }

        context.ReportDiagnostic(Descriptor, aggregate.Range, metric, string.Concat(metric.AsSpan(0, metric.Length - "_bucket".Length), "_count"));
    }

    /// <summary>Whether the buckets stay apart, by <c>le</c>, or by the <c>vmrange</c> of VictoriaMetrics' histograms.</summary>
    private static bool KeepsLe(AggregateExpr aggregate) =>
        ExtraLabels.Contains(aggregate.Grouping, "le") != aggregate.Without || (!aggregate.Without && ExtraLabels.Contains(aggregate.Grouping, "vmrange"));

    /// <summary>Whether it is only asked whether anything has happened, or is there.</summary>
    private static bool AsksForAny(ExpressionContext context) => context.ParentBeyondParens() switch
    {
        BinaryExpr { IsComparison: true } comparison => comparison.Right.WithoutParens() is NumberLiteral { Value: 0 } || comparison.Left.WithoutParens() is NumberLiteral { Value: 0 },
        BinaryExpr { Operator: BinaryOperator.And or BinaryOperator.Unless } set => set.Right.WithoutParens() == context.Node,
        _ => false,
    };

    /// <summary>Whether a matcher asks for one bucket, or for what the buckets of a histogram cannot all be taken to be.</summary>
    private static bool IsOfOneBucket(LabelMatcher matcher)
    {
        if (matcher.Name != "le" || matcher.Type is not (MatchType.Equal or MatchType.Regexp))
        {
            return false;
        }

        // One bound may be written in several ways, such as `5` and `5.0`. In a pattern the point of a number stands for itself.
        return matcher.Type == MatchType.Equal || !matcher.Value.Contains('|', StringComparison.Ordinal)
            || matcher.Value.Trim('(', ')', '^', '$').Split('|').Select(static bound => double.TryParse(bound.Replace("\\", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN)
                .Distinct().Take(2).ToArray() is not [not double.NaN, not double.NaN];
    }

    /// <summary>The selector whose series are added up with all their values of <c>le</c>, also through rules that record them.</summary>
    private static VectorSelector? Buckets(ExpressionContext context, Expr expr)
    {
        for (int rules = 0; ;)
        {
            expr = expr.WithoutParens();
            switch (expr)
            {
                case VectorSelector { Name: { } metric } read when !read.Matchers.Any(static matcher => matcher.Name == "le") && rules++ < MaxRules && context.RuleSet.RecordedOnlyBy(metric) is { } recording:
                    expr = recording.Expression!.Root!;
                    break;
                case VectorSelector selector:
                    return selector;
                case Call { Subject: { } subject } call when call.Has(FunctionTraits.KeepsSeries) && !call.Has(FunctionTraits.IgnoresValue):
                    expr = subject;
                    break;
                case AggregateExpr { Operator: AggregateOperator.Sum or AggregateOperator.Avg } inner when KeepsLe(inner):
                    expr = inner.Operand;
                    break;
                case MatrixSelector or SubqueryExpr or BinaryExpr { IsComparison: false, IsSetOperation: false }
                    when SeriesOrigins.Next(expr, OriginPaths.Ranges | OriginPaths.Scaling) is ({ } operand, null):
                    expr = operand;
                    break;
                default:
                    return null;
            }
        }
    }

    /// <summary>Whether a function reads the buckets above: that <c>le</c> is missing there is another finding.</summary>
    private static bool IsRead(ExpressionContext context)
    {
        for (int up = 0; context.Ancestor(up) is { } ancestor; up++)
        {
            if (ancestor is Call call && call.Has(FunctionTraits.ReadsBuckets))
            {
                return true;
            }
        }

        return false;
    }
}
