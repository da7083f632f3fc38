using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Liveness;

/// <summary>A rule over heartbeats whose result has lost the realm: an aggregation or a match has dropped the label on the way.</summary>
internal sealed class RealmLabelLost : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL5007",
        name: "realm-label-lost",
        title: "A heartbeat rule that drops the realm label",
        messageFormat: "the label '{0}' is lost on the way from the heartbeat to the result: {1}; keep it in 'by' or 'on'",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A recording rule or an alert that reads a heartbeat series with a realm but whose result has no realm: an aggregation or a match has dropped the label.");

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

        foreach (Rule rule in heartbeats.Rules)
        {
            string label = context.ConfigurationOf(rule.File).Realm.Label;
            if (rule.FindLabel(label) is not null || !rule.Selectors.Any(selector => heartbeats.IsHeartbeat(rule, selector)) || context.Facts.ForRule(rule) is not { } facts
                || facts.Result.Presence == Presence.Never || !facts.Result.Labels.IsImpossible(label) || !ReadsRealm(facts, rule, label, heartbeats))
            {
                continue;
            }

            // Where the metric that it reads had lost the label before, that rule is reported.
            if (facts.Result.Labels[label].Reason is { } reason && reason.Steps(1) is [{ IsInFile: false, Rule: var at } first, ..] && at == rule)
            {
                Location location = RuleSetContext.Locate(rule, first.Range);
                context.ReportDiagnostic(rule, Descriptor, first.Range, new() { AdditionalLocations = FactReports.Chain(reason, location) }, label, first.Message);
            }
        }
    }

    /// <summary>Whether a heartbeat that has the label, or may have it, is read outside of <c>absent</c>.</summary>
    private static bool ReadsRealm(ExprFacts facts, Rule rule, string label, HeartbeatSeries heartbeats)
    {
        foreach (Expr node in facts.Root.DescendantsAndSelf())
        {
            if (node is VectorSelector selector && heartbeats.IsHeartbeat(rule, selector) && facts.ForNode(selector) is { } selected && selected.Labels.IsPresent(label))
            {
                return true;
            }
        }

        return false;
    }
}
