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
}
