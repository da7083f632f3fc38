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
    // Of most expressions reading gives the tree and nothing else.
    private readonly ParseResult? _parse = IsTreeOnly(Parse, Scalar) ? null : Parse;

    /// <summary>What reading it gave; ranges are offsets in the scalar's value.</summary>
    public ParseResult Parse
    {
        get => _parse ?? new ParseResult(Scalar.Value, Root, [], []);
        init => _parse = value;
    }

    /// <summary>The errors of <see cref="Parse"/>.</summary>
    internal ImmutableArray<PromQLError> Errors => _parse is null ? [] : _parse.Errors;

    /// <summary>The notices of <see cref="Parse"/>.</summary>
    internal ImmutableArray<PromQLError> Notices => _parse is null ? [] : _parse.Notices;

    /// <summary>The comments of <see cref="Parse"/>.</summary>
    internal ImmutableArray<PromQLComment> Comments => _parse is null ? [] : _parse.Comments;

    /// <summary>
    /// The tree; null where the text has a syntax error: what reading on after one made of it (<see cref="ParseResult.Root"/>)
    /// is good for finding more errors, not for saying what the rule means.
    /// </summary>
    public Expr? Root { get; } = Parse.Errors.Any(static error => error.Kind is PromQLErrorKind.Syntax or PromQLErrorKind.TooDeep) ? null : Parse.Root;

    /// <summary>The language that it is in.</summary>
    public ExpressionLanguage Language { get; init; }

    /// <summary>The expression's text, decoded.</summary>
    public string Text => Scalar.Value;

    /// <summary>The range in the file of a range in the expression.</summary>
    public SourceRange ToSource(TextRange range) => Scalar.ToSource(range);

    private static bool IsTreeOnly(ParseResult parse, YamlScalar scalar) =>
        parse is { Errors.IsEmpty: true, Comments.IsEmpty: true, Notices.IsEmpty: true, IsLeftAlone: false } && ReferenceEquals(parse.Text, scalar.Value);
}
