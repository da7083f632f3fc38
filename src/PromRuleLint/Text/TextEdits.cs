using System.Text;

namespace PromRuleLint.Text;

/// <summary>Applies replacements to a text.</summary>
internal static class TextEdits
{
    /// <summary>The text after replacements.</summary>
    /// <param name="text">The text before.</param>
    /// <param name="edits">Where each begins and ends, and what stands there afterwards. They may come in any order and do not overlap; those that begin at one place stay in theirs.</param>
    public static string Apply(string text, IEnumerable<(int Start, int End, string NewText)> edits)
    {
        var result = new StringBuilder(text.Length + 64);
        int at = 0;
        foreach ((int start, int end, string newText) in edits.OrderBy(static edit => edit.Start))
        {
            result.Append(text, at, start - at).Append(newText);
            at = end;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
