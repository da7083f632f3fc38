using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Checks.Alerts;

/// <summary>
/// An alert that rests on series whose disappearance no alert notices: when they are gone it is silent, whatever has happened.
/// </summary>
internal sealed class AlertBlindWhenAbsent : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4018",
        name: "alert-blind-when-absent",
        title: "An alert that is silent when its series are gone",
        messageFormat: "'{0}' is silent when '{1}' is gone, and no alert notices that; add one on absent({1}), or on the 'up' of its target",
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        description: "An alert that depends on a series, directly or through recording rules, whose disappearance no alert detects: no alert tests for it with `absent`, `absent_over_time` or `unless`, none replaces it with `or`, and none reads `up`.")
    {
        Assumptions = [Assumption.RecordedHereOnly],
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRunAction(Analyze);

    private static void Analyze(RuleSetContext context)
    {
        RuleSet rules = context.RuleSet;
        if (rules.IsPartlyUnread)
        {
            return;
        }

        var series = new WatchedSeries(rules);
        foreach (AlertingRule alert in rules.Rules.OfType<AlertingRule>())
        {
            if (alert.Expression is { Errors.IsEmpty: true, Root: { } root })
            {
                series.Read(alert, root);
            }
        }

        // An alert on 'up' sees each target that is gone. A heartbeat comes from a file: its target stays when it goes.
        bool areTargetsWatched = series.IsRead(WellKnownMetrics.Up) || series.IsNoticed(WellKnownMetrics.Up);
        foreach ((AlertingRule rule, string metric) in series.Read())
        {
            bool isHeartbeat = context.ConfigurationOf(rule.File).Heartbeat.IsHeartbeat(metric);
            if (!series.IsNoticed(metric) && (isHeartbeat || !areTargetsWatched))
            {
                DiagnosticDetails details = isHeartbeat ? new DiagnosticDetails { Severity = DiagnosticSeverity.Warning } : DiagnosticDetails.Default;
                context.ReportDiagnostic(rule, Descriptor, rule.Expression!.Root!.Range, details, rule.NameText, metric);
            }
        }
    }

    /// <summary>The raw series that alerts rest on, through recording rules, and those whose absence they notice. Each rule is read once.</summary>
    private sealed class WatchedSeries(RuleSet rules)
    {
        private readonly OrderedDictionary<string, AlertingRule> _read = new(StringComparer.Ordinal);
        private readonly HashSet<string> _noticed = new(StringComparer.Ordinal);
        private readonly HashSet<(Rule, bool)> _seen = [];
        private readonly Stack<(Expr Node, bool IsNoticed)> _pending = new();

        public bool IsRead(string metric) => _read.ContainsKey(metric);

        public bool IsNoticed(string metric) => _noticed.Contains(metric);

        /// <summary>The metrics, each with the first alert that rests on it.</summary>
        public IEnumerable<(AlertingRule Rule, string Metric)> Read() => _read.Select(static read => (read.Value, read.Key));

        public void Read(AlertingRule alert, Expr root)
        {
            _pending.Push((root, false));
            while (_pending.TryPop(out (Expr Node, bool IsNoticed) at))
            {
                if (at.Node is VectorSelector { Name: { } metric })
                {
                    Add(alert, metric, at.IsNoticed);
                }

                for (int i = at.Node.ChildCount - 1; i >= 0; i--)
                {
                    _pending.Push((at.Node.GetChild(i), at.IsNoticed || Notices(at.Node, i)));
                }
            }
        }

        private void Add(AlertingRule alert, string metric, bool isNoticed)
        {
            if (isNoticed)
            {
                _noticed.Add(metric);
            }
            else if (!rules.MayBeRecorded(metric) && !AlertSeries.IsOne(metric))
            {
                _read.TryAdd(metric, alert);
            }

            foreach (RecordingRule recording in rules.RecordingRules(metric))
            {
                if (recording.Expression?.Root is { } root && _seen.Add((recording, isNoticed)))
                {
                    _pending.Push((root, isNoticed));
                }
            }
        }

        /// <summary>Whether a node gives something when the series of one of its children are gone.</summary>
        private static bool Notices(Expr node, int child) => node switch
        {
            Call call when call.Has(FunctionTraits.IsAbsence) => true,
            BinaryExpr { Operator: BinaryOperator.Unless } => child == 1,
            // Another series, or a number, stands in for what is missing.
            BinaryExpr { Operator: BinaryOperator.Or } => child == 0,
            _ => false,
        };
    }
}
