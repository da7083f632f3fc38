using System.Buffers;
using System.Globalization;
using System.Text;

namespace PromRuleLint.Reporting;

/// <summary>
/// The one place that makes text of a file, its name or a message fit for a terminal or a log: nothing in it moves the
/// cursor, changes colors, turns the direction of writing, is invisible, or is taken for a command by a CI server.
/// </summary>
public static class VisibleText
{
    private const char CommandMark = '#';

    // What JSON shows as it is, whatever stands around it.
    private static readonly SearchValues<char> PlainInJson = SearchValues.Create([.. Enumerable.Range(0, 0x7F).Select(static value => (char)value).Where(static c => c != CommandMark)]);

    // What CI servers obey anywhere in a line of a log: Azure Pipelines, TeamCity, older runners of GitHub Actions.
    private static readonly string[] CommandStarts = ["vso[", "teamcity[", "["];

    /// <summary>
    /// The text on one line. Line breaks and tabs become spaces; control characters become their pictures or escapes, marks
    /// of direction and characters without width escapes (<c>\u202E</c>); what a CI server would take for a command is
    /// broken by an escape.
    /// </summary>
    public static string OneLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!NeedsCare(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length;)
        {
            if (text[i] is '\r' or '\n' or '\t')
            {
                i++;
                if (result.Length == 0 || result[^1] != ' ')
                {
                    result.Append(' ');
                }
            }
            else
            {
                Append(result, text, ref i);
            }
        }

        // GitHub Actions obeys a line that begins so, after any blanks.
        int start = 0;
        while (start < result.Length && char.IsWhiteSpace(result[start]))
        {
            start++;
        }

        if (start + 1 < result.Length && result[start] == ':' && result[start + 1] == ':')
        {
            result.Remove(start, 1).Insert(start, @"\u003A");
        }

        return result.ToString();
    }

    /// <summary>The text with its line feeds, each line as <see cref="OneLine"/> makes it.</summary>
    public static string Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return NeedsCare(text) ? string.Join('\n', text.Split('\n').Select(OneLine)) : text;
    }

    /// <summary>JSON with escapes in place of what should not be in a log raw; it stands for the same value.</summary>
    public static string Json(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (!NeedsCare(json.AsSpan().Trim('\n'), isJson: true))
        {
            return json;
        }

        var result = new StringBuilder(json.Length + 8);
        for (int i = 0; i < json.Length;)
        {
            int plain = json.AsSpan(i).IndexOfAnyExcept(PlainInJson);
            if (plain != 0)
            {
                result.Append(json, i, plain < 0 ? json.Length - i : plain);
                i = plain < 0 ? json.Length : i + plain;
                continue;
            }

            int start = i;
            Rune rune = RuneAt(json, ref i);
            if (IsCommand(json, start))
            {
                result.Append(@"\u0023");
            }
            else if (rune.Value == 0x7F || (rune.Value > 0x7F && IsHidden(rune)))
            {
                // JSON counts in UTF-16.
                foreach (char c in json.AsSpan(start, i - start))
                {
                    result.Append(@"\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
                }
            }
            else
            {
                result.Append(json, start, i - start);
            }
        }

        return result.ToString();
    }

    /// <summary>Appends the character at an index, or what stands for it, and goes on to the next one.</summary>
    /// <returns>How many cells of a terminal were appended.</returns>
    internal static int Append(StringBuilder builder, string text, ref int index)
    {
        int start = index;
        Rune rune = RuneAt(text, ref index);
        int before = builder.Length;
        if (IsCommand(text, start))
        {
            builder.Append(@"\u0023");
        }
        else if (rune.Value < 0x20)
        {
            builder.Append((char)(0x2400 + rune.Value));
        }
        else if (rune.Value == 0x7F)
        {
            builder.Append('\u2421');
        }
        else if (rune.Value > 0x7F && IsHidden(rune))
        {
            builder.Append(rune.IsBmp ? @"\u" : @"\U").Append(rune.Value.ToString(rune.IsBmp ? "X4" : "X8", CultureInfo.InvariantCulture));
        }
        else
        {
            Span<char> chars = stackalloc char[2];
            builder.Append(chars[..rune.EncodeToUtf16(chars)]);
            return WidthOf(rune);
        }

        return builder.Length - before;
    }

    /// <summary>How many cells of a terminal the character takes: 0, 1 or 2. After Unicode's EastAsianWidth.txt (wide and fullwidth).</summary>
    internal static int WidthOf(Rune rune)
    {
        int value = rune.Value;
        if (value < 0x300)
        {
            return 1;
        }

        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
        {
            return 0;
        }

        int low = 0;
        int high = Wide.Length / 2;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (value > Wide[(middle * 2) + 1])
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < Wide.Length / 2 && value >= Wide[low * 2] ? 2 : 1;
    }

    private static Rune RuneAt(string text, ref int index)
    {
        if (Rune.DecodeFromUtf16(text.AsSpan(index), out Rune rune, out int used) != OperationStatus.Done)
        {
            rune = Rune.ReplacementChar;
        }

        index += used;
        return rune;
    }

    /// <summary>Whether a text may hold something that is not shown as it is.</summary>
    internal static bool NeedsCare(ReadOnlySpan<char> text, bool isJson = false) =>
        text.ContainsAnyExceptInRange(' ', '~') || text.Contains("##", StringComparison.Ordinal) || (!isJson && text.Contains("::", StringComparison.Ordinal));

    // Asked of each character, so that nothing is made here.
    private static bool IsCommand(string text, int index) => text[index] == CommandMark && index > 0 && text[index - 1] == CommandMark && StartsCommand(text.AsSpan(index + 1));

    private static bool StartsCommand(ReadOnlySpan<char> text)
    {
        foreach (string start in CommandStarts)
        {
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // C1 controls; marks that turn the direction in which all that follows is shown; characters that show nothing, in which
    // text can hide. A selector of an emoji's look (U+FE0F) is left: it hides one bit at most.
    private static bool IsHidden(Rune rune) =>
        rune.Value is (>= 0x80 and < 0xA0) or 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2028 or 0x2029 or 0x2800 or 0x3164 or 0xFFA0
            or (>= 0xFE00 and <= 0xFE0D) or (>= 0x180B and <= 0x180F) or (>= 0xE0000 and <= 0xE0FFF)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format;

    // First and last of each range, in order.
    private static ReadOnlySpan<int> Wide =>
    [
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE,
        0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE,
        0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA,
        0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755,
        0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55,
        0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
        0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18CFF, 0x1B000, 0x1B2FF,
        0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F200, 0x1F320, 0x1F32D, 0x1F335,
        0x1F337, 0x1F37C, 0x1F37E, 0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4,
        0x1F3F8, 0x1F43E, 0x1F440, 0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550, 0x1F567,
        0x1F57A, 0x1F57A, 0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5, 0x1F6CC, 0x1F6CC,
        0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6D7, 0x1F6DC, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4, 0x1F6FC, 0x1F7E0, 0x1F7EB,
        0x1F7F0, 0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD,
    ];
}
