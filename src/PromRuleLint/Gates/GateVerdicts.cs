namespace PromRuleLint.Gates;

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
