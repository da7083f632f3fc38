using System.Buffers;
using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Syntax;

/// <summary>A selector of an instant vector: a metric name, matchers, or both.</summary>
public sealed class VectorSelector(TextRange range) : Expr(range)
{
    // Mostly there is one: no array is kept for it.
    private LabelMatcher? _matcher;
    private ImmutableArray<LabelMatcher> _matchers = [];
    private Modifiers? _modifiers;

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
    public ImmutableArray<LabelMatcher> Matchers
    {
        get => _matcher is null ? _matchers : [_matcher];
        internal set
        {
            _matcher = value.Length == 1 ? value[0] : null;
            _matchers = _matcher is null ? value : [];
        }
    }

    /// <summary>The <see cref="Matchers"/>, for which nothing is made.</summary>
    internal ReadOnlySpan<LabelMatcher> MatcherSpan => _matcher is null ? _matchers.AsSpan() : new ReadOnlySpan<LabelMatcher>(in _matcher);

    /// <summary>Whether a matcher could not be read, so that what is missing among them says nothing.</summary>
    internal bool HasHole { get; set; }

    /// <summary>The <c>offset</c> modifier. Of a range selector it stands here too, as in the reference.</summary>
    public OffsetModifier? Offset
    {
        get => _modifiers?.Offset;
        internal set => (_modifiers ??= new()).Offset = value;
    }

    /// <summary>The <c>@</c> modifier.</summary>
    public AtModifier? At
    {
        get => _modifiers?.At;
        internal set => (_modifiers ??= new()).At = value;
    }

    /// <summary>The modifier <c>anchored</c> or <c>smoothed</c>.</summary>
    public SelectorExtension Extension
    {
        get => _modifiers?.Extension ?? SelectorExtension.None;
        internal set => (_modifiers ??= new()).Extension = value;
    }

    /// <summary>Where <c>anchored</c> or <c>smoothed</c> stands.</summary>
    public TextRange ExtensionRange
    {
        get => _modifiers?.ExtensionRange ?? default;
        internal set => (_modifiers ??= new()).ExtensionRange = value;
    }

    /// <summary>The selector that follows in the text of the expression; null of the last one.</summary>
    internal VectorSelector? Next { get; private set; }

    /// <summary>Chains the selectors of a tree, in the order of the text, and gives the first one; without recursion.</summary>
    internal static VectorSelector? Chain(Expr root)
    {
        VectorSelector? first = null;
        Expr[] waiting = ArrayPool<Expr>.Shared.Rent(16);
        int count = 1;
        waiting[0] = root;
        while (count > 0)
        {
            Expr expr = waiting[--count];
            if (expr is VectorSelector selector)
            {
                selector.Next = first;
                first = selector;
            }

            // The last child first: operators are nested to the left, and few nodes wait then.
            for (int i = 0; i < expr.ChildCount; i++)
            {
                if (count == waiting.Length)
                {
                    Expr[] larger = ArrayPool<Expr>.Shared.Rent(2 * count);
                    waiting.CopyTo(larger, 0);
                    ArrayPool<Expr>.Shared.Return(waiting, clearArray: true);
                    waiting = larger;
                }

                waiting[count++] = expr.GetChild(i);
            }
        }

        ArrayPool<Expr>.Shared.Return(waiting, clearArray: true);
        return first;
    }

    /// <summary>Makes equal texts of selectors one object.</summary>
    internal void Share(SharedTexts texts)
    {
        Name = Name is null ? null : texts.Get(Name);
        foreach (LabelMatcher matcher in Matchers)
        {
            matcher.Share(texts);
        }
    }

    /// <inheritdoc/>
    public override ExprKind Kind => ExprKind.VectorSelector;

    /// <inheritdoc/>
    public override ExprType Type => ExprType.Vector;

    /// <inheritdoc/>
    public override int ChildCount => 0;

    /// <inheritdoc/>
    public override Expr GetChild(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    // Few selectors have any.
    private sealed class Modifiers
    {
        public OffsetModifier? Offset { get; set; }

        public AtModifier? At { get; set; }

        public SelectorExtension Extension { get; set; }

        public TextRange ExtensionRange { get; set; }
    }
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
