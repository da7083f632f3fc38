using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Alerts;

/// <summary>An alert that fires for every series of a metric, whatever its value, because nothing compares it with anything.</summary>
internal sealed class AlertWithoutCondition : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL4003", "alert-without-condition", "An alert without a condition",
        "the alert '{0}' has no condition: it fires for every series that '{1}' returns, whatever its value; compare it with something",
        Severity.Warning) { Claim = Claim.AlwaysHolds };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, Enum.GetValues<ExprKind>());

    private static void Analyze(ExpressionContext context)
    {
        if (context.Depth > 0 || context.Rule is not AlertingRule { Name: { } name } || context.Node.Type != ExprType.Vector
            || context.FactsOf(context.Node) is not { Presence: Presence.Maybe, IsConditional: false })
        {
            return;
        }

        // bool is the matter of another check; of an info metric the labels are the condition.
        MetricCatalog catalog = context.Configuration.Facts.Metrics;
        if (context.Node.WithoutParens() is BinaryExpr { IsComparison: true } || context.Node.DescendantsAndSelf().Any(node => node is VectorSelector selector && IsConditionByLabels(selector, catalog)))
        {
            return;
        }

        context.Report(Descriptor, context.Node.Range, name.Value, FactReports.Short(context.Node.Range.In(context.Expression.Text)));
    }

    private static bool IsConditionByLabels(VectorSelector selector, MetricCatalog catalog) =>
        !selector.Matchers.IsEmpty && selector.Name is { } name
        && (catalog.Find(name)?.Type?.Value == MetricType.Info || name.EndsWith("_info", StringComparison.Ordinal) || name.EndsWith("_metadata", StringComparison.Ordinal) || name.EndsWith("_labels", StringComparison.Ordinal));
}
