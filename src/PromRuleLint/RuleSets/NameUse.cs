namespace PromRuleLint.RuleSets;

/// <summary>What a name is asked for as.</summary>
internal enum NameUse
{
    /// <summary>As a metric that rules record, or that is known otherwise: what the rules that read it can know of it.</summary>
    Recorded,

    /// <summary>As a metric that selectors read.</summary>
    Read,

    /// <summary>As an alert.</summary>
    Alerted,
}
