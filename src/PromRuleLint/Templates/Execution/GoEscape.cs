using System.Globalization;
using System.Text;
using PromRuleLint.PromQL.Printing;

namespace PromRuleLint.Templates.Execution;

/// <summary>Texts made safe for where they go, as Go's packages <c>net/url</c>, <c>text/template</c> and <c>strings</c> do it.</summary>
internal static class GoEscape
{
    /// <summary><c>url.QueryEscape</c>.</summary>
    public static string QueryEscape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~')
            {
                escaped.Append((char)b);
            }
            else if (b == ' ')
            {
                escaped.Append('+');
            }
            else
            {
                escaped.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return escaped.ToString();
    }

    /// <summary><c>html</c>.</summary>
    public static string HtmlEscape(string text) => Replace(text, static rune => rune.Value switch
    {
        '\0' => "\uFFFD",
        '"' => "&#34;",
        '\'' => "&#39;",
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        _ => null,
    });

    /// <summary><c>js</c>.</summary>
    public static string JavaScriptEscape(string text) => Replace(text, static rune => rune.Value switch
    {
        '\\' => @"\\",
        '\'' => @"\'",
        '"' => "\\\"",
        '<' or '>' or '&' or '=' or < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
        < 0x80 => null,
        _ => GoText.IsPrintable(rune) ? null : string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
    });

    /// <summary>
    /// <c>title</c>: the first letter of each word in upper case, words as Unicode divides them, so that a point, a colon or an
    /// apostrophe between two letters and an underscore divide none.
    /// </summary>
    public static string Title(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        var result = new StringBuilder(text.Length);
        bool starts = true;
        for (int i = 0; i < runes.Length; i++)
        {
            bool isLetter = Rune.IsLetter(runes[i]);
            result.Append((isLetter && starts ? Rune.ToUpperInvariant(runes[i]) : runes[i]).ToString());
            starts = (!isLetter && starts) || EndsWord(runes, i);
        }

        return result.ToString();
    }

    private static bool EndsWord(Rune[] runes, int at)
    {
        if (Rune.IsLetterOrDigit(runes[at]) || runes[at].Value == '_' || Rune.GetUnicodeCategory(runes[at]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
        {
            return false;
        }

        bool isBetweenLetters = at > 0 && at + 1 < runes.Length && Rune.IsLetter(runes[at - 1]) && Rune.IsLetter(runes[at + 1]);
        return !(isBetweenLetters && runes[at].Value is '.' or ':' or '\'' or '·' or '’');
    }

    private static string Replace(string text, Func<Rune, string?> replacement)
    {
        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            result.Append(replacement(rune) ?? rune.ToString());
        }

        return result.ToString();
    }
}
