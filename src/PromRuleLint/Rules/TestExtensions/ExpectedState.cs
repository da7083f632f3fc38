namespace PromRuleLint.Rules.TestExtensions;

/// <summary>In which state a test expects an alert.</summary>
internal enum ExpectedState
{
    /// <summary>It fires, as promtool expects it.</summary>
    Firing,

    /// <summary>Its expression gives it, not yet for as long as <c>for</c> says.</summary>
    Pending,

    /// <summary>It is neither pending nor firing.</summary>
    Inactive,
}
