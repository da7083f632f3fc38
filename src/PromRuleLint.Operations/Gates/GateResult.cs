using System.Collections.Immutable;
using PromRuleLint.Gates;

namespace PromRuleLint.Operations.Gates;

/// <summary>What a gate says at a time.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Time">When it was looked at.</param>
/// <param name="Conditions">What its conditions say.</param>
internal sealed record GateResult(Gate Gate, DateTimeOffset Time, ImmutableArray<GateConditionResult> Conditions)
{
    /// <summary>The worst verdict of its conditions; HOLD where there are none.</summary>
    public GateVerdict Verdict => Conditions.IsEmpty ? GateVerdict.Hold : Conditions.Max(static condition => condition.Verdict);
}
