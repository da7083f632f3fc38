using System.Globalization;

namespace PromRuleLint.PromQL.Tokenizing;

/// <summary>
/// Numbers as Prometheus reads them: the characters that <c>scanNumber</c> of <c>promql/parser/lex.go</c> takes, with the value
/// that Go's <c>strconv.ParseInt(…, 0, 64)</c> or else <c>strconv.ParseFloat</c> gives them.
/// </summary>
internal static class NumberScanner
{
    /// <summary>Finds the end of the number or duration that starts at <paramref name="at"/>.</summary>
    /// <returns><see cref="PromQLToken.Number"/>, <see cref="PromQLToken.Duration"/> or <see cref="PromQLToken.BadNumber"/>.</returns>
    public static PromQLToken Scan(string text, ref int at)
    {
        // Nearly all numbers are a few digits, nearly all durations a few digits and a letter.
        int start = at;
        int end = at;
        if (ScanNumber(text, ref end))
        {
            at = end;
            return PromQLToken.Number;
        }

        if (ScanUnits(text, ref end))
        {
            at = end;
            return PromQLToken.Duration;
        }

        end = Math.Max(end, start + 1);
        while (end < text.Length && (IsWord(text[end]) || text[end] == '.'))
        {
            end++;
        }

        at = end;
        return PromQLToken.BadNumber;
    }

    /// <summary>
    /// The end of the number that starts at <paramref name="at"/> in a series description, where an x repeats and so begins no
    /// hexadecimal number; where none starts, <paramref name="at"/> itself.
    /// </summary>
    public static int EndInSeries(string text, int at)
    {
        int end = at;
        return ScanNumber(text, ref end, inSeries: true) ? end : at;
    }

    /// <summary>The value of a number; false if the text is not a number or too large.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        if (text.Length is > 0 and <= 15 && IsPlainDecimal(text, out long simple))
        {
            value = simple;
            return true;
        }

        return TryParseInteger(text, out value) || TryParseFloat(text, out value);
    }

    private static bool IsPlainDecimal(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        if (text[0] == '0' && text.Length > 1)
        {
            return false;
        }

        foreach (char c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            value = (value * 10) + (c - '0');
        }

        return true;
    }

    private static bool TryParseInteger(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        int radix = 10;
        int at = 0;
        bool underscoreMayFollow = false;
        if (text.Length > 1 && text[0] == '0')
        {
            (radix, at) = text[1] is 'x' or 'X' ? (16, 2) : (8, 1);
            underscoreMayFollow = true;
        }

        long sum = 0;
        bool any = false;
        for (; at < text.Length; at++)
        {
            char c = text[at];
            if (c == '_')
            {
                // An underscore stands between digits, or between the prefix and a digit.
                if (!underscoreMayFollow || at + 1 == text.Length)
                {
                    return false;
                }

                underscoreMayFollow = false;
                continue;
            }

            int digit = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiHexDigit(c) ? (c | 0x20) - 'a' + 10 : 99;
            if (digit >= radix || sum > (long.MaxValue - digit) / radix)
            {
                return false;
            }

            sum = (sum * radix) + digit;
            any = true;
            underscoreMayFollow = true;
        }

        value = sum;
        return any;
    }

    private static bool TryParseFloat(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        if (text.Equals("inf", StringComparison.OrdinalIgnoreCase))
        {
            value = double.PositiveInfinity;
            return true;
        }

        if (text.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NaN;
            return true;
        }

        if (text.Contains('_'))
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] == '_' && (i == 0 || i + 1 == text.Length || !char.IsAsciiDigit(text[i - 1]) || !char.IsAsciiDigit(text[i + 1])))
                {
                    return false;
                }
            }

            return TryParseFloat(text.ToString().Replace("_", "", StringComparison.Ordinal), out value);
        }

        const NumberStyles Styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Styles, CultureInfo.InvariantCulture, out value) && !double.IsInfinity(value);
    }

    /// <summary>Takes what the reference takes as a number; on failure <paramref name="at"/> is where it gave up.</summary>
    private static bool ScanNumber(string text, ref int at, bool inSeries = false)
    {
        int start = at;
        bool isHex = !inSeries && ScanPrefix(text, ref at);
        if (Peek(text, at) == '.')
        {
            at++;
        }

        if (IsDigit(Peek(text, at), isHex))
        {
            at++;
        }

        bool hasDot = false;
        bool hasExponent = false;
        while (true)
        {
            char c = Peek(text, at);
            if (c == '.')
            {
                at++;
                if (hasDot || IsFollowedBy(text, ref at, "_.") || isHex)
                {
                    return false;
                }

                hasDot = true;
            }
            else if (c is 'e' or 'E')
            {
                at++;
                if (hasExponent || !ScanSign(text, ref at))
                {
                    return false;
                }

                hasExponent = true;
            }
            else if (c == '_')
            {
                at++;
                if (at >= text.Length || IsFollowedBy(text, ref at, "._eE"))
                {
                    return false;
                }
            }
            else if (IsDigit(c, isHex))
            {
                // Within a run of hexadecimal digits an e is a digit, after anything else an exponent.
                do
                {
                    at++;
                }
                while (IsDigit(Peek(text, at), isHex));
            }
            else
            {
                return at > start && (!IsWord(c) || (inSeries && c == 'x'));
            }
        }
    }

    /// <summary>Takes a leading zero, and the <c>x</c> and underscore after it; whether the number is hexadecimal.</summary>
    private static bool ScanPrefix(string text, ref int at)
    {
        if (Peek(text, at) != '0')
        {
            return false;
        }

        at++;
        if (Peek(text, at) is not ('x' or 'X'))
        {
            return false;
        }

        at++;
        if (Peek(text, at) == '_')
        {
            at++;
        }

        return true;
    }

    /// <summary>Takes the sign of an exponent; false where no exponent can follow.</summary>
    private static bool ScanSign(string text, ref int at)
    {
        if (Peek(text, at) is '+' or '-')
        {
            at++;
        }

        return at < text.Length && !IsFollowedBy(text, ref at, "._eE");
    }

    /// <summary>Takes one of some characters that must not follow.</summary>
    private static bool IsFollowedBy(string text, ref int at, string characters)
    {
        bool isOne = at < text.Length && characters.Contains(text[at]);
        at += isOne ? 1 : 0;
        return isOne;
    }

    private static bool ScanUnits(string text, ref int at)
    {
        if (Peek(text, at) is not ('s' or 'm' or 'h' or 'd' or 'w' or 'y'))
        {
            return false;
        }

        at++;
        if (Peek(text, at) == 's')
        {
            at++;
        }

        while (char.IsAsciiDigit(Peek(text, at)))
        {
            while (char.IsAsciiDigit(Peek(text, at)))
            {
                at++;
            }

            if (Peek(text, at) is not ('s' or 'm' or 'h' or 'd' or 'w'))
            {
                return false;
            }

            at++;
            if (Peek(text, at) == 's')
            {
                at++;
            }
        }

        return !IsWord(Peek(text, at));
    }

    private static char Peek(string text, int at) => at < text.Length ? text[at] : '\0';

    private static bool IsDigit(char c, bool hex) => hex ? char.IsAsciiHexDigit(c) : char.IsAsciiDigit(c);

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
