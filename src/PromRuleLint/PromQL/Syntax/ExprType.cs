namespace PromRuleLint.PromQL.Syntax;

/// <summary>The types of PromQL values.</summary>
public enum ExprType
{
    /// <summary>No value: an expression that could not be typed.</summary>
    None,

    /// <summary>One number.</summary>
    Scalar,

    /// <summary>An instant vector.</summary>
    Vector,

    /// <summary>A range vector.</summary>
    Matrix,

    /// <summary>A string.</summary>
    String,
}
