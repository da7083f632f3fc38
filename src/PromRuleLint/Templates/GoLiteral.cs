using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using PromRuleLint.Text;

namespace PromRuleLint.Templates;

/// <summary>Go's literals as <c>strconv</c> and <c>text/template/parse/node.go</c> read them.</summary>
internal static class GoLiteral
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789_");
    private static readonly SearchValues<char> HexDigitsAndUnderscore = SearchValues.Create("0123456789abcdefABCDEF_");

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Whether Go's <c>strconv.ParseFloat</c> reads a text as a number.</summary>
    public static bool CanBeFloat(ReadOnlySpan<char> text)
    {
        if (text is ['+' or '-', ..])
        {
            text = text[1..];
        }

        if (text.Equals("inf", StringComparison.OrdinalIgnoreCase) || text.Equals("infinity", StringComparison.OrdinalIgnoreCase) || text.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        bool isHex = text is ['0', 'x' or 'X', ..];
        ReadOnlySpan<char> digits = isHex ? text[2..] : text;
        int exponent = isHex ? digits.IndexOfAny('p', 'P') : digits.IndexOfAny('e', 'E');
        if (exponent < 0 && isHex)
        {
            return false;
        }

        ReadOnlySpan<char> mantissa = exponent < 0 ? digits : digits[..exponent];
        int point = mantissa.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? mantissa : mantissa[..point];
        ReadOnlySpan<char> fraction = point < 0 ? default : mantissa[(point + 1)..];
        if (!AreDigits(whole, isHex) || !AreDigits(fraction, isHex) || whole.Length + fraction.Length == 0)
        {
            return false;
        }

        if (exponent < 0)
        {
            return true;
        }

        ReadOnlySpan<char> power = digits[(exponent + 1)..];
        power = power is ['+' or '-', ..] ? power[1..] : power;
        return !power.IsEmpty && AreDigits(power, isHex: false);
    }

    private static bool AreDigits(ReadOnlySpan<char> text, bool isHex) =>
        text.IndexOfAnyExcept(isHex ? HexDigitsAndUnderscore : Digits) < 0;

    /// <summary>Decodes a quoted string (<c>strconv.Unquote</c>); on failure the range of the bad escape.</summary>
    public static bool TryUnquote(string text, int start, int end, out string value, out ScalarMap map, out TextRange fault)
    {
        fault = default;
        ReadOnlySpan<char> inside = text.AsSpan(start + 1, end - start - 2);
        if (!inside.Contains(text[start] == '`' ? '\r' : '\\'))
        {
            value = inside.ToString();
            map = ScalarMap.Linear(start + 1, inside.Length);
            return true;
        }

        return TryUnquoteEscaped(text, start, end, out value, out map, out fault);
    }

    private static bool TryUnquoteEscaped(string text, int start, int end, out string value, out ScalarMap map, out TextRange fault)
    {
        fault = default;
        var builder = new StringBuilder(end - start);
        var runs = new List<ScalarMap.Run>();
        int pos = start + 1;
        int close = end - 1;
        if (text[start] == '`')
        {
            // Carriage returns are no part of a raw string.
            while (pos < close)
            {
                int next = text.IndexOf('\r', pos, close - pos);
                int stop = next < 0 ? close : next;
                AppendLinear(text, pos, stop, builder, runs);
                pos = next < 0 ? close : next + 1;
            }
        }
        else
        {
            var bytes = new List<byte>();
            int bytesStart = 0;
            while (pos < close)
            {
                if (text[pos] != '\\')
                {
                    FlushBytes(bytes, bytesStart, pos, builder, runs);
                    int next = text.IndexOf('\\', pos, close - pos);
                    int stop = next < 0 ? close : next;
                    AppendLinear(text, pos, stop, builder, runs);
                    pos = stop;
                    continue;
                }

                int escape = pos;
                if (!TryReadEscape(text, ref pos, close, '"', out int code, out bool isByte))
                {
                    fault = new TextRange(escape, Math.Min(pos, close));
                    value = string.Empty;
                    map = ScalarMap.Linear(start, 0);
                    return false;
                }

                if (isByte)
                {
                    bytesStart = bytes.Count == 0 ? escape : bytesStart;
                    bytes.Add((byte)code);
                    continue;
                }

                FlushBytes(bytes, bytesStart, escape, builder, runs);
                runs.Add(new ScalarMap.Run(builder.Length, escape, pos - escape, IsLinear: false));
                builder.Append(new Rune(code).ToString());
            }

            FlushBytes(bytes, bytesStart, close, builder, runs);
        }

        value = builder.ToString();
        map = new ScalarMap(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(runs), value.Length, close);
        return true;
    }

    /// <summary>Reads a character constant with its quotes.</summary>
    public static bool TryReadChar(string text, int start, int end, out int code)
    {
        int pos = start + 1;
        int close = end - 1;
        code = 0;
        if (pos >= close)
        {
            return false;
        }

        if (text[pos] == '\\')
        {
            return TryReadEscape(text, ref pos, close, '\'', out code, out _) && pos == close;
        }

        if (Rune.DecodeFromUtf16(text.AsSpan(pos, close - pos), out Rune rune, out int length) != System.Buffers.OperationStatus.Done)
        {
            length = 1;
        }

        code = rune.Value;
        return pos + length == close;
    }

    /// <summary>Reads what the tokenizer took for a number; the message says what is wrong with it.</summary>
    public static bool TryReadNumber(ReadOnlySpan<char> text, out Complex value, out bool isInteger, out string? message)
    {
        value = default;
        isInteger = false;
        message = null;
        if (text.Length > 0 && text[^1] == 'i' && TryReadFloat(text[..^1], out double imaginary))
        {
            value = new Complex(0, imaginary);
            isInteger = imaginary == 0;
            return true;
        }

        // Only a number without a sign may use all 64 bits.
        switch (TryReadInteger(text, out BigInteger integer))
        {
            case true when integer >= long.MinValue && integer <= (text[0] is '+' or '-' ? long.MaxValue : ulong.MaxValue):
                value = new Complex((double)integer, 0);
                isInteger = true;
                return true;
            case true:
                message = $"'{text}' does not fit in 64 bits";
                return false;
        }

        if (!TryReadFloat(text, out double number))
        {
            message = $"'{text}' is not a number";
            return false;
        }

        if (text.IndexOfAny(".eEpP") < 0)
        {
            message = $"'{text}' is neither an octal number (they begin with 0) nor a decimal one";
            return false;
        }

        value = new Complex(number, 0);
        isInteger = double.IsInteger(number);
        return true;
    }

    /// <summary>Reads <c>1+2i</c> as <c>fmt.Sscan</c> does.</summary>
    public static bool TryReadComplex(ReadOnlySpan<char> real, ReadOnlySpan<char> imaginary, out Complex value)
    {
        value = default;
        if (!TryReadFloat(real, out double re) || !TryReadFloat(imaginary[..^1], out double im))
        {
            return false;
        }

        value = new Complex(re, im);
        return true;
    }

    private static void AppendLinear(string text, int start, int end, StringBuilder builder, List<ScalarMap.Run> runs)
    {
        if (end > start)
        {
            runs.Add(new ScalarMap.Run(builder.Length, start, end - start, IsLinear: true));
            builder.Append(text, start, end - start);
        }
    }

    private static void FlushBytes(List<byte> bytes, int start, int end, StringBuilder builder, List<ScalarMap.Run> runs)
    {
        if (bytes.Count == 0)
        {
            return;
        }

        runs.Add(new ScalarMap.Run(builder.Length, start, end - start, IsLinear: false));
        builder.Append(Encoding.UTF8.GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes)));
        bytes.Clear();
    }

    /// <summary><c>strconv.UnquoteChar</c> from a backslash on.</summary>
    private static bool TryReadEscape(string text, ref int pos, int end, char quote, out int code, out bool isByte)
    {
        code = 0;
        isByte = false;
        pos++;
        if (pos >= end)
        {
            return false;
        }

        char c = text[pos++];
        switch (c)
        {
            case 'a': code = '\a'; return true;
            case 'b': code = '\b'; return true;
            case 'f': code = '\f'; return true;
            case 'n': code = '\n'; return true;
            case 'r': code = '\r'; return true;
            case 't': code = '\t'; return true;
            case 'v': code = '\v'; return true;
            case '\\': code = '\\'; return true;
            case '"' or '\'': code = c; return c == quote;
            case 'x':
                isByte = true;
                return TryReadDigits(text, ref pos, end, 2, NumberStyles.AllowHexSpecifier, out code);
            case 'u' or 'U':
                return TryReadDigits(text, ref pos, end, c == 'u' ? 4 : 8, NumberStyles.AllowHexSpecifier, out code) && Rune.IsValid(code);
            case >= '0' and <= '7':
                isByte = true;
                pos--;
                for (int i = 0; i < 3; i++, pos++)
                {
                    if (pos >= end || text[pos] is < '0' or > '7')
                    {
                        return false;
                    }

                    code = (code * 8) + (text[pos] - '0');
                }

                return code <= 255;
            default:
                return false;
        }
    }

    private static bool TryReadDigits(string text, ref int pos, int end, int count, NumberStyles style, out int code)
    {
        code = 0;
        int available = Math.Min(count, end - pos);
        ReadOnlySpan<char> digits = text.AsSpan(pos, available);
        int valid = digits.IndexOfAnyExcept(HexDigits);
        pos += valid < 0 ? available : valid + 1;
        return valid < 0 && available == count && int.TryParse(digits, style, CultureInfo.InvariantCulture, out code);
    }

    /// <summary><c>strconv.ParseInt</c> with base 0: true where the syntax is that of an integer, of any size.</summary>
    public static bool TryReadInteger(ReadOnlySpan<char> text, out BigInteger value)
    {
        value = default;
        bool negative = text.Length > 0 && text[0] == '-';
        ReadOnlySpan<char> digits = text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;
        if (digits.IsEmpty || !UnderscoresAreValid(digits))
        {
            return false;
        }

        int radix = 10;
        if (digits[0] == '0' && digits.Length > 1)
        {
            (radix, int skip) = digits[1] switch
            {
                'x' or 'X' => (16, 2),
                'o' or 'O' => (8, 2),
                'b' or 'B' => (2, 2),
                _ => (8, 1),
            };
            digits = digits[skip..];
        }

        bool any = false;
        foreach (char c in digits)
        {
            if (c == '_')
            {
                continue;
            }

            int digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 99;
            if (digit >= radix)
            {
                return false;
            }

            any = true;

            // Beyond 64 bits only the fact counts, not the value: this keeps long texts linear.
            value = value > ulong.MaxValue ? value : (value * radix) + digit;
        }

        value = negative ? -value : value;
        return any;
    }

    /// <summary><c>strconv.ParseFloat</c> of what the tokenizer can give: no infinities, no NaN.</summary>
    public static bool TryReadFloat(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        ReadOnlySpan<char> body = text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;
        if (body.IsEmpty || !UnderscoresAreValid(body))
        {
            return false;
        }

        bool negative = text[0] == '-';
        if (body.Length > 1 && body[0] == '0' && body[1] is 'x' or 'X')
        {
            if (!TryReadHexFloat(body[2..], out value))
            {
                return false;
            }

            value = negative ? -value : value;
            return double.IsFinite(value);
        }

        foreach (char c in body)
        {
            if (!char.IsAsciiDigit(c) && c is not ('.' or '_' or 'e' or 'E' or '+' or '-'))
            {
                return false;
            }
        }

        string plain = text.ToString().Replace("_", string.Empty, StringComparison.Ordinal);
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(plain, Style, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    private static bool TryReadHexFloat(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        int exponentAt = text.IndexOfAny('p', 'P');
        if (exponentAt < 0
            || !TryReadHexMantissa(text[..exponentAt], out double mantissa, out int scale)
            || !TryReadExponent(text[(exponentAt + 1)..], out int power))
        {
            return false;
        }

        value = mantissa == 0 ? 0 : Math.ScaleB(mantissa, power + scale);
        return true;
    }

    /// <summary>Reads hexadecimal digits with a point; <paramref name="scale"/> is the power of two to multiply by.</summary>
    private static bool TryReadHexMantissa(ReadOnlySpan<char> text, out double mantissa, out int scale)
    {
        bool anyDigit = false;
        bool afterPoint = false;
        scale = 0;
        mantissa = 0;
        foreach (char c in text)
        {
            if (c == '_')
            {
                continue;
            }

            if (c == '.')
            {
                if (afterPoint)
                {
                    return false;
                }

                afterPoint = true;
                continue;
            }

            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }

            anyDigit = true;
            if (mantissa < 1e300)
            {
                mantissa = (mantissa * 16) + Convert.ToInt32(c.ToString(), 16);
                scale -= afterPoint ? 4 : 0;
            }
            else
            {
                scale += afterPoint ? 0 : 4;
            }
        }

        return anyDigit;
    }

    private static bool TryReadExponent(ReadOnlySpan<char> text, out int power)
    {
        power = 0;
        bool negative = text is ['-', ..];
        ReadOnlySpan<char> digits = text is ['+' or '-', ..] ? text[1..] : text;
        foreach (char c in digits)
        {
            if (c == '_')
            {
                continue;
            }

            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            power = Math.Min(100_000, (power * 10) + (c - '0'));
        }

        power = negative ? -power : power;
        return !digits.IsEmpty;
    }

    /// <summary><c>strconv.underscoreOK</c>: an underscore stands between digits or behind the base prefix.</summary>
    private static bool UnderscoresAreValid(ReadOnlySpan<char> text)
    {
        char previous = '^';
        int start = 0;
        bool hex = false;
        if (text.Length >= 2 && text[0] == '0' && char.ToLowerInvariant(text[1]) is 'b' or 'o' or 'x')
        {
            start = 2;
            previous = '0';
            hex = char.ToLowerInvariant(text[1]) == 'x';
        }

        foreach (char c in text[start..])
        {
            if (char.IsAsciiDigit(c) || (hex && char.IsAsciiHexDigit(c)))
            {
                previous = '0';
            }
            else if (c == '_')
            {
                if (previous != '0')
                {
                    return false;
                }

                previous = '_';
            }
            else
            {
                if (previous == '_')
                {
                    return false;
                }

                previous = '!';
            }
        }

        return previous != '_';
    }
}
