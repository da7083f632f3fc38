namespace PromRuleLint.Diagnostics;

/// <summary>
/// What a finding claims of the fragment at its place. Two findings of one rule that claim the same of the same fragment, or
/// of which one is the reason of the other, tell one fault.
/// </summary>
public enum Claim
{
    /// <summary>Nothing that another check could claim too.</summary>
    None,

    /// <summary>It returns no series, whatever series there are.</summary>
    GivesNothing,

    /// <summary>It holds, or is there, whatever series there are.</summary>
    AlwaysHolds,

    /// <summary>It cannot be read, or what was read of it fits nothing around it.</summary>
    CannotBeRead,
}
