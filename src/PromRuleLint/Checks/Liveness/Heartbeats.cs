using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Liveness;

/// <summary>What is known of the heartbeats of a rule set. Made once for all checks that ask.</summary>
internal sealed class Heartbeats
{
    private readonly Lazy<LivenessSignals> _signals;

    private Heartbeats(RuleSetContext context)
    {
        Series = new HeartbeatSeries(context.RuleSet, context.ConfigurationOf);
        Family = new HeartbeatFamily(context.RuleSet, Series, context.ConfigurationOf);
        _signals = new Lazy<LivenessSignals>(() => Follow(context, Series));
    }

    /// <summary>Which selectors read a heartbeat.</summary>
    public HeartbeatSeries Series { get; }

    /// <summary>Which series belong to one heartbeat.</summary>
    public HeartbeatFamily Family { get; }

    /// <summary>Whether any rule reads a raw heartbeat series; else there is nothing to look at.</summary>
    public bool AreRead => Series.AreRead;

    /// <summary>What the rules say of change and freshness; all rules have been followed.</summary>
    public LivenessSignals Signals => _signals.Value;

    /// <summary>The heartbeats of the files that a check looks at.</summary>
    public static Heartbeats In(RuleSetContext context) => context.Share(static context => new Heartbeats(context));

    private static LivenessSignals Follow(RuleSetContext context, HeartbeatSeries series)
    {
        var signals = new LivenessSignals(context.RuleSet, series);
        foreach (Rule rule in context.RuleSet.Rules)
        {
            signals.Follow(rule);
        }

        return signals;
    }
}
