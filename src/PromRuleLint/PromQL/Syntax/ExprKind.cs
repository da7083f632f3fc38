namespace PromRuleLint.PromQL.Syntax;

/// <summary>The kinds of nodes; the names are those of Prometheus' own syntax tree.</summary>
public enum ExprKind
{
    /// <summary><see cref="Syntax.NumberLiteral"/>.</summary>
    NumberLiteral,

    /// <summary><see cref="Syntax.StringLiteral"/>.</summary>
    StringLiteral,

    /// <summary><see cref="Syntax.VectorSelector"/>.</summary>
    VectorSelector,

    /// <summary><see cref="Syntax.MatrixSelector"/>.</summary>
    MatrixSelector,

    /// <summary><see cref="Syntax.SubqueryExpr"/>.</summary>
    SubqueryExpr,

    /// <summary><see cref="Syntax.AggregateExpr"/>.</summary>
    AggregateExpr,

    /// <summary><see cref="Syntax.BinaryExpr"/>.</summary>
    BinaryExpr,

    /// <summary><see cref="Syntax.UnaryExpr"/>.</summary>
    UnaryExpr,

    /// <summary><see cref="Syntax.ParenExpr"/>.</summary>
    ParenExpr,

    /// <summary><see cref="Syntax.Call"/>.</summary>
    Call,

    /// <summary><see cref="Syntax.DurationExpr"/>.</summary>
    DurationExpr,

    /// <summary><see cref="Syntax.MissingExpr"/>.</summary>
    Missing,
}
