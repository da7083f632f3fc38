namespace PromRuleLint.Testing;

/// <summary>Why an expectation that holds is not worth what it seems.</summary>
public enum TestNoticeKind
{
    /// <summary>It holds whatever the rules are.</summary>
    AssertsNothing,

    /// <summary>It holds only because a sample of an earlier time is still looked back to.</summary>
    OnlyThroughLookback,
}
