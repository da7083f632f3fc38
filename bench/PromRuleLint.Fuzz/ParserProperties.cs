using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Fuzz;

/// <summary>What must hold of reading any text.</summary>
internal static class ParserProperties
{
    /// <summary>What does not hold of <paramref name="text"/>, or null. An exception is for the caller to catch.</summary>
    public static string? Violated(string text, out bool valid)
    {
        ParseResult result = PromQLParser.Parse(text);
        valid = result.IsValid;
        if (result.Root is null && result.Errors.IsEmpty)
        {
            return "neither a tree nor an error";
        }

        int last = 0;
        foreach (PromQLError error in result.Errors)
        {
            if (Outside(error.Range, text))
            {
                return $"error outside the text: {error}";
            }

            if (error.Range.Start < last)
            {
                return $"errors not in the order of the text: {error}";
            }

            if (error.Message.Length is 0 or > 2000)
            {
                return $"message of {error.Message.Length} characters";
            }

            last = error.Range.Start;
        }

        foreach (PromQLComment comment in result.Comments)
        {
            if (Outside(comment.Range, text) || text[comment.Range.Start] != '#')
            {
                return $"comment at {comment.Range}";
            }
        }

        if (result.Root is { } root && Misplaced(root, text) is { } misplaced)
        {
            return $"range of {misplaced.Kind} {misplaced.Range} outside the text or its parent";
        }

        return valid ? PrintedDiffers(result.Root!) ?? FormattedDiffers(result) : null;
    }

    private static string? FormattedDiffers(ParseResult result)
    {
        string formatted = PromQLFormatter.Format(result, width: 20);
        ParseResult again = PromQLParser.Parse(formatted);
        return !again.IsValid || !ExprEquality.AreEqual(result.Root, again.Root) ? $"what was formatted is read otherwise: {formatted}"
            : again.Comments.Length != result.Comments.Length ? $"formatting changes the number of comments: {formatted}"
            : PromQLFormatter.Format(again, width: 20) == formatted ? null : $"formatting again changes: {formatted}";
    }

    private static string? PrintedDiffers(Expr root)
    {
        string printed = PromQLPrinter.Print(root);
        ParseResult again = PromQLParser.Parse(printed);
        return !again.IsValid
            ? $"what was printed is not read: {printed}: {again.Errors[0]}"
            : ExprEquality.AreEqual(root, again.Root) ? null : $"what was printed is read otherwise: {printed}";
    }

    private static Expr? Misplaced(Expr root, string text)
    {
        foreach (Expr expr in root.DescendantsAndSelf())
        {
            if (Outside(expr.Range, text))
            {
                return expr;
            }

            for (int i = 0; i < expr.ChildCount; i++)
            {
                if (!expr.Range.Contains(expr.GetChild(i).Range))
                {
                    return expr.GetChild(i);
                }
            }
        }

        return null;
    }

    private static bool Outside(TextRange range, string text) => range.Start < 0 || range.End < range.Start || range.End > text.Length;
}
