using System.Collections.Immutable;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Syntax;

/// <summary>Anything between parentheses.</summary>
public sealed class ParenExpr(TextRange range, Expr inner) : Expr(range)
{
    /// <summary>What stands inside.</summary>
    public Expr Inner { get; } = inner;

    /// <inheritdoc/>
    public override ExprKind Kind => ExprKind.ParenExpr;

    /// <inheritdoc/>
    public override ExprType Type { get; } = inner.Type;

    /// <inheritdoc/>
    public override int ChildCount => 1;

    /// <inheritdoc/>
    public override Expr GetChild(int index) => Inner;
}

/// <summary>A sign before an expression that is not a number literal.</summary>
public sealed class UnaryExpr(TextRange range, bool isNegative, TextRange operatorRange, Expr operand) : Expr(range)
{
    /// <summary>Whether the sign is a minus.</summary>
    public bool IsNegative { get; } = isNegative;

    /// <summary>Where the sign stands.</summary>
    public TextRange OperatorRange { get; } = operatorRange;

    /// <summary>What the sign applies to.</summary>
    public Expr Operand { get; } = operand;

    /// <inheritdoc/>
    public override ExprKind Kind => ExprKind.UnaryExpr;

    /// <inheritdoc/>
    public override ExprType Type { get; } = operand.Type;

    /// <inheritdoc/>
    public override int ChildCount => 1;

    /// <inheritdoc/>
    public override Expr GetChild(int index) => Operand;
}

/// <summary>A call of a function.</summary>
public sealed class Call(TextRange range, string name, TextRange nameRange, Function? function, ImmutableArray<Expr> arguments) : Expr(range)
{
    // Mostly there is one: no array is kept for it.
    private readonly Expr? _one = arguments.Length == 1 ? arguments[0] : null;
    private readonly ImmutableArray<Expr> _others = arguments.Length == 1 ? [] : arguments;

    internal Call(TextRange range, string name, TextRange nameRange, Function? function, Expr argument)
        : this(range, name, nameRange, function, []) => _one = argument;

    /// <summary>The name as written.</summary>
    public string Name { get; } = name;

    /// <summary>Where the name stands.</summary>
    public TextRange NameRange { get; } = nameRange;

    /// <summary>The function, or null where there is none of that name.</summary>
    public Function? Function { get; } = function;

    /// <summary>The arguments.</summary>
    public ImmutableArray<Expr> Arguments => _one is null ? _others : [_one];

    /// <summary>The <see cref="Arguments"/>, for which nothing is made.</summary>
    internal ReadOnlySpan<Expr> ArgumentSpan => _one is null ? _others.AsSpan() : new ReadOnlySpan<Expr>(in _one);

    /// <inheritdoc/>
    public override ExprKind Kind => ExprKind.Call;

    /// <inheritdoc/>
    public override ExprType Type => Function?.ReturnType ?? ExprType.None;

    /// <inheritdoc/>
    public override int ChildCount => _one is null ? _others.Length : 1;

    /// <inheritdoc/>
    public override Expr GetChild(int index) => _one is null ? _others[index] : index == 0 ? _one : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The argument whose series the function looks at; null where it has none, or where it is not given.</summary>
    internal Expr? Subject => Function is { SubjectIndex: >= 0 and var index } && index < ChildCount ? GetChild(index) : null;

    /// <summary>Whether the function is known and has all of some traits.</summary>
    internal bool Has(FunctionTraits traits) => Function is not null && Function.Has(traits);
}

/// <summary>An aggregation.</summary>
public sealed class AggregateExpr(TextRange range, AggregateOperator op, TextRange operatorRange, Expr? parameter, Expr operand) : Expr(range)
{
    /// <summary>The operator.</summary>
    public AggregateOperator Operator { get; } = op;

    /// <summary>Where the operator stands.</summary>
    public TextRange OperatorRange { get; } = operatorRange;

    /// <summary>The parameter of <c>topk</c>, <c>quantile</c>, <c>count_values</c> and their like; null for the others.</summary>
    public Expr? Parameter { get; } = parameter;

    /// <summary>What is aggregated.</summary>
    public Expr Operand { get; } = operand;

    /// <summary>The labels of <c>by</c> or <c>without</c>, in the order of the text.</summary>
    public ImmutableArray<LabelName> Grouping { get; internal set; } = [];

    /// <summary>Whether the grouping is <c>without</c>; with no grouping at all it is as <c>by ()</c>.</summary>
    public bool Without { get; internal set; }

    /// <summary>From the keyword <c>by</c> or <c>without</c> to its closing parenthesis; empty where there is no grouping.</summary>
    public TextRange GroupingRange { get; internal set; }

