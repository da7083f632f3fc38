namespace PromRuleLint.Gates;

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
