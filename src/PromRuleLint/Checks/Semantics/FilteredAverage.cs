using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// An average over the samples that a comparison without <c>bool</c> has let through: the false side is not there, so that
/// it is no share of the time.
/// </summary>
internal sealed class FilteredAverage : Check
{
    /// <summary>So many nodes are looked through; recording rules that read each other have an end.</summary>
    private const int MaxSteps = 64;

    private static readonly string[] ShareWords = ["share", "ratio", "availability", "uptime", "percent", "burn"];

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3041",
        name: "filtered-average",
        title: "An average over a filter",
        messageFormat: "'{0}' keeps only the samples for which '{1}' holds, so {2} is {3} and never a share of the time; write '{4} bool'",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "`avg_over_time` or `quantile_over_time` of a comparison without `bool`, directly or through a recording rule, or any average of a comparison that only one value satisfies.") { HasFix = true, FixSafety = FixSafety.Unsafe };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.RegisterExpressionAction(AnalyzeCall, ExprKind.Call);
        context.RegisterExpressionAction(AnalyzeAggregate, ExprKind.AggregateExpr);
    }

    private static void AnalyzeCall(ExpressionContext context)
    {
        if (context.Node is Call { Name: "avg_over_time" or "quantile_over_time", Subject: { } subject } call)
        {
            Expr inner = subject is MatrixSelector range ? range.Selector : subject is SubqueryExpr query ? query.Inner : subject;
            if (FilterBelow(context, inner) is { } found && Leaves(context, found, isOverTime: true) is { } left)
            {
                Report(context, found, call.Name, left);
            }
        }
    }

    private static void AnalyzeAggregate(ExpressionContext context)
    {
        if (context.Node is AggregateExpr { Operator: AggregateOperator.Avg } aggregate
            && FilterBelow(context, aggregate.Operand) is { } found && Leaves(context, found, isOverTime: false) is { } left)
        {
            Report(context, found, "avg", left);
        }
    }

    private static void Report(ExpressionContext context, (Rule Rule, BinaryExpr Filter) found, string average, string left)
    {
        (Rule rule, BinaryExpr filter) = found;
        string text = rule.Expression!.Text;
        bool isHere = rule == context.Rule;
        CodeFix? fix = isHere ? context.Fix("Write 'bool'", isSafe: false, FactReports.AddBool(filter)) : null;
        AdditionalLocation related = new(RuleSetContext.Locate(rule, filter.Range), "only what holds goes on from here");
        string what = isHere ? filter.OperatorRange.In(text).ToString() : rule.NameText!;
        context.ReportDiagnostic(
            Descriptor, context.Node.Range, new() { AdditionalLocations = [related], Fix = fix },
            what, FactReports.Short(filter.Range.In(text)), average, left, filter.OperatorRange.In(text).ToString());
    }

    /// <summary>
    /// The comparison that lets samples through to the average, also over recording rules; of factors the first one, where
    /// each is filtered. Null where not all samples pass a comparison.
    /// </summary>
    private static (Rule Rule, BinaryExpr Filter)? FilterBelow(ExpressionContext context, Expr operand)
    {
        (Rule, BinaryExpr)? found = null;
        var pending = new Stack<(Rule Rule, Expr Expr)>([(context.Rule, operand)]);
        for (int steps = 0; pending.TryPop(out (Rule Rule, Expr Expr) at); steps++)
        {
            Expr expr = at.Expr.WithoutParens();
            switch (expr)
            {
                case BinaryExpr comparison when FilterUsedAsBoolean.IsFilter(comparison):
                    found ??= (at.Rule, comparison);
                    break;
                case BinaryExpr { Operator: BinaryOperator.Multiply, Left.Type: ExprType.Vector, Right.Type: ExprType.Vector } product:
                    pending.Push((at.Rule, product.Right));
                    pending.Push((at.Rule, product.Left));
                    break;
                case VectorSelector { Name: { } metric } when steps < MaxSteps && context.RuleSet.RecordedOnlyBy(metric) is { } recording:
                    pending.Push((recording, recording.Expression!.Root!));
                    break;
                case BinaryExpr { Operator: BinaryOperator.And or BinaryOperator.Unless } set:
                    pending.Push((at.Rule, set.Left));
                    break;
                case Call { Subject: { Type: ExprType.Vector } subject } call when call.Has(FunctionTraits.KeepsSeries):
                    pending.Push((at.Rule, subject));
                    break;
                case not BinaryExpr { IsSetOperation: true } when expr is not VectorSelector && SeriesOrigins.Next(expr, OriginPaths.Scaling) is ({ } inner, null):
                    pending.Push((at.Rule, inner));
                    break;
                default:
                    return null;
            }
        }

        return found;
    }

    /// <summary>What the average is, in words; null where a mean of what passes may well be meant.</summary>
    private static string? Leaves(ExpressionContext context, (Rule Rule, BinaryExpr Filter) found, bool isOverTime)
    {
        if (context.Facts.ForRule(found.Rule) is not { } facts)
        {
            return null;
        }

        BinaryExpr filter = found.Filter;
        if (facts.ForNode(filter).Value.WithoutHistograms().Single is { } only)
        {
            return $"always {Interval.Format(only)}";
        }

        // '> 0' often only leaves out what is no measurement, unless a share is promised.
        (Expr subject, BinaryOperator op, Expr bound) = filter.Left.Type == ExprType.Scalar ? (filter.Right, ValueSet.Mirror(filter.Operator), filter.Left) : (filter.Left, filter.Operator, filter.Right);
        return isOverTime && bound.WithoutParens() is NumberLiteral { Value: var limit } && ((limit != 0 && op != BinaryOperator.NotEqual) || (op == BinaryOperator.Greater && PromisesShare(context.Rule) && !IsShare(subject)))
            ? "the mean of those samples"
            : null;
    }

    private static bool PromisesShare(Rule rule) => rule is RecordingRule { NameText: { } name } && NamesShare(name);

    /// <summary>Whether what is filtered is a share itself, whose mean may be meant.</summary>
    private static bool IsShare(Expr expr) => expr.DescendantsAndSelf().Any(static node => node is VectorSelector { Name: { } metric } && NamesShare(metric));

    private static bool NamesShare(string name) => name.Split('_', ':').Any(static word => ShareWords.Any(share => word.StartsWith(share, StringComparison.OrdinalIgnoreCase)));
}
