namespace PromRuleLint.Checks.Liveness;

/// <summary>Two verdicts joined so that either alone suffices.</summary>
/// <param name="Join">The operator or aggregation that joins them.</param>
/// <param name="Change">Where the change comes from.</param>
/// <param name="Freshness">Where the freshness comes from.</param>
internal sealed record EitherJoin(Fragment Join, Fragment Change, Fragment Freshness)
{
    /// <summary>Whether the complements are joined, so that both must hold: an or only once it is negated.</summary>
    public bool IsOfComplements { get; init; }

    /// <summary>Whether the join is in another rule and becomes an or only in the rule that reads it.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>Whether an alert asks for both complements, which is as if it were negated: it says when the heartbeat is dead.</summary>
    public bool IsAlert { get; init; }
}
