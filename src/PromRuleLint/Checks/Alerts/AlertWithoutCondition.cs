using System.Collections.Immutable;
using PromRuleLint.Checks.Semantics;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Alerts;

/// <summary>An alert that fires for every series of a metric, whatever its value, because nothing compares it with anything.</summary>
internal sealed class AlertWithoutCondition : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4003",
        name: "alert-without-condition",
        title: "An alert without a condition",
        messageFormat: "the alert '{0}' has no condition: {1}; {2}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An alert whose expression has no condition: no comparison, no `absent`, no `and` or `unless`, neither in the alert nor in the recording rules that it reads.") { Claim = Claim.AlwaysHolds };

    /// <summary>Values of labels of states that name one in which nothing is wrong.</summary>
    private static readonly string[] GoodStates =
        ["ok", "okay", "up", "healthy", "good", "normal", "online", "ready", "running", "active", "available", "success", "succeeded", "successful", "completed", "passed", "optimal", "clean", "none", "green", "true", "bound", "synced", "connected", "open", "enabled", "alive"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRootAction(Analyze);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Rule is not AlertingRule { Name: { } name } || context.Node.Type != ExprType.Vector
            || context.FactsOf(context.Node) is not { Presence: Presence.Maybe, IsConditional: false })
        {
            return;
        }

        // bool is the matter of another check; of an info metric, and of a name that is searched for, the labels are the condition.
        if (context.Node.WithoutParens() is BinaryExpr { IsComparison: true } || IsConditionByLabels(context.Node, context.Configuration.Facts.Metrics)
            || (context.Node.WithoutParens() is VectorSelector single && single.Matchers.Any(IsSearch)))
        {
            return;
        }

        string text = context.Expression.Text;
        if (FindOneSided(context) is var (side, condition))
        {
            // The comparison binds closer than 'or'.
            string what = FactReports.Short(new TextRange(condition.OperatorRange.Start, condition.Right.Range.End).In(text));
            context.ReportDiagnostic(
                Descriptor, context.Node.Range, new() { AdditionalLocations = [new AdditionalLocation(context.Locate(side.Range), "nothing is compared here")] },
                name.Value, $"'{what}' belongs to one side of 'or' only, so that it fires for every series of '{FactReports.Short(side.Range.In(text))}', whatever its value", "compare both sides, or put the whole 'or' in parentheses before the comparison");
            return;
        }

        context.ReportDiagnostic(
            Descriptor, context.Node.Range,
            name.Value, $"it fires for every series that '{FactReports.Short(context.Node.Range.In(text))}' returns, whatever its value", "compare it with something");
    }

    private static bool IsConditionByLabels(Expr root, MetricCatalog catalog) =>
        root.DescendantsAndSelf().Any(node => node is VectorSelector selector && (IsConditionByLabels(selector, catalog) || IsBadState(selector, catalog)));

    /// <summary>The side of an <c>or</c> that has no condition, and the comparison that is the other one.</summary>
    private static (Expr Side, BinaryExpr Condition)? FindOneSided(ExpressionContext context)
    {
        if (context.Node.WithoutParens() is not BinaryExpr { Operator: BinaryOperator.Or } either)
        {
            return null;
        }

        return (either.Left.WithoutParens(), either.Right.WithoutParens()) switch
        {
            (var left, BinaryExpr { IsComparison: true, ReturnsBool: false } right) when !IsConditional(left) => (left, right),
            (BinaryExpr { IsComparison: true, ReturnsBool: false } left, var right) when !IsConditional(right) => (right, left),
            _ => null,
        };

        bool IsConditional(Expr side) => context.FactsOf(side) is not { IsConditional: false };
    }

    /// <summary>
    /// Whether the series are there only in a bad state, which a label names. Of metrics that have a series for each state,
    /// with 1 for the one that is, this does not hold, and of counters neither.
    /// </summary>
    private static bool IsBadState(VectorSelector selector, MetricCatalog catalog) =>
        selector.Name is { } name && !WellKnownMetrics.Has(name, MetricTraits.SeriesOfEachState) && !MetricKinds.IsCounterLike(catalog, name) && catalog.Find(name)?.Type?.Value != MetricType.StateSet
        && selector.Matchers.Any(static matcher => WellKnownLabels.HasInAnyCase(matcher.Name, LabelTraits.State) && matcher.Value.Length > 0
            && matcher.Type switch
            {
                MatchType.Equal => true,
                MatchType.Regexp => FiniteValues(matcher) is { } values && !values.Contains(""),
                MatchType.NotEqual => IsGoodState(matcher.Value),
                MatchType.NotRegexp => FiniteValues(matcher) is { } values && values.All(static value => value.Length == 0 || IsGoodState(value)),
                _ => false,
            });

    private static bool IsGoodState(string value) => GoodStates.Contains(value, StringComparer.OrdinalIgnoreCase);

    private static ImmutableArray<string>? FiniteValues(LabelMatcher matcher) => matcher.Pattern is { FiniteMatches: { IsDefaultOrEmpty: false } values } ? values : null;

    /// <summary>
    /// Whether a matcher looks for what has a word somewhere in its name (<c>=~".*_invalid.*"</c>): a thing that should not be
    /// there. Labels that say where a series comes from are a choice of targets.
    /// </summary>
    private static bool IsSearch(LabelMatcher matcher) =>
        matcher.Type == MatchType.Regexp && !WellKnownLabels.HasInAnyCase(matcher.Name, LabelTraits.Place) && matcher.Value.Length > 4
        && matcher.Value.StartsWith(".*", StringComparison.Ordinal) && matcher.Value.EndsWith(".*", StringComparison.Ordinal);

    private static bool IsConditionByLabels(VectorSelector selector, MetricCatalog catalog) =>
        !selector.Matchers.IsEmpty && selector.Name is { } name
        && (catalog.Find(name)?.Type?.Value == MetricType.Info || name.EndsWith("_info", StringComparison.Ordinal) || name.EndsWith("_metadata", StringComparison.Ordinal) || name.EndsWith("_labels", StringComparison.Ordinal));
}
