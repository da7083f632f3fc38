namespace PromRuleLint.PromQL.Syntax;

/// <summary>How a label matcher compares.</summary>
public enum MatchType
{
    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>=~</c></summary>
    Regexp,

    /// <summary><c>!~</c></summary>
    NotRegexp,
}
