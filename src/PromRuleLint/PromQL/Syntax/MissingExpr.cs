using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Syntax;

/// <summary>
/// Stands where an expression should and cannot be had: a stretch that was skipped after a syntax error, or parts that fit
/// nowhere, such as the operand of a range that is no selector. Only in trees with errors; has no type, so that nothing follows
/// from it.
/// </summary>
public sealed class MissingExpr : Expr
{
    internal MissingExpr(TextRange range, params ImmutableArray<Expr> parts)
        : base(range) => Parts = parts;

    /// <summary>What could be read of it.</summary>
    public ImmutableArray<Expr> Parts { get; }

    /// <inheritdoc/>
    public override ExprKind Kind => ExprKind.Missing;

    /// <inheritdoc/>
    public override ExprType Type => ExprType.None;

    /// <inheritdoc/>
    public override int ChildCount => Parts.Length;

    /// <inheritdoc/>
    public override Expr GetChild(int index) => Parts[index];
}
