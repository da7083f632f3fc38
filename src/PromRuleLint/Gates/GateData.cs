using System.Collections.Immutable;

namespace PromRuleLint.Gates;

/// <summary>What was seen of a condition's expression.</summary>
/// <param name="Series">Its series; all with the same number of ticks.</param>
/// <param name="Obstacle">Why nothing can be concluded from it whatever the values are, such as a server that warns of a partial answer; null where nothing stands in the way.</param>
internal sealed record GateData(ImmutableArray<GateSeries> Series, string? Obstacle = null)
{
    /// <summary>Of which nothing was seen.</summary>
    public static GateData Unknown(string why) => new([], why);
}
