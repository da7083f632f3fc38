namespace PromRuleLint.Checks.Alerts;

/// <summary>What the number of an alert counts in.</summary>
internal enum ValueScale
{
    /// <summary>Nothing is known of it.</summary>
    Unknown,

    /// <summary>A share from 0 to 1.</summary>
    Ratio,

    /// <summary>A share from 0 to 100.</summary>
    Percent,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>How often something happened, extrapolated: whole numbers are meant.</summary>
    Count,
}
