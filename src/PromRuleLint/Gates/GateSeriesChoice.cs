namespace PromRuleLint.Gates;

/// <summary>Which of several series count.</summary>
internal enum GateSeriesChoice
{
    /// <summary>There must be exactly one.</summary>
    One,

    /// <summary>Each must hold.</summary>
    All,

    /// <summary>One that holds is enough.</summary>
    Any,

    /// <summary>The highest value of each tick.</summary>
    Max,

    /// <summary>The lowest value of each tick.</summary>
    Min,
}
