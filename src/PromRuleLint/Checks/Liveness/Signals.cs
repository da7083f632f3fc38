namespace PromRuleLint.Checks.Liveness;

/// <summary>What a positive value of an expression means for a heartbeat.</summary>
[Flags]
internal enum Signals
{
    None = 0,

    /// <summary>The sequence has changed.</summary>
    Changed = 1,

    /// <summary>The sequence has not changed.</summary>
    Unchanged = 2,

    /// <summary>The timestamp is fresh.</summary>
    Fresh = 4,

    /// <summary>The timestamp is old.</summary>
    Stale = 8,
}
