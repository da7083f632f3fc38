namespace PromRuleLint.Configuration;

/// <summary>How much a rule may read at each evaluation; null for any number.</summary>
internal sealed record CostLimits
{
    /// <summary>How many samples.</summary>
    public long? Samples { get; init; }

    /// <summary>How many series.</summary>
    public long? Series { get; init; }
}
