using System.Collections.Immutable;
using PromRuleLint.Gates;

namespace PromRuleLint.Operations.Gates;

/// <summary>Judges a gate once.</summary>
/// <param name="source">Where its values come from.</param>
/// <param name="provenance">What is known of the rules behind them; null where nothing is.</param>
/// <param name="firing">Whether an alert was shown able to fire.</param>
/// <param name="clock">The clock.</param>
internal sealed class GateRun(IGateSource source, Func<GateProvenance?> provenance, IFiringEvidence firing, TimeProvider clock)
{
    /// <summary>Judges all conditions.</summary>
    public async Task<GateResult> RunAsync(Gate gate, CancellationToken cancellation)
    {
        var results = ImmutableArray.CreateBuilder<GateConditionResult>(gate.Conditions.Length);
        foreach (GateCondition condition in gate.Conditions)
        {
            results.Add(await JudgeAsync(condition, cancellation).ConfigureAwait(false));
        }

        return new GateResult(gate, clock.GetUtcNow(), results.DrainToImmutable());
    }

    private async Task<GateConditionResult> JudgeAsync(GateCondition condition, CancellationToken cancellation)
    {
        if (condition is { For: not null, Of.IsEmpty: false } && condition.Of.All(IsOnSingleValues))
        {
            return await JudgeEachTickAsync(condition, cancellation).ConfigureAwait(false);
        }

        if (!condition.Of.IsEmpty)
        {
            var of = new List<GateConditionResult>(condition.Of.Length);
            foreach (GateCondition each in condition.Of)
            {
                // Of alerts the past is not asked for, and some have times of their own: then each must hold for so long.
                GateCondition timed = condition.For is { } duration && each is { For: null, Over: null, Ticks: 1 } ? each with { For = duration } : each;
                of.Add(await JudgeAsync(timed, cancellation).ConfigureAwait(false));
            }

            return GateEvaluation.EvaluateQuorum(condition, of);
        }

        if (condition.Fires is { } alert)
        {
            return JudgeFiring(condition, alert, cancellation);
        }

        // After the data were asked for: the source learns of the rules on its first question.
        GateConditionResult result = condition.Alert is not null
            ? await source.JudgeAlertAsync(condition, cancellation).ConfigureAwait(false)
            : GateEvaluation.Evaluate(condition, await source.ReadAsync(condition, cancellation).ConfigureAwait(false));
        return provenance()?.Refuse(condition) is { } refusal && result.Verdict != GateVerdict.NoGo ? result with { Verdict = GateVerdict.Hold, Reason = refusal, IsWarning = false } : result;
    }

    private static bool IsOnSingleValues(GateCondition condition) =>
        condition is { Expression: not null, Bound: not null, For: null, Over: null, Ticks: 1, CoolDown: null, Samples: 0 };

    private async Task<GateConditionResult> JudgeEachTickAsync(GateCondition condition, CancellationToken cancellation)
    {
        var of = new List<(GateCondition, GateData)>(condition.Of.Length);
        foreach (GateCondition each in condition.Of)
        {
            GateData data = await source.ReadAsync(each with { For = condition.For, Tick = condition.Tick }, cancellation).ConfigureAwait(false);
            of.Add((each, provenance()?.Refuse(each) is { } refusal ? GateData.Unknown(refusal) : data));
        }

        return GateEvaluation.EvaluateQuorumByTick(condition, of);
    }

    /// <summary>By the facts first, which may say that nothing makes it fire; then by unit tests, then by data that the engine finds for the rules as they are.</summary>
    private GateConditionResult JudgeFiring(GateCondition condition, string alert, CancellationToken cancellation)
    {
        GateProvenance? rules = provenance();
        if (rules?.RefuseAlert(alert) is { } refused)
        {
            return new GateConditionResult(condition, GateVerdict.Hold, refused);
        }

        FiringProof proof = firing.Prove(alert);
        if (!proof.IsShown && !proof.IsDoubtful && rules is not null)
        {
            proof = EngineFiringEvidence.Find(rules.Rules, alert, cancellation) ?? proof with { Reason = $"{proof.Reason}; the engine has found no data that make it fire" };
        }

        return new GateConditionResult(condition, proof.IsShown ? GateVerdict.Go : GateVerdict.Hold, proof.Reason);
    }
}
