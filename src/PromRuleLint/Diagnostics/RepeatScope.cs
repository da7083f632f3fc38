namespace PromRuleLint.Diagnostics;

/// <summary>Where findings of one check with the same text are one fault that shows in several places.</summary>
public enum RepeatScope
{
    /// <summary>In one rule.</summary>
    Rule,

    /// <summary>In one file.</summary>
    File,

    /// <summary>In all files of which nobody says that they are not loaded together.</summary>
    RuleSet,

    /// <summary>Nowhere: each place is a fault of its own.</summary>
    None,
}
