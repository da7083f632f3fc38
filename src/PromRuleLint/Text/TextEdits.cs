using System.Text;

namespace PromRuleLint.Text;

/// <summary>Applies replacements to a text.</summary>
internal static class TextEdits
{
    /// <summary>The text after replacements.</summary>
    /// <param name="text">The text before.</param>
    /// <param name="edits">What is replaced and by what: in the order of the text, and none touches another.</param>
    public static string Apply(string text, IEnumerable<(SourceRange Range, string NewText)> edits)
    {
        var result = new StringBuilder(text.Length + 64);
        int at = 0;
        foreach ((SourceRange range, string newText) in edits)
        {
            result.Append(text, at, range.Start - at).Append(newText);
            at = range.End;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
