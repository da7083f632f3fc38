namespace PromRuleLint.Testing.Witnesses;

/// <summary>What a series should be like for the alert to fire.</summary>
internal enum WitnessWish
{
    High,
    Low,
    Absent,
    Exactly,
}
