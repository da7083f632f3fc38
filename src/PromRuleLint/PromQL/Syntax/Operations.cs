using System.Collections.Immutable;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Syntax;

/// <summary>A label named in <c>by</c>, <c>without</c>, <c>on</c>, <c>ignoring</c> or a group modifier.</summary>
/// <param name="Name">The label, decoded.</param>
/// <param name="Range">Where it stands, with its quotes if it has any.</param>
public readonly record struct LabelName(string Name, TextRange Range)
{
    private const int Few = 16;

    /// <summary>Whether a list holds a label; of a long list a set is made and kept.</summary>
    internal static bool Contains(ImmutableArray<LabelName> labels, string name, ref HashSet<string>? set)
    {
        if (labels.Length > Few)
        {
            return (set ??= labels.Select(static label => label.Name).ToHashSet(StringComparer.Ordinal)).Contains(name);
        }

        foreach (LabelName label in labels)
        {
            if (label.Name == name)
            {
                return true;
            }
        }

        return false;
    }
}

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
    /// <summary>The name as written.</summary>
    public string Name { get; } = name;

    /// <summary>Where the name stands.</summary>
    public TextRange NameRange { get; } = nameRange;

    /// <summary>The function, or null where there is none of that name.</summary>
    public Function? Function { get; } = function;

    /// <summary>The arguments.</summary>
    public ImmutableArray<Expr> Arguments { get; } = arguments;

    /// <inheritdoc/>
    public override ExprKind Kind => ExprKind.Call;

    /// <inheritdoc/>
    public override ExprType Type => Function?.ReturnType ?? ExprType.None;

    /// <inheritdoc/>
    public override int ChildCount => Arguments.Length;

    /// <inheritdoc/>
    public override Expr GetChild(int index) => Arguments[index];

    /// <summary>The argument whose series the function looks at; null where it has none, or where it is not given.</summary>
    internal Expr? Subject => Function is { SubjectIndex: >= 0 and var index } && index < Arguments.Length ? Arguments[index] : null;

    /// <summary>Whether the function is known and has all of some traits.</summary>
    internal bool Has(FunctionTraits traits) => Function is not null && Function.Has(traits);
}

/// <summary>The aggregation operators.</summary>
public enum AggregateOperator
{
    /// <summary><c>sum</c></summary>
    Sum,

    /// <summary><c>avg</c></summary>
    Avg,

    /// <summary><c>count</c></summary>
    Count,

    /// <summary><c>min</c></summary>
    Min,

    /// <summary><c>max</c></summary>
    Max,

    /// <summary><c>group</c></summary>
    Group,

    /// <summary><c>stddev</c></summary>
    Stddev,

    /// <summary><c>stdvar</c></summary>
    Stdvar,

    /// <summary><c>topk</c></summary>
    TopK,

    /// <summary><c>bottomk</c></summary>
    BottomK,

    /// <summary><c>count_values</c></summary>
    CountValues,

    /// <summary><c>quantile</c></summary>
    Quantile,

    /// <summary><c>limitk</c></summary>
    LimitK,

    /// <summary><c>limit_ratio</c></summary>
    LimitRatio,
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

/// <summary>The binary operators.</summary>
public enum BinaryOperator
{
    /// <summary><c>+</c></summary>
    Add,

    /// <summary><c>-</c></summary>
    Subtract,

    /// <summary><c>*</c></summary>
    Multiply,

    /// <summary><c>/</c></summary>
    Divide,

    /// <summary><c>%</c></summary>
    Modulo,

    /// <summary><c>^</c></summary>
    Power,

    /// <summary><c>atan2</c></summary>
    Atan2,

    /// <summary><c>==</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>and</c></summary>
    And,

    /// <summary><c>or</c></summary>
    Or,

    /// <summary><c>unless</c></summary>
    Unless,

    /// <summary><c>&lt;/</c>: keeps the part of a native histogram below a value.</summary>
    TrimUpper,

    /// <summary><c>&gt;/</c>: keeps the part of a native histogram above a value.</summary>
    TrimLower,
}

/// <summary>How many series of each side may share a match group.</summary>
public enum MatchCardinality
{
    /// <summary>One on each side.</summary>
    OneToOne,

    /// <summary><c>group_left</c></summary>
    ManyToOne,

    /// <summary><c>group_right</c></summary>
    OneToMany,

    /// <summary>The set operators.</summary>
    ManyToMany,
}

/// <summary>How the series of two vectors are matched.</summary>
public sealed class VectorMatching
{
    // Nearly all operations have no modifiers; they share these two.
    internal static readonly VectorMatching OneToOne = new();
    internal static readonly VectorMatching ManyToMany = new() { Cardinality = MatchCardinality.ManyToMany };

    /// <summary>The cardinality, inferred as the reference does.</summary>
    public MatchCardinality Cardinality { get; internal set; }

    /// <summary>Whether <see cref="Labels"/> are those of <c>on</c>; otherwise of <c>ignoring</c> (or there are none).</summary>
    public bool IsOn { get; internal set; }

    /// <summary>The labels of <c>on</c> or <c>ignoring</c>.</summary>
    public ImmutableArray<LabelName> Labels { get; internal set; } = [];

    /// <summary>From <c>on</c> or <c>ignoring</c> to its closing parenthesis; empty where there is neither.</summary>
    public TextRange LabelsRange { get; internal set; }

    /// <summary>The labels of <c>group_left</c> or <c>group_right</c>.</summary>
    public ImmutableArray<LabelName> Include { get; internal set; } = [];

    /// <summary>From <c>group_left</c> or <c>group_right</c> to the end of its labels; empty where there is neither.</summary>
    public TextRange GroupRange { get; internal set; }

    /// <summary>The value of <c>fill</c> or <c>fill_left</c>: what stands in for a missing series on the left.</summary>
    public double? FillLeft { get; internal set; }

    /// <summary>The value of <c>fill</c> or <c>fill_right</c>: what stands in for a missing series on the right.</summary>
    public double? FillRight { get; internal set; }

    /// <summary>Where the fill modifiers stand; empty where there are none.</summary>
    public TextRange FillRange { get; internal set; }

    private HashSet<string>? _listed;
    private HashSet<string>? _included;

    /// <summary>Whether a label stands in <c>on</c> or <c>ignoring</c>.</summary>
    internal bool Lists(string label) => LabelName.Contains(Labels, label, ref _listed);

    /// <summary>Whether a label stands in <c>group_left</c> or <c>group_right</c>.</summary>
    internal bool Includes(string label) => LabelName.Contains(Include, label, ref _included);
}

/// <summary>A binary operation.</summary>
public sealed class BinaryExpr(TextRange range, BinaryOperator op, TextRange operatorRange, Expr left, Expr right) : Expr(range)
{
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
    public VectorMatching? Matching { get; internal set; }

    /// <summary>The modifiers as written, whatever the types of the sides; null where there are none.</summary>
    internal VectorMatching? WrittenMatching { get; init; }

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
