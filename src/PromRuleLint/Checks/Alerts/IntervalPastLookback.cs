using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Alerts;

/// <summary>
/// A group that records, evaluated less often than an instant selector looks back: between two evaluations its series
/// are gone. Alerts alone do not suffer: the Alertmanager is told to wait for four intervals.
/// </summary>
internal sealed class IntervalPastLookback : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL4008", "interval-past-lookback", "A group evaluated less often than selectors look back",
        "'{0}' records every {1}, and a sample is found for {2} only: in between the series is gone; evaluate the group at least every {2}",
        Severity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterGroupAction(Analyze);

    private static void Analyze(GroupContext context)
    {
        TimeSpan lookback = context.Configuration.Facts.LookbackDelta;
        if (context.Group.Interval is not { Value: { } interval, Scalar: var scalar } || interval <= lookback)
        {
            return;
        }

        if (context.Group.Rules.FirstOrDefault(static rule => rule is RecordingRule { Name: not null }) is { Name: { } name })
        {
            context.Report(Descriptor, scalar.Range, name.Value, PrometheusDuration.Format(interval), PrometheusDuration.Format(lookback));
        }
    }
}
