using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Syntax;

/// <summary>A number, or a duration used as one (then in seconds). A sign directly before the literal belongs to it, as in the reference.</summary>
public sealed class NumberLiteral(TextRange range, double value, bool isDuration) : Expr(range)
{
    /// <summary>The value; of a duration, in seconds.</summary>
    public double Value { get; } = value;

    /// <summary>Whether it was written as a duration (<c>5m</c>).</summary>
    public bool IsDuration { get; } = isDuration;

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
    public string Value { get; } = value;

    /// <inheritdoc/>
    public override ExprKind Kind => ExprKind.StringLiteral;

    /// <inheritdoc/>
    public override ExprType Type => ExprType.String;

    /// <inheritdoc/>
    public override int ChildCount => 0;

    /// <inheritdoc/>
    public override Expr GetChild(int index) => throw new ArgumentOutOfRangeException(nameof(index));
}
