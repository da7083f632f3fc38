using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Syntax;

/// <summary>A number, or a duration used as one (then in seconds). A sign directly before the literal belongs to it, as in the reference.</summary>
public sealed class NumberLiteral(TextRange range, double value, bool isDuration) : Expr(range)
{
    /// <summary>The value; of a duration, in seconds.</summary>
    public double Value { get; } = value;

    /// <summary>Whether it was written as a duration (<c>5m</c>).</summary>
    public bool IsDuration { get; } = isDuration;

    /// <summary>Whether its digits are grouped by underscores.</summary>
    internal bool IsGrouped { get; init; }

    /// <inheritdoc/>
    public override ExprKind Kind => ExprKind.NumberLiteral;

    /// <inheritdoc/>
    public override ExprType Type => ExprType.Scalar;

    /// <inheritdoc/>
    public override int ChildCount => 0;

    /// <inheritdoc/>
    public override Expr GetChild(int index) => throw new ArgumentOutOfRangeException(nameof(index));
}

/// <summary>A string in any of the three quotes.</summary>
public sealed class StringLiteral(TextRange range, string value) : Expr(range)
{
    /// <summary>The decoded value.</summary>
    public string Value { get; private set; } = value;

    /// <summary>As it is written, with its quotes, where the value cannot tell: it holds bytes that are no UTF-8; null otherwise.</summary>
    internal string? Written { get; init; }

    /// <summary>Makes equal values one object.</summary>
    internal void Share(SharedTexts texts) => Value = texts.Get(Value);

    /// <inheritdoc/>
    public override ExprKind Kind => ExprKind.StringLiteral;

    /// <inheritdoc/>
    public override ExprType Type => ExprType.String;

    /// <inheritdoc/>
    public override int ChildCount => 0;

    /// <inheritdoc/>
    public override Expr GetChild(int index) => throw new ArgumentOutOfRangeException(nameof(index));
}
