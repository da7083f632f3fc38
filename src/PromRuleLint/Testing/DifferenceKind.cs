namespace PromRuleLint.Testing;

/// <summary>How an expected item and what came go apart.</summary>
public enum DifferenceKind
{
    /// <summary>It was expected and did not come.</summary>
    Missing,

    /// <summary>It came and was not expected.</summary>
    Unexpected,

    /// <summary>Something like it came.</summary>
    Changed,
}
