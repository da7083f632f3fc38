using PromRuleLint.Configuration;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Checks.Liveness;

/// <summary>What is known of the heartbeats of a rule set. Made once for all checks that ask.</summary>
internal sealed class Heartbeats
{
    private readonly Lazy<HeartbeatFamily> _family;
    private readonly Lazy<LivenessSignals> _signals;

    private Heartbeats(RuleSet ruleSet, Func<RuleFile, LintConfiguration> configurationOf)
    {
        Series = new HeartbeatSeries(ruleSet, configurationOf);
        _family = new Lazy<HeartbeatFamily>(() => new HeartbeatFamily(ruleSet, Series, configurationOf));
        _signals = new Lazy<LivenessSignals>(() => Follow(ruleSet, Series));
    }

    /// <summary>Which selectors read a heartbeat.</summary>
    public HeartbeatSeries Series { get; }

    /// <summary>Which series belong to one heartbeat.</summary>
    public HeartbeatFamily Family => _family.Value;

    /// <summary>Whether any rule reads a raw heartbeat series; else there is nothing to look at.</summary>
    public bool AreRead => Series.AreRead;

    /// <summary>What the rules say of change and freshness; all rules that can say something have been followed.</summary>
    public LivenessSignals Signals => _signals.Value;

    /// <summary>The heartbeats of the files that a check looks at.</summary>
    public static Heartbeats In(RuleSetContext context) => context.GetOrCreateState(() => new Heartbeats(context.RuleSet, context.ConfigurationOf));

    private static LivenessSignals Follow(RuleSet ruleSet, HeartbeatSeries series)
    {
        var signals = new LivenessSignals(ruleSet, series);
        foreach (Rule rule in series.Rules)
        {
            signals.Follow(rule);
        }

        return signals;
    }
}
