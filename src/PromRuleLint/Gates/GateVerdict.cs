namespace PromRuleLint.Gates;

/// <summary>What a gate says. The worst of its conditions counts.</summary>
internal enum GateVerdict
{
    /// <summary>All that was asked for was seen to hold.</summary>
    Go,

    /// <summary>It is not known whether it holds: data are missing, are no numbers, or prove nothing.</summary>
    Hold,

    /// <summary>It was seen not to hold.</summary>
    NoGo,
}
