namespace PromRuleLint.Evaluation;

/// <summary>Whether a native histogram was reset since the one before it.</summary>
public enum CounterResetHint
{
    /// <summary>Nothing: a reset has to be detected.</summary>
    Unknown,

    /// <summary>There was a reset.</summary>
    Reset,

    /// <summary>There was none.</summary>
    NotReset,

    /// <summary>The histogram is a gauge, which has no resets.</summary>
    Gauge,
}
