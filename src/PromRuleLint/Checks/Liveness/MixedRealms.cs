using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Liveness;

/// <summary>An operator that joins heartbeats of different realms into one verdict.</summary>
internal sealed class MixedRealms : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL5008",
        name: "mixed-realms",
        title: "A verdict over heartbeats of different realms",
        messageFormat: "'{0}' joins heartbeats of different realms: {1} on the left, {2} on the right; compare what belongs to one realm",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A binary operator other than `or` between heartbeats, or verdicts about them, that are restricted to different realms.");

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
            if (context.Facts.ForRule(rule) is not { } facts)
            {
                continue;
            }

            LintConfiguration configuration = context.ConfigurationOf(rule.File);
            string label = configuration.Realm.Label;
            foreach (BinaryExpr node in facts.Root.DescendantsAndSelf().OfType<BinaryExpr>())
            {
                if (node.Operator != BinaryOperator.Or && RealmsOf(node.Left, facts, rule, label, heartbeats, configuration.Heartbeat) is { } left && RealmsOf(node.Right, facts, rule, label, heartbeats, configuration.Heartbeat) is { } right && left.Intersect(right).IsNone)
                {
                    string text = rule.Expression!.Text;
                    context.ReportDiagnostic(rule, Descriptor, node.OperatorRange, node.OperatorRange.In(text).ToString(), left, right);
                }
            }
        }
    }

    private static bool IsAboutHeartbeats(VectorSelector selector, Rule rule, HeartbeatSeries heartbeats, HeartbeatConfiguration configuration) =>
        heartbeats.IsHeartbeat(rule, selector) || (selector.Name is { } name && configuration.IsHeartbeat(name));

    /// <summary>The realms of the heartbeats below a node, recorded ones too; null where there are none or they are not fixed.</summary>
    private static LabelValues? RealmsOf(Expr expr, ExprFacts facts, Rule rule, string label, HeartbeatSeries heartbeats, HeartbeatConfiguration configuration)
    {
        LabelValues? realms = null;
        foreach (VectorSelector selector in expr.DescendantsAndSelf().OfType<VectorSelector>())
        {
            LabelFact fact = facts.ForNode(selector).Labels[label];
            if (fact.IsPresent && IsAboutHeartbeats(selector, rule, heartbeats, configuration))
            {
                if (!fact.Values.IsFinite)
                {
                    return null;
                }

                realms = realms is null ? fact.Values : realms.Union(fact.Values);
            }
        }

        return realms;
    }
}
