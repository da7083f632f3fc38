namespace PromRuleLint.Diagnostics;

/// <summary>Whether the fixes of a check keep the meaning, or do plainly what was meant (<see cref="CodeFix.IsSafe"/>).</summary>
public enum FixSafety
{
    /// <summary>They do.</summary>
    Safe,

    /// <summary>They may change what a rule means and are made only when asked for.</summary>
    Unsafe,

    /// <summary>Some do and some do not.</summary>
    Mixed,
}
