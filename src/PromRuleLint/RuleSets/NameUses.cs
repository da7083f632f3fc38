namespace PromRuleLint.RuleSets;

/// <summary>What a name is asked for as.</summary>
[Flags]
internal enum NameUses
{
    /// <summary>As nothing.</summary>
    None = 0,

    /// <summary>As a metric that rules record, or that is known otherwise: what the rules that read it can know of it.</summary>
    Recorded = 1,

    /// <summary>As a metric that selectors read.</summary>
    Read = 2,

    /// <summary>As an alert.</summary>
    Alerted = 4,
}
