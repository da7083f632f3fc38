namespace PromRuleLint.Configuration;

/// <summary>What suppression comments must have.</summary>
public sealed record SuppressionConfiguration
{
    /// <summary>Whether each needs a reason after <c>--</c>.</summary>
    public bool RequireReason { get; init; }

    /// <summary>Whether comments of pint (<c># pint disable …</c>) count too.</summary>
    public bool ReadPintComments { get; init; }
}
