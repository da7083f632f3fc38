namespace PromRuleLint.Checks.Liveness;

/// <summary>What the values of an expression are, as far as heartbeats are concerned.</summary>
internal enum LivenessForm
{
    /// <summary>Nothing known.</summary>
    Other,

    /// <summary>The heartbeat itself.</summary>
    Heartbeat,

    /// <summary>How often or how much it changed.</summary>
    Change,

    /// <summary>How old it is.</summary>
    Age,

    /// <summary>The current time, or that minus a constant.</summary>
    Time,

    /// <summary>A verdict: what it says is in the signals.</summary>
    Verdict,
}
