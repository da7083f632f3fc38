namespace PromRuleLint.PromQL.Recovery;

/// <summary>Between which brackets a syntax error stands.</summary>
internal enum SyntaxPlace
{
    /// <summary>Between none.</summary>
    Top,

    /// <summary><c>{…}</c></summary>
    Matchers,

    /// <summary><c>(…)</c> after <c>by</c>, <c>on</c> and their like.</summary>
    Labels,

    /// <summary><c>[…]</c></summary>
    Range,

    /// <summary><c>(…)</c> after the name of a function or aggregation.</summary>
    Arguments,

    /// <summary><c>(…)</c> around an expression.</summary>
    Parentheses,
}
