namespace PromRuleLint.PromQL.Syntax;

/// <summary>The operators of duration expressions.</summary>
public enum DurationOperator
{
    /// <summary><c>+</c>, with one operand a sign.</summary>
    Add,

    /// <summary><c>-</c>, with one operand a sign.</summary>
    Subtract,

    /// <summary><c>*</c></summary>
    Multiply,

    /// <summary><c>/</c></summary>
    Divide,

    /// <summary><c>%</c></summary>
    Modulo,

    /// <summary><c>^</c></summary>
    Power,

    /// <summary><c>step()</c></summary>
    Step,

    /// <summary><c>range()</c></summary>
    Range,

    /// <summary><c>min()</c></summary>
    Min,

    /// <summary><c>max()</c></summary>
    Max,
}
