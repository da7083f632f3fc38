namespace PromRuleLint.Facts;

/// <summary>Whether an expression returns something.</summary>
public enum Presence
{
    /// <summary>Its result is empty, always.</summary>
    Never,

    /// <summary>Not known: it depends on the series there are.</summary>
    Maybe,

    /// <summary>It returns something, always.</summary>
    Always,
}
