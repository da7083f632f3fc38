using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Policy;

/// <summary>A rule that reads more at each evaluation than the configuration allows. Silent where it sets no limit.</summary>
internal sealed class CostlyRule : Check
{
    private static readonly TimeSpan PrometheusDefault = TimeSpan.FromMinutes(1);

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL6040",
        name: "costly-rule",
        title: "A rule that costs more than allowed",
        messageFormat: "'{0}' may read {1} {2} at each evaluation, and {3} are allowed; shorten its ranges, select less, or read a recorded series",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A rule that may read more samples or series at each evaluation than `cost` in `promrulelint.yml` allows, or a rule that reads a metric whose number of series is unknown.");

    private static readonly DiagnosticDescriptor UnknownCost = Descriptor with
    {
        MessageFormat = "'{0}' reads '{1}', of which it is not known how many series there are; declare them, or take a snapshot of the server",
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(Analyze);

    private static void Analyze(RuleContext context)
    {
        if (context.Configuration.Cost is not { Samples: null, Series: null } && context.Rule.Expression is { Root: { } root } expression)
        {
            Analyze(context, context.Configuration.Cost, expression, root);
        }
    }

    private static void Analyze(RuleContext context, CostLimits limits, RuleExpression expression, Expr root)
    {
        FactsConfiguration facts = context.Configuration.Facts;
        TimeSpan evaluation = context.Rule.Group.Interval?.Value is { Ticks: > 0 } interval ? interval : facts.EvaluationInterval ?? PrometheusDefault;
        var cost = ExpressionCost.Estimate(root, facts.Metrics, selector => facts.ScrapeIntervalsOf(selector)?.Shortest ?? PrometheusDefault, evaluation);
        if (cost.Samples > limits.Samples)
        {
            context.ReportDiagnostic(Descriptor, expression.ToSource(root.Range), context.Rule.NameText, cost.Samples, "samples", limits.Samples);
        }
        else if (cost.Series > limits.Series)
        {
            context.ReportDiagnostic(Descriptor, expression.ToSource(root.Range), context.Rule.NameText, cost.Series, "series", limits.Series);
        }
        else if (cost.Unknown.FirstOrDefault(metric => !context.RuleSet.MayBeRecorded(metric)) is { } unknown)
        {
            context.ReportDiagnostic(UnknownCost, expression.ToSource(root.Range), context.Rule.NameText, unknown);
        }
    }
}
