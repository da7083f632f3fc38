using PromRuleLint.Gates;

namespace PromRuleLint.Operations.Gates;

/// <summary>Where the values of a gate come from. No failure is an exception: what cannot be seen is an obstacle.</summary>
internal interface IGateSource
{
    /// <summary>What is seen of a condition's expression.</summary>
    Task<GateData> ReadAsync(GateCondition condition, CancellationToken cancellation);

    /// <summary>Judges a condition on an alert that must not fire.</summary>
    Task<GateConditionResult> JudgeAlertAsync(GateCondition condition, CancellationToken cancellation);
}
