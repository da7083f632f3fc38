using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Alerts;

/// <summary>
/// A <c>for</c> shorter than the interval at which the group is evaluated: the alert is looked at again only after one
/// interval, and fires then. Silent where neither the group nor the configuration says the interval.
/// </summary>
internal sealed class ForShorterThanInterval : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4007",
        name: "for-shorter-than-interval",
        title: "A 'for' shorter than the group interval",
        messageFormat: "the group is evaluated every {0}, so that 'for: {1}' waits {0} all the same; write 'for: {0}', or evaluate the group more often",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A `for` that is shorter than the `interval` of its group or, where the group sets none, than the configured `evaluation_interval`.") { HasFix = true, Repeats = RepeatScope.File };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(Analyze);

    private static void Analyze(RuleContext context)
    {
        if (context.Rule is not AlertingRule { For: { Value: { } duration, Scalar: var scalar } } rule || duration <= TimeSpan.Zero)
        {
            return;
        }

        RuleDuration? own = rule.Group.Interval;
        TimeSpan? interval = own is { Value: { } value } && value > TimeSpan.Zero ? value : context.Configuration.Facts.EvaluationInterval;
        if (interval is not { } every || duration >= every)
        {
            return;
        }

        string shown = PrometheusDuration.Format(every);
        ImmutableArray<AdditionalLocation> related = own is null ? [] : [new AdditionalLocation(context.Locate(own.Scalar.Range), "the interval")];
        CodeFix? fix = context.Fix(scalar, $"Write '{shown}'", isSafe: true, (new(0, scalar.Value.Length), shown));
        
        // A wait that is nearly what was asked for harms nobody.
        DiagnosticDetails details = every < 2 * duration ? new DiagnosticDetails { Severity = DiagnosticSeverity.Info } : DiagnosticDetails.Default;
        context.ReportDiagnostic(Descriptor, scalar.Range, details with { AdditionalLocations = related, Fix = fix }, shown, scalar.Value);
    }
}
