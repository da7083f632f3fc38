using System.Globalization;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL;

/// <summary>Finds the text behind a part of a string's decoded value, so that a fault inside a pattern can be shown where it stands.</summary>
internal static class StringLiteralMap
{
    /// <summary>
    /// The range in the expression of a range of the decoded value; null where the string is written with byte escapes
    /// that are no ASCII, whose characters have no single place.
    /// </summary>
    /// <param name="text">The expression.</param>
    /// <param name="literal">Where the string stands in it, with its quotes.</param>
    /// <param name="part">A range of the decoded value, in UTF-16 code units.</param>
    public static TextRange? ToExpression(string text, TextRange literal, TextRange part)
    {
        int position = literal.Start + 1;
        int decoded = 0;
        int start = -1;
        while (true)
        {
            start = decoded >= part.Start && start < 0 ? position : start;
            if (decoded >= part.End)
            {
                return new TextRange(start, position);
            }

            if (position >= literal.End - 1)
            {
                return null;
            }

            (int length, int units) = text[position] == '\\' && text[literal.Start] != '`' ? Escape(text.AsSpan(position)) : (1, 1);
            if (units == 0)
            {
                return null;
            }

            position += length;
            decoded += units;
        }
    }

    private static (int Length, int Units) Escape(ReadOnlySpan<char> text)
    {
        (int length, int digits, NumberStyles style) = text.Length < 2 ? (1, 0, NumberStyles.None) : text[1] switch
        {
            'x' => (4, 2, NumberStyles.AllowHexSpecifier),
            'u' => (6, 2, NumberStyles.AllowHexSpecifier),
            'U' => (10, 2, NumberStyles.AllowHexSpecifier),
            >= '0' and <= '7' => (4, 1, NumberStyles.None),
            _ => (2, 0, NumberStyles.None),
        };
        if (digits == 0)
        {
            return (length, 1);
        }

        if (text.Length < length || !int.TryParse(text[digits..length], style, CultureInfo.InvariantCulture, out int value))
        {
            return (length, 0);
        }

        bool isByte = length == 4;
        return isByte ? (length, (style == NumberStyles.None ? value < 200 : value < 0x80) ? 1 : 0) : (length, value > 0xFFFF ? 2 : 1);
    }
}
