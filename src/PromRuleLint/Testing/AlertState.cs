namespace PromRuleLint.Testing;

/// <summary>The state of an alert.</summary>
public enum AlertState
{
    /// <summary>Its expression gives no such series.</summary>
    Inactive,

    /// <summary>Its expression gives the series, not yet for as long as <c>for</c> says.</summary>
    Pending,

    /// <summary>It is sent to the Alertmanager.</summary>
    Firing,
}
