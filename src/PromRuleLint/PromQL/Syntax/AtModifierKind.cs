namespace PromRuleLint.PromQL.Syntax;

/// <summary>What follows <c>@</c>.</summary>
public enum AtModifierKind
{
    /// <summary>A Unix timestamp.</summary>
    Timestamp,

    /// <summary><c>start()</c></summary>
    Start,

    /// <summary><c>end()</c></summary>
    End,
}
