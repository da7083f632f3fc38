namespace PromRuleLint.Testing;

/// <summary>What kind of failure it is.</summary>
public enum TestFailureKind
{
    /// <summary>Other alerts fire than were expected.</summary>
    Alerts,

    /// <summary>An expression gives other samples than were expected.</summary>
    Samples,

    /// <summary>A rule, or the expression of a test, cannot be evaluated.</summary>
    Evaluation,

    /// <summary>The test cannot be run as it is written.</summary>
    InvalidTest,

    /// <summary>A rule file cannot be loaded.</summary>
    InvalidRules,
}
