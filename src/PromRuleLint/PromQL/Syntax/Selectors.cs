using System.Collections.Immutable;
using PromRuleLint.Regex;
using PromRuleLint.Text;

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

/// <summary>One matcher inside braces; a quoted metric name inside braces is the matcher <c>__name__=</c> without an operator.</summary>
public sealed class LabelMatcher(string name, TextRange nameRange, MatchType type, TextRange operatorRange, string value, TextRange valueRange)
{
    private Re2Pattern? _pattern;

    /// <summary>The label, decoded.</summary>
    public string Name { get; } = name;

    /// <summary>Where the label stands; for a quoted metric name the same as <see cref="ValueRange"/>.</summary>
    public TextRange NameRange { get; } = nameRange;

    /// <summary>How it compares.</summary>
    public MatchType Type { get; } = type;

    /// <summary>Where the operator stands; empty for a quoted metric name.</summary>
    public TextRange OperatorRange { get; } = operatorRange;

    /// <summary>The value or pattern, decoded.</summary>
    public string Value { get; } = value;

    /// <summary>The value as it is written, with its quotes, where <see cref="Value"/> cannot tell: it holds bytes that are no UTF-8; null otherwise.</summary>
    internal string? Written { get; init; }

    /// <summary>Where the value stands, with its quotes.</summary>
    public TextRange ValueRange { get; } = valueRange;

    /// <summary>The pattern of <c>=~</c> and <c>!~</c>, read on first use and kept; null of the other operators.</summary>
    public Re2Pattern? Pattern => Type is MatchType.Regexp or MatchType.NotRegexp ? _pattern ??= Re2Pattern.Parse(Value, PatternBudget) : null;

    /// <summary>The steps that automata may take for the patterns of the selector; null for a matcher that belongs to none.</summary>
    internal Re2Budget? PatternBudget { get; set; }

    /// <summary>From the label to the value.</summary>
    public TextRange Range => TextRange.Union(NameRange, ValueRange);

    /// <summary>Whether this is a metric name in quotes inside the braces.</summary>
    public bool IsQuotedMetricName => OperatorRange.IsEmpty;
}

/// <summary>What follows <c>@</c>.</summary>
public enum AtModifierKind
{
    /// <summary>A Unix timestamp.</summary>
    Timestamp,

    /// <summary><c>start()</c></summary>
    Start,

    /// <summary><c>end()</c></summary>
    End,
}

/// <summary>The <c>@</c> modifier.</summary>
/// <param name="Range">From the <c>@</c> to the end of what follows.</param>
/// <param name="Kind">What follows the sign.</param>
/// <param name="TimestampMilliseconds">The Unix time in milliseconds where <paramref name="Kind"/> is a timestamp.</param>
public sealed record AtModifier(TextRange Range, AtModifierKind Kind, long TimestampMilliseconds);

/// <summary>
/// A duration of a range, step or offset: a literal, or an expression, whose value may be known only at query time.
/// </summary>
/// <param name="Range">Where it stands, without the brackets or the keyword <c>offset</c>.</param>
/// <param name="Constant">The duration where it is known from the text, also of an expression such as <c>2*5m</c>; may be negative for an offset.</param>
/// <param name="Expression">The <see cref="DurationExpr"/> where it is more than a literal, be it only parentheses; a printer prints this when it is there.</param>
public sealed record DurationSyntax(TextRange Range, TimeSpan? Constant, Expr? Expression);

/// <summary>The <c>offset</c> modifier.</summary>
/// <param name="Range">From the keyword to the end of the duration.</param>
/// <param name="Duration">How far back; negative looks ahead.</param>
public sealed record OffsetModifier(TextRange Range, DurationSyntax Duration);

/// <summary>Whether a selector is extended to the edges of its window.</summary>
public enum SelectorExtension
{
    /// <summary>Neither.</summary>
    None,

    /// <summary><c>anchored</c></summary>
    Anchored,

    /// <summary><c>smoothed</c></summary>
    Smoothed,
}

