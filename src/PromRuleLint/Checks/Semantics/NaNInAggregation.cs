using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A sum or an average over a ratio of rates, of several series or over time: where one is without traffic it is 0/0, which is
/// NaN, and makes the whole result NaN.
/// <c>min</c> and <c>max</c> pass over NaN, and counts do not look at values.
/// </summary>
internal sealed class NaNInAggregation : Check
{
    private const int MaxSteps = 256;

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3020",
        name: "nan-in-aggregation",
        title: "An aggregation that a single NaN spoils",
        messageFormat: "'{0}' is 0 while nothing happens, 0/0 is NaN, and one NaN makes the whole '{1}' NaN; divide by '(… > 0)' to leave such series out",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "`sum`, `avg`, `stddev` or `stdvar`, across series or over time (`avg_over_time`), of a ratio whose two sides are both 0 when there is no activity: rates or increases of counters, possibly summed, added or recorded by another rule.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.AggregateExpr, ExprKind.Call);

    private static void Analyze(ExpressionContext context)
    {
        (Expr Operand, TextRange Name)? aggregation = context.Node switch
        {
            AggregateExpr { Operator: AggregateOperator.Sum or AggregateOperator.Avg or AggregateOperator.Stddev or AggregateOperator.Stdvar } aggregate => (aggregate.Operand, aggregate.OperatorRange),
            Call { Function.IsOverRange: true, Subject: { } range } call when call.Has(FunctionTraits.PassesNaN) && !call.Has(FunctionTraits.KeepsValue) =>
                (range is MatrixSelector matrix ? matrix.Selector : range is SubqueryExpr subquery ? subquery.Inner : range, call.NameRange),
            _ => null,
        };
        if (aggregation is not var (operand, name) || FindDivision(context, operand) is not (Rule rule, BinaryExpr division))
        {
            return;
        }

        AdditionalLocation related = new(RuleSetContext.Locate(rule, division.OperatorRange), "this may be 0/0");
        context.ReportDiagnostic(
            Descriptor, name, new() { AdditionalLocations = [related] },
            FactReports.Short(division.Right.WithoutParens().Range.In(rule.Expression!.Text)), name.In(context.Expression.Text).ToString());
    }

    /// <summary>Whether a condition may leave series without traffic out. That a target is up, or what time it is, says nothing of traffic.</summary>
    private static bool MayLeaveOut(Expr condition) =>
        condition.DescendantsAndSelf().Any(static node => node is BinaryExpr { IsComparison: true })
        && condition.DescendantsAndSelf().Any(static node => node is VectorSelector { Name: not WellKnownMetrics.Up });

    /// <summary>A division of idle-able values whose NaN comes through to the expression, also over recording rules.</summary>
    private static (Rule, BinaryExpr)? FindDivision(ExpressionContext context, Expr operand)
    {
        if (context.FactsOf(operand) is not { Value.MayBeNaN: true })
        {
            return null;
        }

        var pending = new Stack<(Rule Rule, Expr Expr)>();
        pending.Push((context.Rule, operand));
        HashSet<Rule>? seen = null;
        for (int steps = 0; steps < MaxSteps && pending.TryPop(out (Rule Rule, Expr Expr) next); steps++)
        {
            (Rule rule, Expr expr) = next;
            if (context.Facts.ForRule(rule) is not { } facts || !facts.ForNode(expr).Value.MayBeNaN)
            {
                continue;
            }

            switch (expr)
            {
                case BinaryExpr { Operator: BinaryOperator.Divide } division when Idleness.MayBothBeIdle(context.Facts, rule, division):
                    return (rule, division);
                case BinaryExpr binary when binary.Operator == BinaryOperator.Or || (!binary.IsComparison && !binary.IsSetOperation):
                    pending.Push((rule, binary.Right));
                    pending.Push((rule, binary.Left));
                    break;
                // A condition on the right, as 'and rate(total) > 0', may leave the series without traffic out.
                case BinaryExpr { Operator: BinaryOperator.And or BinaryOperator.Unless } set when !MayLeaveOut(set.Right):
                    pending.Push((rule, set.Left));
                    break;
                case AggregateExpr selection when Operators.SelectsSeries(selection.Operator):
                    pending.Push((rule, selection.Operand));
                    break;
                case ParenExpr paren:
                    pending.Push((rule, paren.Inner));
                    break;
                case UnaryExpr unary:
                    pending.Push((rule, unary.Operand));
                    break;
                case Call { Subject: { } subject } call when call.Has(FunctionTraits.PassesNaN):
                    pending.Push((rule, subject is MatrixSelector range ? range.Selector : subject is SubqueryExpr subquery ? subquery.Inner : subject));
                    break;
                case VectorSelector { Name: { } name }:
                    foreach (RecordingRule recording in context.RuleSet.RecordingRules(name))
                    {
                        if (recording.Expression?.Root is { } root && (seen ??= []).Add(recording))
                        {
                            pending.Push((recording, root));
                        }
                    }

                    break;
            }
        }

        return null;
    }
}
