using PromRuleLint.Facts;

namespace PromRuleLint.Diagnostics;

/// <summary>A place that explains a finding: because of what.</summary>
/// <param name="Location">Where.</param>
/// <param name="Message">What is there.</param>
public sealed record AdditionalLocation(Location Location, string Message)
{
    /// <summary>What is assumed there; null for nothing.</summary>
    internal Assumption? Assumption { get; init; }
}
