namespace PromRuleLint.Testing;

/// <summary>What tests of a rule should reach.</summary>
internal enum CoveragePointKind
{
    /// <summary>The rule gave a result.</summary>
    Result,

    /// <summary>An alert lasted as long as <c>for</c> says and fired.</summary>
    Fired,

    /// <summary>A comparison held for an element.</summary>
    Held,

    /// <summary>A comparison did not hold for an element.</summary>
    NotHeld,

    /// <summary>The left side of <c>or</c> or <c>unless</c> gave an element of the result.</summary>
    Left,

    /// <summary>The right side of <c>or</c> gave an element of the result.</summary>
    Right,

    /// <summary>The right side of <c>unless</c> removed an element.</summary>
    Removed,

    /// <summary>A branch of a template ran.</summary>
    Ran,

    /// <summary>A template went on behind its condition without running a branch.</summary>
    Skipped,
}
