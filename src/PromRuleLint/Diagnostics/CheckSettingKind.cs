namespace PromRuleLint.Diagnostics;

/// <summary>What the value of a setting is.</summary>
public enum CheckSettingKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>A whole number of 0 or more.</summary>
    Count,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A duration as Prometheus writes it, such as <c>5m</c>.</summary>
    Duration,

    /// <summary>An RE2 pattern, fully anchored.</summary>
    Pattern,
}