/// <summary>A selector of an instant vector: a metric name, matchers, or both.</summary>
public sealed class VectorSelector(TextRange range) : Expr(range)
{
    /// <summary>
    /// The metric name, written before the braces or in quotes inside them, or given by <c>__name__="…"</c> as the only
    /// equality on it; null where no single name is fixed.
    /// </summary>
    public string? Name { get; internal set; }

    /// <summary>Where the metric name stands; empty where there is none.</summary>
    public TextRange NameRange { get; internal set; }

    /// <summary>Where the braces stand, both included; empty where there are none.</summary>
    public TextRange BracesRange { get; internal set; }

    /// <summary>The matchers inside the braces, in the order of the text. A name before the braces is not among them.</summary>
    public ImmutableArray<LabelMatcher> Matchers { get; internal set; } = [];

    /// <summary>Whether a matcher could not be read, so that what is missing among them says nothing.</summary>
    internal bool HasHole { get; set; }

    /// <summary>The <c>offset</c> modifier. Of a range selector it stands here too, as in the reference.</summary>
    public OffsetModifier? Offset { get; internal set; }

    /// <summary>The <c>@</c> modifier.</summary>
    public AtModifier? At { get; internal set; }

    /// <summary>The modifier <c>anchored</c> or <c>smoothed</c>.</summary>
    public SelectorExtension Extension { get; internal set; }

    /// <summary>Where <c>anchored</c> or <c>smoothed</c> stands.</summary>
    public TextRange ExtensionRange { get; internal set; }

    /// <inheritdoc/>
    public override ExprKind Kind => ExprKind.VectorSelector;

    /// <inheritdoc/>
    public override ExprType Type => ExprType.Vector;

    /// <inheritdoc/>
    public override int ChildCount => 0;

    /// <inheritdoc/>
    public override Expr GetChild(int index) => throw new ArgumentOutOfRangeException(nameof(index));
}

/// <summary>A selector of a range vector: <c>x[5m]</c>.</summary>
public sealed class MatrixSelector(TextRange range, VectorSelector selector, DurationSyntax window, TextRange bracketsRange) : Expr(range)
{
    /// <summary>What stands before the bracket; carries the offset and <c>@</c> that stand after it.</summary>
    public VectorSelector Selector { get; } = selector;

    /// <summary>How far back the range reaches.</summary>
    public DurationSyntax Window { get; } = window;

    /// <summary>Where the brackets stand, both included.</summary>
    public TextRange BracketsRange { get; } = bracketsRange;

    /// <inheritdoc/>
    public override ExprKind Kind => ExprKind.MatrixSelector;

    /// <inheritdoc/>
    public override ExprType Type => ExprType.Matrix;

    /// <inheritdoc/>
    public override int ChildCount => 1;

    /// <inheritdoc/>
    public override Expr GetChild(int index) => Selector;
}

/// <summary>A subquery: <c>x[30m:1m]</c>.</summary>
public sealed class SubqueryExpr(TextRange range, Expr inner, DurationSyntax window, DurationSyntax? step, TextRange bracketsRange) : Expr(range)
{
    /// <summary>What is evaluated at each step.</summary>
    public Expr Inner { get; } = inner;

    /// <summary>How far back the range reaches.</summary>
    public DurationSyntax Window { get; } = window;

    /// <summary>The step; null for the default (the evaluation interval).</summary>
    public DurationSyntax? Step { get; } = step;

    /// <summary>Where the brackets stand, both included.</summary>
    public TextRange BracketsRange { get; } = bracketsRange;

    /// <summary>The <c>offset</c> modifier.</summary>
    public OffsetModifier? Offset { get; internal set; }

    /// <summary>The <c>@</c> modifier.</summary>
    public AtModifier? At { get; internal set; }

    /// <inheritdoc/>
    public override ExprKind Kind => ExprKind.SubqueryExpr;

    /// <inheritdoc/>
    public override ExprType Type => ExprType.Matrix;

    /// <inheritdoc/>
    public override int ChildCount => 1;

    /// <inheritdoc/>
    public override Expr GetChild(int index) => Inner;
}
