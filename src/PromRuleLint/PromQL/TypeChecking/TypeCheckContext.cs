using System.Buffers;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.TypeChecking;

/// <summary>The checking of one tree: the nodes that wait for it, and the errors so far.</summary>
internal ref struct TypeCheckContext(string text, PromQLOptions options, List<PromQLError>? errors)
{
    // A stack of its own: types are known already, so each node can be checked by itself, however deep the tree is.
    private Expr[] _waiting = ArrayPool<Expr>.Shared.Rent(16);
    private int _count;

    /// <summary>The text of the expression.</summary>
    public readonly string Text => text;

    public readonly PromQLOptions Options => options;

    /// <summary>The errors; null while there are none.</summary>
    public List<PromQLError>? Errors { get; private set; } = errors;

    /// <summary>Lets a node wait for its check.</summary>
    public void Visit(Expr expr)
    {
        if (_count == _waiting.Length)
        {
            Expr[] larger = ArrayPool<Expr>.Shared.Rent(_count * 2);
            Array.Copy(_waiting, larger, _count);
            ArrayPool<Expr>.Shared.Return(_waiting, clearArray: true);
            _waiting = larger;
        }

        _waiting[_count++] = expr;
    }

    /// <summary>The next node to check; null when none waits.</summary>
    public Expr? Next() => _count == 0 ? null : _waiting[--_count];

    public readonly void Return() => ArrayPool<Expr>.Shared.Return(_waiting, clearArray: true);

    /// <summary>Whether an expression has another type than <paramref name="wanted"/>; of one without a type nothing is said.</summary>
    public static bool IsWrongType(Expr expr, ExprType wanted) => expr.Type != wanted && expr.Type != ExprType.None;

    public void Add(PromQLError error) => (Errors ??= []).Add(error);

    public void Add(PromQLErrorKind kind, TextRange range, string message) => Add(new PromQLError(kind, range, message));

    public void AddExperimental(TextRange range, string what, string flag) => Add(
        PromQLErrorKind.ExperimentalFeature,
        range,
        $"{what} is experimental: Prometheus accepts it only with --enable-feature={flag}{(flag.StartsWith("promql-", StringComparison.Ordinal) ? "; where it is on, name it in promql.features" : "")}");

    /// <summary>Says that an expression has the wrong type.</summary>
    /// <param name="expr">The expression.</param>
    /// <param name="wanted">The type that it must have.</param>
    /// <param name="where">As what it stands there.</param>
    /// <param name="remedy">What to do, after a semicolon; empty where nothing is plain.</param>
    public void AddWrongType(Expr expr, ExprType wanted, string where, string remedy) => Add(
        PromQLErrorKind.WrongOperandType,
        expr.Range,
        $"expected {TypeNames.WithArticle(wanted)} {where}, but '{TextAt(expr.Range)}' is {TypeNames.WithArticle(expr.Type)}{remedy}");

    /// <summary>A stretch of the text for a message, on one line and not too long.</summary>
    public readonly string TextAt(TextRange range)
    {
        ReadOnlySpan<char> part = range.In(text);
        if (part.Length <= 60 && part.IndexOfAny('\n', '\r') < 0)
        {
            return part.ToString();
        }

        return Excerpt.OneLine(part, longest: 60, kept: 57);
    }
}
