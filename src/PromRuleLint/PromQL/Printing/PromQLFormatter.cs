using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.PromQL.Printing;

/// <summary>
/// Writes trees in the canonical form of Prometheus over several lines (<c>promql/parser/prettier.go</c>): two spaces a level,
/// a node over several lines where its one-line form is longer than the width. Formatting what it writes changes nothing.
/// </summary>
public static class PromQLFormatter
{
    /// <summary>The width of the reference.</summary>
    public const int DefaultWidth = 100;

    /// <summary>Deeper levels, which no tree of the parser has, are not indented further, so that the output stays in proportion to the input.</summary>
    internal const int MaxIndentedLevel = 1000;

    /// <summary>The canonical form of a tree.</summary>
    /// <param name="expr">A tree that was read without errors.</param>
    /// <param name="width">How many bytes of UTF-8 a node's one-line form may take, its indentation aside.</param>
    public static string Format(Expr expr, int width = DefaultWidth)
    {
        ArgumentNullException.ThrowIfNull(expr);
        return new FormatWriter(expr, width, comments: null).Write();
    }

    /// <summary>
    /// The canonical form of an expression with its comments, which the reference drops. A comment keeps its place beside or
    /// above what it speaks of; where that stands inside something that is always one line, it goes above that. What has a
    /// comment inside takes several lines whatever its width.
    /// </summary>
    /// <param name="parse">An expression that was read without errors.</param>
    /// <param name="width">As in <see cref="Format(Expr, int)"/>.</param>
    /// <exception cref="ArgumentException">The expression has errors.</exception>
    public static string Format(ParseResult parse, int width = DefaultWidth)
    {
        ArgumentNullException.ThrowIfNull(parse);
        if (!parse.IsValid)
        {
            throw new ArgumentException("An expression with errors has no canonical form.", nameof(parse));
        }

        CommentMap? comments = parse.Comments.IsDefaultOrEmpty ? null : CommentMap.Build(parse);
        return new FormatWriter(parse.Root!, width, comments).Write();
    }
}
