namespace PromRuleLint.Gates;

/// <summary>What of a range a bound is put on.</summary>
internal enum GateStatistic
{
    /// <summary>Each value.</summary>
    Each,

    /// <summary>The mean.</summary>
    Mean,

    /// <summary>The highest.</summary>
    Max,

    /// <summary>The lowest.</summary>
    Min,
}
