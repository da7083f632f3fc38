using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Alerts;

/// <summary>
/// A group that records, evaluated less often than an instant selector looks back: between two evaluations its series
/// are gone. Alerts alone do not suffer: the alert is sent with an end time of four intervals.
/// </summary>
internal sealed class IntervalPastLookback : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4008",
        name: "interval-past-lookback",
        title: "A group interval longer than the lookback",
        messageFormat: "'{0}' records every {1}, and a sample is found for {2} only: in between the series is gone; evaluate the group at least every {2}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A group with recording rules whose `interval` is longer than the lookback: five minutes, unless `lookback_delta` is configured.");

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

        Rule? rule = context.Group.Rules.FirstOrDefault(rule => rule is RecordingRule { Name: not null } && IsMissed(context, rule.NameText!, interval));
        if (rule is { Name: { } name })
        {
            context.ReportDiagnostic(Descriptor, scalar.Range, name.Value, PrometheusDuration.Format(interval), PrometheusDuration.Format(lookback));
        }
    }

    /// <summary>
    /// Whether somebody reads a metric between two evaluations: a rule of another group, or nobody who is known. Rules of the
    /// group are evaluated at the same time stamp and find what was just recorded; a range as long as the interval holds a sample.
    /// </summary>
    private static bool IsMissed(GroupContext context, string metric, TimeSpan interval)
    {
        RuleGroup group = context.Group;
        MetricReader[] readers = [.. context.RuleSet.Surroundings.Readers(metric)];
        return readers.Length == 0 || readers.Any(reader => reader.Rule.Group != group && !IsReadThroughRange(reader, interval));
    }

    private static bool IsReadThroughRange(MetricReader reader, TimeSpan interval)
    {
        return reader.Rule.Expression?.Root?.DescendantsAndSelf().Any(node => node switch
        {
            MatrixSelector matrix => matrix.Selector == reader.Selector && Covers(matrix.Window),
            SubqueryExpr subquery => Covers(subquery.Window) && subquery.Inner.DescendantsAndSelf().Contains(reader.Selector),
            _ => false,
        }) == true;

        bool Covers(DurationSyntax window) => window.Constant >= interval;
    }
}
