using System.Text;

namespace PromRuleLint.Text;

/// <summary>Stretches of a text for messages.</summary>
internal static class Excerpt
{
    /// <summary>A text on one line with single spaces, cut where it is long. No more is read than is shown.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">How long it may be and still be whole.</param>
    /// <param name="kept">How many characters of a longer one are kept; fewer than <paramref name="longest"/>.</param>
    public static string OneLine(ReadOnlySpan<char> text, int longest, int kept)
    {
        var line = new StringBuilder(Math.Min(text.Length, longest + 1));
        bool isSpaceDue = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                isSpaceDue = line.Length > 0;
                continue;
            }

            if (isSpaceDue)
            {
                line.Append(' ');
                isSpaceDue = false;
            }

            line.Append(c);
            if (line.Length > longest)
            {
                line.Length = kept;
                return line.Append('…').ToString();
            }
        }

        return line.ToString();
    }
}
