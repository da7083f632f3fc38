using System.Collections.Immutable;

namespace PromRuleLint.Gates;

/// <summary>The values of one series, tick by tick, the newest last.</summary>
/// <param name="Name">The series.</param>
/// <param name="Values">Its values; null where it has none at a tick.</param>
internal sealed record GateSeries(string Name, ImmutableArray<double?> Values);

/// <summary>What was seen of a condition's expression.</summary>
/// <param name="Series">Its series; all with the same number of ticks.</param>
/// <param name="Obstacle">Why nothing can be concluded from it whatever the values are, such as a server that warns of a partial answer; null where nothing stands in the way.</param>
internal sealed record GateData(ImmutableArray<GateSeries> Series, string? Obstacle = null)
{
    /// <summary>Of which nothing was seen.</summary>
    public static GateData Unknown(string why) => new([], why);
}

/// <summary>What a condition says.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">Why.</param>
internal sealed record GateConditionResult(GateCondition Condition, GateVerdict Verdict, string Reason)
{
    /// <summary>The value that was looked at; null where there was none, or several.</summary>
    public double? Value { get; init; }

    /// <summary>Whether it holds, but not as well as it should.</summary>
    public bool IsWarning { get; init; }
}
