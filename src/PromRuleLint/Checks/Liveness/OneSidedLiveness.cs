using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Liveness;

/// <summary>A final verdict about a heartbeat that looks at the change of the sequence alone or at the freshness of the timestamp alone.</summary>
internal sealed class OneSidedLiveness : Check
{
    private const Signals ChangeSide = Signals.Changed | Signals.Unchanged;
    private const Signals FreshnessSide = Signals.Fresh | Signals.Stale;

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL5003",
        name: "one-sided-liveness",
        title: "A heartbeat verdict based on one side only",
        messageFormat: "'{0}' judges the heartbeat '{1}' by {2} alone, and no {5} watches {3}; join it with {4}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An alert about a heartbeat, or a recorded verdict (a word such as `ok`, `alive` or `stalled` in its name) that no other rule reads, which checks only whether the sequence changes or only whether the timestamp is fresh, also across several recording rules.") { Assumptions = [Assumption.HeartbeatByName] };

    /// <summary>Words that say of a recorded series that it is one side and not the whole verdict.</summary>
    private static readonly string[] OneSideWords = ["fresh", "freshness", "stale", "staleness", "change", "changes", "changed", "moves", "moved", "age"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleSetAction(static context => Analyze(context, Heartbeats.In(context)));

    private static void Analyze(RuleSetContext context, Heartbeats heartbeats)
    {
        if (!heartbeats.AreRead || context.RuleSet.IsPartlyUnread)
        {
            return;
        }

        HeartbeatFamily family = heartbeats.Family;
        LivenessSignals signals = heartbeats.Signals;
        var watched = new List<Watch>();
        var oneSided = new List<(Rule Rule, LivenessState Verdict, Fragment Source, string Metric)>();
        foreach (Rule rule in heartbeats.Series.Rules)
        {
            if (rule.Expression?.Root is not { } root || !IsFinal(context, rule)
                || family.ReadBy(new Fragment(rule, root)) is not { Count: > 0 } metrics)
            {
                continue;
            }

            LivenessState verdict = signals.Follow(rule).AsVerdict();
            watched.Add(new Watch(verdict.Form == LivenessForm.Verdict ? verdict.Signals : ChangeSide | FreshnessSide, metrics, rule is AlertingRule));
            if (Source(verdict) is { } source && IsWholeVerdict(rule) && family.ReadBy(source) is [var metric, ..] && family.IsPlain(metric, rule)
                && !metrics.Any(read => read != metric && HeartbeatFamily.AreRelated(metric, read)))
            {
                oneSided.Add((rule, verdict, source, metric));
            }
        }

        ILookup<string, Watch> byMetric = watched.SelectMany(static watch => watch.Metrics, static (watch, name) => (Name: HeartbeatFamily.OtherHalf(name) is null ? "" : name, Watch: watch)).ToLookup(static each => each.Name, static each => each.Watch, StringComparer.Ordinal);
        var sides = new Dictionary<(string Metric, Signals Side), bool>();
        foreach ((Rule rule, LivenessState verdict, Fragment source, string metric) in oneSided)
        {
            bool seesChange = (verdict.Signals & ChangeSide) != 0;
            Signals missing = seesChange ? FreshnessSide : ChangeSide;
            string other = HeartbeatFamily.OtherHalf(metric) ?? metric;
            if (!family.IsInUnreadable(other) && !IsWatchedOnce(metric, missing))
            {
                Report(context, rule, seesChange, source, metric);
            }
        }

        bool IsWatchedOnce(string metric, Signals side)
        {
            // Names that tell nothing are related to all.
            string? half = HeartbeatFamily.OtherHalf(metric);
            string key = half is null ? "" : metric;
            if (!sides.TryGetValue((key, side), out bool isWatched))
            {
                sides.Add((key, side), isWatched = IsWatched(half is null ? watched : [.. byMetric[metric], .. byMetric[half], .. byMetric[""]], side));
            }

            return isWatched;
        }
    }

    /// <summary>
    /// Whether a side of a heartbeat is looked at. Only alerts watch; where the rules have none on the heartbeat, those who
    /// read the final verdicts are elsewhere.
    /// </summary>
    private static bool IsWatched(List<Watch> related, Signals side)
    {
        bool hasAlerts = related.Exists(static watch => watch.IsAlert);
        return related.Exists(watch => (watch.Sides & side) != 0 && (watch.IsAlert || !hasAlerts));
    }

    private static void Report(RuleSetContext context, Rule rule, bool seesChange, Fragment source, string metric)
    {
        AdditionalLocation related = new(RuleSetContext.Locate(source.Rule, source.Expr.Range), seesChange ? "the change comes from here" : "the freshness comes from here");
        context.ReportDiagnostic(
            rule, Descriptor, rule.Expression!.Root!.Range, new() { AdditionalLocations = [related] },
            rule.NameText, metric, seesChange ? "its change" : "its freshness", seesChange ? "whether its timestamp is fresh" : "whether its sequence changes", seesChange ? $"time() - {HeartbeatFamily.TimestampOf(metric)}" : $"changes({HeartbeatFamily.SequenceOf(metric)}[…])", rule is AlertingRule ? "alert" : "other rule");
    }

    /// <summary>Where the one side comes from; null where the verdict has both sides or none.</summary>
    private static Fragment? Source(LivenessState verdict) => verdict.Form != LivenessForm.Verdict ? null
        : (verdict.Signals & FreshnessSide) == 0 ? verdict.Change
        : (verdict.Signals & ChangeSide) == 0 ? verdict.Freshness
        : null;

    /// <summary>Whether nothing in the rule set builds on the rule.</summary>
    private static bool IsFinal(RuleSetContext context, Rule rule) =>
        rule is AlertingRule
        || (rule is RecordingRule { NameText: { } name } && UnboundedIndicator.HasVerdictWord(name) && !context.RuleSet.Readers(name).Any());

    private static bool IsWholeVerdict(Rule rule) =>
        rule is AlertingRule || !rule.NameText!.Split('_', ':').Any(static word => OneSideWords.Contains(word, StringComparer.OrdinalIgnoreCase));

    /// <summary>What a rule that nothing builds on looks at.</summary>
    private sealed record Watch(Signals Sides, IReadOnlyList<string> Metrics, bool IsAlert);
}
