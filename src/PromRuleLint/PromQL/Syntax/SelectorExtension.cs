namespace PromRuleLint.PromQL.Syntax;

/// <summary>Whether a selector is extended to the edges of its window.</summary>
public enum SelectorExtension
{
    /// <summary>Neither.</summary>
    None,

    /// <summary><c>anchored</c></summary>
    Anchored,

    /// <summary><c>smoothed</c></summary>
    Smoothed,
}
