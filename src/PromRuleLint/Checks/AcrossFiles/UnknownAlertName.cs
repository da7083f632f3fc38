using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.AcrossFiles;

/// <summary>An <c>ALERTS{alertname="…"}</c> with a name that no rule alerts under, but nearly.</summary>
public sealed class UnknownAlertName : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL7009", "unknown-alert-name", "A selector of an alert that does not exist",
        "No rule alerts as '{0}', so this selector returns nothing; '{1}' may be meant", Severity.Warning) { HasFix = true, FixSafety = FixSafety.Unsafe };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.VectorSelector);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is not VectorSelector { Name: "ALERTS" or "ALERTS_FOR_STATE" } selector)
        {
            return;
        }

        foreach (LabelMatcher matcher in selector.Matchers)
        {
            // Alerts of other files may not be part of this run; only a name that is nearly one of this run's is certainly wrong.
            if (matcher is { Name: "alertname", Type: MatchType.Equal, Value.Length: > 0 } && context.RuleSet.AlertingRules(matcher.Value).IsEmpty && !context.RuleSet.IsPartlyUnread
                && NearestName.Find(matcher.Value, context.RuleSet.AlertNames) is { } nearest)
            {
                string text = $"\"{nearest}\"";
                context.Report(Descriptor, matcher.ValueRange, [], context.Fix($"Write {text}", isSafe: false, (matcher.ValueRange, text)), matcher.Value, nearest);
            }
        }
    }
}
