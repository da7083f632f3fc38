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

/// <summary>How the words of verdicts are written.</summary>
internal static class GateVerdicts
{
    /// <summary>The word of a verdict.</summary>
    public static string Word(this GateVerdict verdict) => verdict switch
    {
        GateVerdict.Go => "GO",
        GateVerdict.Hold => "HOLD",
        _ => "NO-GO",
    };

    /// <summary>The worse of two.</summary>
    public static GateVerdict Worse(GateVerdict a, GateVerdict b) => a > b ? a : b;
}
