using System.Collections.Immutable;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>The expression of a rule, read.</summary>
/// <param name="Scalar">The YAML scalar that holds it.</param>
/// <param name="Parse">What reading it gave; ranges are offsets in the scalar's value.</param>
public sealed record RuleExpression(YamlScalar Scalar, ParseResult Parse)
{
    // The node is made where somebody asks for it.
    private readonly CompactNode _scalar = CompactNode.Of(Scalar);

    // Of most expressions reading gives the tree and nothing else.
    private readonly ParseResult? _parse = HasTreeOnly(Parse, Scalar) ? null : Parse;
    private readonly VectorSelector? _firstSelector = RootOf(Parse) is { } root ? VectorSelector.Chain(root) : null;

    /// <summary>The YAML scalar that holds it.</summary>
    public YamlScalar Scalar
    {
        get => _scalar.ToScalar()!;
        init => _scalar = CompactNode.Of(value);
    }

    /// <summary>The range of <see cref="Scalar"/>.</summary>
    internal SourceRange ScalarRange => _scalar.Range;

    /// <summary>The scalar, or as little as it takes to make it.</summary>
    internal CompactNode CompactScalar => _scalar;

    /// <summary>What reading it gave; ranges are offsets in the scalar's value.</summary>
    public ParseResult Parse
    {
        get => _parse ?? new ParseResult(Text, Root, [], []);
        init => _parse = value;
    }

    /// <summary>The errors of <see cref="Parse"/>.</summary>
    internal ImmutableArray<PromQLError> Errors => _parse is null ? [] : _parse.Errors;

    /// <summary>The notices of <see cref="Parse"/>.</summary>
    internal ImmutableArray<PromQLError> Notices => _parse is null ? [] : _parse.Notices;

    /// <summary>The comments of <see cref="Parse"/>.</summary>
    internal ImmutableArray<PromQLComment> Comments => _parse is null ? [] : _parse.Comments;

    /// <summary>Whether reading gave the tree and nothing else.</summary>
    internal bool IsTreeOnly => _parse is null;

    /// <summary>
    /// The tree; null where the text has a syntax error: what reading on after one made of it (<see cref="ParseResult.Root"/>)
    /// is good for finding more errors, not for saying what the rule means. Rules with the same text may have the same tree.
    /// </summary>
    public Expr? Root { get; } = RootOf(Parse);

    /// <summary>The selectors of the tree, in the order of the text.</summary>
    internal SelectorChain Selectors => new(_firstSelector);

    /// <summary>The language that it is in.</summary>
    public ExpressionLanguage Language { get; init; }

    /// <summary>The expression's text, decoded.</summary>
    public string Text => _scalar.Value!;

    /// <summary>The range in the file of a range in the expression.</summary>
    public SourceRange ToSource(TextRange range) => _scalar.ToSource(range);

    private static Expr? RootOf(ParseResult parse)
    {
        foreach (PromQLError error in parse.Errors)
        {
            if (error.Kind is PromQLErrorKind.Syntax or PromQLErrorKind.TooDeep)
            {
                return null;
            }
        }

        return parse.Root;
    }

    private static bool HasTreeOnly(ParseResult parse, YamlScalar scalar) =>
        parse is { Errors.IsEmpty: true, Comments.IsEmpty: true, Notices.IsEmpty: true, IsLeftAlone: false } && ReferenceEquals(parse.Text, scalar.Value);
}
