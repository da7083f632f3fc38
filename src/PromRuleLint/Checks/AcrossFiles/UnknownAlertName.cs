using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.AcrossFiles;

/// <summary>An <c>ALERTS{alertname="…"}</c> with a name that no rule alerts under, but nearly.</summary>
internal sealed class UnknownAlertName : Check
{
    /// <summary>A name further away than this is that of another alert.</summary>
    private const int MaxEdits = 2;

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL7009",
        name: "unknown-alert-name",
        title: "A selector for an unknown alert",
        messageFormat: "No rule alerts as '{0}', so {1}; '{2}' may be meant",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A selector `ALERTS{alertname=\"…\"}` or `ALERTS_FOR_STATE{alertname=\"…\"}` whose name is not the name of any alert of the run but is similar to one; also one of the names in a regular expression.") { HasFix = true, FixSafety = FixSafety.Unsafe, Assumptions = [Assumption.Misspelling] };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.VectorSelector);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is not VectorSelector { Name: AlertSeries.Alerts or AlertSeries.AlertsForState } selector)
        {
            return;
        }

        foreach (LabelMatcher matcher in selector.Matchers.Where(static matcher => matcher is { Name: "alertname", Type: MatchType.Equal or MatchType.Regexp, Value.Length: > 0 }))
        {
            if (matcher.Type == MatchType.Equal)
            {
                if (Meant(context, matcher.Value) is { } nearest)
                {
                    string text = $"\"{nearest}\"";
                    context.ReportDiagnostic(
                        Descriptor, matcher.ValueRange, new() { Fix = context.Fix($"Write {text}", isSafe: false, (matcher.ValueRange, text)) },
                        matcher.Value, "this selector returns nothing", nearest);
                }
            }
            else if (matcher.Pattern is { FiniteMatches: { IsDefault: false } names })
            {
                foreach (string name in names)
                {
                    if (Meant(context, name) is { } nearest)
                    {
                        context.ReportDiagnostic(Descriptor, matcher.Range, name, "this part of the pattern selects nothing", nearest);
                        break;
                    }
                }
            }
        }
    }

    /// <summary>
    /// The alert that was probably meant by a name that no rule alerts under. Alerts of other files may not be part of this
    /// run; only a name that is nearly one of this run's is certainly wrong. The alert that reads is never meant, nor one
    /// whose name only adds to the other's: it raises the other one again.
    /// </summary>
    private static string? Meant(ExpressionContext context, string name) =>
        name.Length == 0 || context.RuleSet.IsPartlyUnread || !context.RuleSet.AlertingRules(name).IsEmpty || context.RuleSet.Tested.KnowsAlert(name) ? null
        : context.RuleSet.NearAlertNames.Find(name, MaxEdits, other => other != context.Rule.NameText && !AddsTo(other, name));

    private static bool AddsTo(string one, string other) =>
        Math.Abs(one.Length - other.Length) > 1
        && (one.StartsWith(other, StringComparison.Ordinal) || one.EndsWith(other, StringComparison.Ordinal)
            || other.StartsWith(one, StringComparison.Ordinal) || other.EndsWith(one, StringComparison.Ordinal));
}
