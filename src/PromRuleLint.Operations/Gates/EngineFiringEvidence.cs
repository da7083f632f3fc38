using System.Collections.Immutable;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;
using PromRuleLint.Testing.Witnesses;

namespace PromRuleLint.Operations.Gates;

/// <summary>Shows that alerts fire by data that are made for them and run through the engine.</summary>
internal static class EngineFiringEvidence
{
    /// <summary>What shows that an alert fires where its condition is fed; null where no data were found for one of the rules of its name.</summary>
    public static FiringProof? Find(RuleSet rules, string alert, CancellationToken cancellation)
    {
        ImmutableArray<AlertingRule> alerts = rules.AlertingRules(alert);
        WitnessAnswer? last = null;
        foreach (AlertingRule rule in alerts)
        {
            last = WitnessSearch.Find(rule, rules.Rules, cancellation);
            if (last.Kind != WitnessAnswerKind.Fires)
            {
                return null;
            }
        }

        return last is null ? null : new FiringProof(true, $"fed on the engine it {last.Reason}");
    }
}
