namespace PromRuleLint.RuleSets;

/// <summary>What can be asked of a rule set without a name.</summary>
[Flags]
internal enum RuleSetParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The names of all alerts.</summary>
    AlertNames = 1,

    /// <summary>What the unit tests know.</summary>
    Tests = 2,

    /// <summary>The paths of all files.</summary>
    Paths = 4,

    /// <summary>Whether all files could be read whole.</summary>
    Unread = 8,

    /// <summary>Where rules stand among all rules.</summary>
    Order = 16,

    /// <summary>All files, rules and names: any change counts.</summary>
    Everything = 32,
}
