using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Liveness;

/// <summary>A function on a heartbeat series that hides what the series is watched for: a stall, a restart, a step back.</summary>
internal sealed class ForbiddenHeartbeatFunction : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL5001",
        name: "forbidden-heartbeat-function",
        title: "A function that hides a heartbeat's stall or restart",
        messageFormat: "{0}() must not be used on the heartbeat '{1}': {2}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A call of `increase`, `abs`, `sgn` or the misspelled `sign` on a heartbeat series: directly, inside other calls and subqueries, or on a recorded series that only copies the heartbeat under another name.") { Assumptions = [Assumption.HeartbeatByName] };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleSetAction(static context => Analyze(context, Heartbeats.In(context).Series));

    private static void Analyze(RuleSetContext context, HeartbeatSeries heartbeats)
    {
        if (!heartbeats.AreRead)
        {
            return;
        }

        var seen = new HashSet<(Rule, Expr)>();

        // A call around several heartbeats is reported for the one that is read first in all rules.
        foreach (IGrouping<string?, MetricReader> ofOneName in heartbeats.Rules.SelectMany(static rule => rule.Selectors, static (rule, selector) => new MetricReader(rule, selector)).GroupBy(static reader => reader.Selector.Name, StringComparer.Ordinal))
        {
            foreach (MetricReader reader in ofOneName.Where(reader => heartbeats.IsHeartbeat(reader.Rule, reader.Selector)))
            {
                ReportCallsAround(context, reader, reader.Rule.Expression!.Root!, seen);
            }
        }
    }

    private static void ReportCallsAround(RuleSetContext context, MetricReader reader, Expr root, HashSet<(Rule, Expr)> seen)
    {
        LintConfiguration configuration = context.ConfigurationOf(reader.Rule.File);
        var calls = new List<Call>();
        Expr? node = root;
        for (; node is not null && node != reader.Selector; node = ChildWithValueOf(node, reader.Selector))
        {
            if (node is Call call && configuration.Heartbeat.ForbiddenFunctions.Contains(call.Name))
            {
                calls.Add(call);
            }
        }

        foreach (Call call in calls)
        {
            if (node is not null && seen.Add((reader.Rule, call)))
            {
                AdditionalLocation series = new(RuleSetContext.Locate(reader.Rule, reader.Selector.Range), "the heartbeat series");
                context.ReportDiagnostic(reader.Rule, Descriptor, call.NameRange, new() { AdditionalLocations = [series] }, call.Name, reader.Selector.Name, Advice(call.Name));
            }
        }
    }

    /// <summary>The child that the selector's values come through; null where they only filter.</summary>
    private static Expr? ChildWithValueOf(Expr node, VectorSelector selector)
    {
        for (int i = 0; i < node.ChildCount; i++)
        {
            if (node.GetChild(i) is { } child && child.Range.Contains(selector.Range))
            {
                return i == 1 && node is BinaryExpr { Operator: BinaryOperator.And or BinaryOperator.Unless } ? null : child;
            }
        }

        return null;
    }

    private static string Advice(string function) => function switch
    {
        "increase" => "it takes a restarted sequence for a counter reset and extrapolates; use changes(…) > bool 0",
        "abs" => "it hides a sequence or clock that went back; compare the signed value",
        "sgn" or "sign" => "it tells only the sign and not whether the series moves; use changes(…) > bool 0, or time() - … <= bool seconds",
        _ => "the configuration forbids it; use changes(…) for a sequence and time() - … for a timestamp",
    };
}