    /// <inheritdoc/>
    public override ExprKind Kind => ExprKind.AggregateExpr;

    /// <inheritdoc/>
    public override ExprType Type => ExprType.Vector;

    /// <inheritdoc/>
    public override int ChildCount => Parameter is null ? 1 : 2;

    /// <inheritdoc/>
    public override Expr GetChild(int index) => Parameter is null || index == 1 ? Operand : Parameter;
}

/// <summary>A binary operation.</summary>
public sealed class BinaryExpr(TextRange range, BinaryOperator op, TextRange operatorRange, Expr left, Expr right) : Expr(range)
{
    private readonly bool _hasVectors = left.Type == ExprType.Vector && right.Type == ExprType.Vector;
    private readonly VectorMatching _matching = op is BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Unless ? VectorMatching.ManyToMany : VectorMatching.OneToOne;

    /// <summary>The operator.</summary>
    public BinaryOperator Operator { get; } = op;

    /// <summary>Where the operator stands.</summary>
    public TextRange OperatorRange { get; } = operatorRange;

    /// <summary>The left side.</summary>
    public Expr Left { get; } = left;

    /// <summary>The right side.</summary>
    public Expr Right { get; } = right;

    /// <summary>Whether <c>bool</c> is there.</summary>
    public bool ReturnsBool { get; internal set; }

    /// <summary>Where <c>bool</c> stands; empty where it does not.</summary>
    public TextRange BoolRange { get; internal set; }

    /// <summary>How series are matched; null unless both sides are instant vectors.</summary>
    public VectorMatching? Matching
    {
        get => _hasVectors ? _matching : null;
        internal init => _matching = value ?? _matching;
    }

    /// <summary>The modifiers as written, whatever the types of the sides; null where there are none.</summary>
    internal VectorMatching? WrittenMatching
    {
        get => ReferenceEquals(_matching, VectorMatching.OneToOne) || ReferenceEquals(_matching, VectorMatching.ManyToMany) ? null : _matching;
        init => _matching = value ?? _matching;
    }

    /// <summary>Whether the operator compares: <c>== != &gt; &lt; &gt;= &lt;=</c>.</summary>
    public bool IsComparison => Operator is >= BinaryOperator.Equal and <= BinaryOperator.LessOrEqual;

    /// <summary>Whether the operator computes a value that is no longer the metric's: <c>+ - * / % ^ atan2</c>, as <c>shouldDropMetricName</c> of the reference's <c>promql/engine.go</c>.</summary>
    internal bool DropsMetricName => !IsComparison && !IsSetOperation && Operator is not (BinaryOperator.TrimUpper or BinaryOperator.TrimLower);

    /// <summary>Whether the operator is <c>and</c>, <c>or</c> or <c>unless</c>.</summary>
    public bool IsSetOperation => Operator is BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Unless;

    /// <inheritdoc/>
    public override ExprKind Kind => ExprKind.BinaryExpr;

    /// <inheritdoc/>
    public override ExprType Type { get; } = (left.Type, right.Type) switch
    {
        (ExprType.Scalar, ExprType.Scalar) => ExprType.Scalar,
        (ExprType.None, not ExprType.Vector) or (not ExprType.Vector, ExprType.None) => ExprType.None,
        _ => ExprType.Vector,
    };

    /// <inheritdoc/>
    public override int ChildCount => 2;

    /// <inheritdoc/>
    public override Expr GetChild(int index) => index == 0 ? Left : Right;
}

/// <summary>An expression inside a range, step or offset: durations computed when the query runs.</summary>
public sealed class DurationExpr(TextRange range, DurationOperator op, Expr? left, Expr? right, bool isWrapped) : Expr(range)
{
    /// <summary>The operator.</summary>
    public DurationOperator Operator { get; } = op;

    /// <summary>The left operand: a <see cref="DurationExpr"/> or a <see cref="NumberLiteral"/>; null for a sign or a call without arguments.</summary>
    public Expr? Left { get; } = left;

    /// <summary>The right operand; null for a call without arguments.</summary>
    public Expr? Right { get; } = right;

    /// <summary>Whether parentheses stand around it.</summary>
    public bool IsWrapped { get; internal set; } = isWrapped;

    /// <inheritdoc/>
    public override ExprKind Kind => ExprKind.DurationExpr;

    /// <inheritdoc/>
    public override ExprType Type => ExprType.Scalar;

    /// <inheritdoc/>
    public override int ChildCount => (Left is null ? 0 : 1) + (Right is null ? 0 : 1);

    /// <inheritdoc/>
    public override Expr GetChild(int index) => index == 0 && Left is not null ? Left : Right!;
}
