using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A rate of a sum of counters, directly by a subquery or through a recording rule: one counter's reset pulls the whole sum down.</summary>
internal sealed class AggregationBeforeRate : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3024",
        name: "aggregation-before-rate",
        title: "A rate of aggregated counters",
        messageFormat: "{0} {3} counters before {1} sees them, so the restart of one looks like a reset of all; write {2} on the counters themselves",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "`rate`, `irate` or `increase` of several counters that were first combined into one series by `sum`, `avg`, `min`, `max`, `+` or `-`.") { Assumptions = [Assumption.TypeByName] };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.Call);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is not Call { Subject: { Type: ExprType.Matrix } subject } call || !call.Has(FunctionTraits.IsCounterAware))
        {
            return;
        }

        if (subject is SubqueryExpr subquery && Combination(context, context.Rule, subquery.Inner) is { } inner)
        {
            if (inner.Rule == context.Rule)
            {
                context.ReportDiagnostic(Descriptor, OperatorOf(inner.Node), DetailsOf(inner.Node), "This", call.Name, Instead(inner, call), Verb(inner.Node));
            }
            else
            {
                Report(context, subquery.Inner, inner, call);
            }
        }
        else if (subject is MatrixSelector { Selector: { Name: { } metric } selector } && context.RuleSet.Records(metric) && Combination(context, context.Rule, selector) is { } recorded)
        {
            Report(context, selector, recorded, call);
        }
    }

    private static void Report(ExpressionContext context, Expr reads, Origin combination, Call call)
    {
        AdditionalLocation related = new(RuleSetContext.Locate(combination.Rule!, combination.Node.Range), "combined here");
        context.ReportDiagnostic(
            Descriptor, reads.Range, DetailsOf(combination.Node) with { AdditionalLocations = [related] },
            $"'{FactReports.Short(reads.Range.In(context.Expression.Text))}'", call.Name, Instead(combination, call), Verb(combination.Node));
    }

    /// <summary>The first node on the way to the series that makes one series of several counters; null where none does, or where they are no counters.</summary>
    private static Origin? Combination(ExpressionContext context, Rule rule, Expr expr)
    {
        foreach (Origin origin in SeriesOrigins.Find(expr, OriginPaths.Scaling | OriginPaths.Records, context.RuleSet, rule))
        {
            if (origin.Rule is { } at && IsCombination(origin.Node)
                && RawCounters.Find(context.RuleSet, at, origin.Node, RawCounters.StillGrowing | OriginPaths.Arithmetic, context.Configuration.Facts.Metrics, static (catalog, _, metric) => MetricKinds.IsCounterLike(catalog, metric)) is not null)
            {
                return origin;
            }
        }

        return null;
    }

    private static bool IsCombination(Expr node) => node switch
    {
        AggregateExpr aggregate => aggregate.Operator is AggregateOperator.Sum or AggregateOperator.Avg or AggregateOperator.Max or AggregateOperator.Min,
        BinaryExpr binary => binary.Operator is BinaryOperator.Add or BinaryOperator.Subtract,
        _ => false,
    };

    /// <summary>A maximum over replicas that count the same events is often meant.</summary>
    private static DiagnosticDetails DetailsOf(Expr combination) =>
        combination is AggregateExpr { Operator: AggregateOperator.Max or AggregateOperator.Min } ? new DiagnosticDetails { Severity = DiagnosticSeverity.Info } : DiagnosticDetails.Default;

    private static TextRange OperatorOf(Expr combination) => combination switch
    {
        AggregateExpr aggregate => aggregate.OperatorRange,
        BinaryExpr binary => binary.OperatorRange,
        _ => combination.Range,
    };

    private static string Verb(Expr combination) => combination switch
    {
        AggregateExpr { Operator: AggregateOperator.Max or AggregateOperator.Min } => "picks one of several",
        BinaryExpr { Operator: BinaryOperator.Subtract } => "subtracts",
        _ => "adds up",
    };

    private static string Instead(Origin combination, Call call)
    {
        string op = OperatorOf(combination.Node).In(combination.Rule!.Expression!.Text).ToString();
        return combination.Node is AggregateExpr ? $"{op}({call.Name}(…))" : $"{call.Name}(…) {op} {call.Name}(…)";
    }
}
