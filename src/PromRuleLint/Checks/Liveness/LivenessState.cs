namespace PromRuleLint.Checks.Liveness;

/// <summary>What is known of an expression's values.</summary>
internal sealed record LivenessState(LivenessForm Form, Signals Signals = Signals.None, Fragment? Change = null, Fragment? Freshness = null)
{
    public static readonly LivenessState Unknown = new(LivenessForm.Other);

    /// <summary>Joins by addition or maximum, not yet reported: a comparison above may still ask for both.</summary>
    public IReadOnlyList<EitherJoin> Pending { get; init; } = [];

    /// <summary>
    /// Where "unchanged" and "stale" are both asked for. That is right as it stands; its negation says alive where either
    /// of the complements holds.
    /// </summary>
    public IReadOnlyList<EitherJoin> PendingOnceNegated { get; init; } = [];

    /// <summary>Sums of "unchanged" and "stale": below their number not both hold, which says alive where either complement does.</summary>
    public IReadOnlyList<EitherJoin> PendingBelowAll { get; init; } = [];

    /// <summary>A change count used as a verdict says "changed" where it is positive.</summary>
    public LivenessState AsVerdict() => Form switch
    {
        LivenessForm.Change => this with { Form = LivenessForm.Verdict, Signals = Signals.Changed },
        _ => this,
    };

    public LivenessState Negated() => this with
    {
        Signals = (Has(Signals.Changed) ? Signals.Unchanged : 0) | (Has(Signals.Unchanged) ? Signals.Changed : 0)
            | (Has(Signals.Fresh) ? Signals.Stale : 0) | (Has(Signals.Stale) ? Signals.Fresh : 0),
        Pending = [.. Pending, .. PendingOnceNegated],
        PendingOnceNegated = [],
    };

    public bool Has(Signals signal) => (Signals & signal) != 0;

    /// <summary>
    /// What two rules that record one series say alike. Where they look does not count: each looks at its own place.
    /// </summary>
    public LivenessState InCommonWith(LivenessState other) => Form != other.Form || Signals != other.Signals ? Unknown : this with
    {
        Change = Change ?? other.Change,
        Freshness = Freshness ?? other.Freshness,
        Pending = [.. Pending, .. other.Pending],
        PendingOnceNegated = [.. PendingOnceNegated, .. other.PendingOnceNegated],
        PendingBelowAll = [.. PendingBelowAll, .. other.PendingBelowAll],
    };
}
