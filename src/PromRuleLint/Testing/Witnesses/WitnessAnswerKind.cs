namespace PromRuleLint.Testing.Witnesses;

/// <summary>Whether an alert can fire, as far as it is known.</summary>
public enum WitnessAnswerKind
{
    /// <summary>Data were found that make it fire.</summary>
    Fires,

    /// <summary>It is proved that no data make it fire.</summary>
    CannotFire,

    /// <summary>Neither was found.</summary>
    NotKnown,
}
