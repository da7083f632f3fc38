using PromRuleLint.Configuration;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Checks.Liveness;

/// <summary>
/// Where the realm policy holds: wherever it is configured, in rule sets that use the realm label, and for series named
/// as heartbeat sequences or timestamps (<c>…heartbeat_seq</c>, <c>…heartbeat_ts</c>). Rules of others that merely have
/// "heartbeat" in a metric's name have never heard of realms and are left alone.
/// </summary>
internal static class RealmPolicy
{
    public static bool HoldsFor(string metric, LintConfiguration configuration, Lazy<bool> labelIsUsed) =>
        configuration.Realm.IsConfigured
        || configuration.Heartbeat.Pattern is not null
        || metric.EndsWith("heartbeat_seq", StringComparison.Ordinal)
        || metric.EndsWith("heartbeat_ts", StringComparison.Ordinal)
        || labelIsUsed.Value;

    /// <summary>Whether any rule uses the label as a matcher or sets it.</summary>
    public static bool IsUsed(RuleSet ruleSet, string label)
    {
        foreach (string metric in ruleSet.ReadMetrics)
        {
            foreach (MetricReader reader in ruleSet.Readers(metric))
            {
                foreach (LabelMatcher matcher in reader.Selector.MatcherSpan)
                {
                    if (matcher.Name == label)
                    {
                        return true;
                    }
                }
            }
        }

        return ruleSet.Rules.Any(rule => rule.FindLabel(label) is not null);
    }
}
