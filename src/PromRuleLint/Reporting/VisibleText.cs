using System.Globalization;
using System.Text;

namespace PromRuleLint.Reporting;

/// <summary>Text as a terminal may show it: nothing in it moves the cursor, changes colours or turns the direction of writing.</summary>
internal static class VisibleText
{
    /// <summary>The text on one line: line breaks and tabs become spaces, other control characters are replaced.</summary>
    public static string OneLine(string text)
    {
        if (!NeedsCare(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is '\r' or '\n' or '\t')
            {
                if (result.Length == 0 || result[^1] != ' ')
                {
                    result.Append(' ');
                }
            }
            else
            {
                Append(result, rune);
            }
        }

        return result.ToString();
    }

    /// <summary>Appends the character, or what stands for it where a terminal would obey it instead of showing it.</summary>
    public static void Append(StringBuilder builder, Rune rune)
    {
        if (rune.Value < 0x20)
        {
            builder.Append((char)(0x2400 + rune.Value));
        }
        else if (rune.Value == 0x7F)
        {
            builder.Append('\u2421');
        }
        else if (IsControl(rune))
        {
            builder.Append('\uFFFD');
        }
        else
        {
            Span<char> chars = stackalloc char[2];
            builder.Append(chars[..rune.EncodeToUtf16(chars)]);
        }
    }

    /// <summary>How many cells of a terminal the character takes: 0, 1 or 2. After Unicode's EastAsianWidth.txt (wide and fullwidth).</summary>
    public static int WidthOf(Rune rune)
    {
        int value = rune.Value;
        if (value < 0x300)
        {
            return 1;
        }

        if (!IsControl(rune) && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
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

    private static bool NeedsCare(string text)
    {
        foreach (char c in text)
        {
            if (c < ' ' || c >= 0x7F)
            {
                return true;
            }
        }

        return false;
    }

    // C1 controls, and the marks that turn the direction in which all that follows is shown.
    private static bool IsControl(Rune rune) =>
        rune.Value is (>= 0x80 and < 0xA0) or 0x061C or 0x200E or 0x200F or (>= 0x2028 and <= 0x202E) or (>= 0x2066 and <= 0x2069);

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
