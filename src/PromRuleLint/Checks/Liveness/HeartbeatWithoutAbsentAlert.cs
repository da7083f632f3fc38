using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Liveness;

/// <summary>A heartbeat that alerts watch while none of them notices when its series are gone.</summary>
internal sealed class HeartbeatWithoutAbsentAlert : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL5009",
        name: "heartbeat-without-absent-alert",
        title: "A heartbeat without an alert on its absence",
        messageFormat: "'{0}' is silent when '{1}' is gone, and no alert notices that; add one on absent_over_time({1}{{…}}[10m])",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An alert on the values of a heartbeat in a rule set in which no alert detects that the series of the heartbeat are gone. No alert uses `absent` or `absent_over_time` on the sequence, on the timestamp or on what is recorded from them, none removes them with `unless`, and none replaces them with `or`.") { Assumptions = [Assumption.HeartbeatByName] };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRunAction(Analyze);

    private static void Analyze(RuleSetContext context)
    {
        Heartbeats heartbeats = Heartbeats.In(context);
        if (!heartbeats.AreRead || context.RuleSet.IsPartlyUnread)
        {
            return;
        }

        HeartbeatFamily family = heartbeats.Family;
        var noticed = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<Rule>();
        var watched = new List<(Rule Rule, string Metric)>();
        foreach (Rule rule in heartbeats.Series.Rules)
        {
            if (rule is AlertingRule && rule.Expression?.Root is { } root)
            {
                var whole = new Fragment(rule, root);
                noticed.UnionWith(family.Nodes(whole, seen).SelectMany(node => NoticedBy(family, node)));
                if (family.ReadBy(whole).FirstOrDefault(metric => family.IsPlain(metric, rule)) is { } metric)
                {
                    watched.Add((rule, metric));
                }
            }
        }

        // Names that tell nothing are related to all.
        bool isAnyNoticed = noticed.Any(static name => HeartbeatFamily.OtherHalf(name) is null);
        foreach ((Rule rule, string metric) in watched)
        {
            bool isNoticed = HeartbeatFamily.OtherHalf(metric) is { } half ? isAnyNoticed || noticed.Contains(metric) || noticed.Contains(half) : noticed.Count > 0;
            if (!isNoticed && !family.IsInUnreadable(metric))
            {
                noticed.Add(metric);
                isAnyNoticed |= HeartbeatFamily.OtherHalf(metric) is null;
                context.ReportDiagnostic(rule, Descriptor, rule.Expression!.Root!.Range, rule.NameText, metric);
            }
        }
    }

    /// <summary>The heartbeats whose absence a node gives a result for.</summary>
    private static IEnumerable<string> NoticedBy(HeartbeatFamily family, Fragment node) => node.Expr switch
    {
        Call { Subject: { } argument } call when call.Has(FunctionTraits.IsAbsence) => family.ReadBy(node with { Expr = argument }),
        BinaryExpr { Operator: BinaryOperator.Unless } unless => family.ReadBy(node with { Expr = unless.Right }),
        // Another series or vector(0) stands in for what is missing.
        BinaryExpr { Operator: BinaryOperator.Or } either when family.ReadBy(node with { Expr = either.Right }).Count == 0 => family.ReadBy(node with { Expr = either.Left }),
        _ => [],
    };
}
