using System.Buffers;
using System.Globalization;
using System.Text;

namespace PromRuleLint.PromQL.Printing;

/// <summary>Strings and numbers as Go's <c>strconv</c> writes them, on which the reference's printer rests.</summary>
internal static class GoText
{
    // What needs no look: printable, and not to be escaped.
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create([.. Enumerable.Range(' ', 0x7f - ' ').Select(static c => (char)c).Where(static c => c is not ('"' or '\\'))]);

    /// <summary>Appends a string in double quotes (<c>strconv.Quote</c>).</summary>
    public static void AppendQuoted(StringBuilder builder, string value)
    {
        builder.Append('"');
        for (int at = 0; at < value.Length;)
        {
            int plain = value.AsSpan(at).IndexOfAnyExcept(PlainCharacters);
            int end = plain < 0 ? value.Length : at + plain;
            builder.Append(value, at, end - at);
            at = end;
            if (at < value.Length)
            {
                Rune.DecodeFromUtf16(value.AsSpan(at), out Rune rune, out int length);
                AppendEscaped(builder, rune);
                at += length;
            }
        }

        builder.Append('"');
    }

    /// <summary>The shortest decimal that reads back as the same number, without an exponent (<c>FormatFloat(v, 'f', -1, 64)</c>).</summary>
    public static string Decimal(double value)
    {
        if (Special(value) is { } special)
        {
            return special;
        }

        string sign = value < 0 ? "-" : "";
        (string digits, int point) = Digits(value);
        string text = point <= 0
            ? "0." + new string('0', -point) + digits
            : point >= digits.Length ? digits + new string('0', point - digits.Length) : digits.Insert(point, ".");
        return sign + text;
    }

    /// <summary>The same, with an exponent where that is below -4 or above 5 (<c>fmt</c>'s <c>%v</c>).</summary>
    public static string Shortest(double value)
    {
        if (Special(value) is { } special)
        {
            return special;
        }

        string sign = value < 0 ? "-" : "";
        (string digits, int point) = Digits(value);
        int exponent = point - 1;
        if (exponent is >= -4 and < 6 || value == 0)
        {
            return Decimal(value);
        }

        string mantissa = digits.Length == 1 ? digits : digits.Insert(1, ".");
        string power = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
        return $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{power}";
    }

    private static string? Special(double value) => value switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        0 => double.IsNegative(value) ? "-0" : "0",
        _ => null,
    };

    /// <summary>The significant digits of a finite number that is not zero, and how many of them stand before the decimal point.</summary>
    public static (string Digits, int Point) Digits(double value)
    {
        string text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        int e = text.IndexOf('E', StringComparison.Ordinal);
        int exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? text : text[..e];
        int dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        int point = exponent + (dot < 0 ? mantissa.Length : dot);
        string digits = dot < 0 ? mantissa : mantissa.Remove(dot, 1);
        int zeros = digits.Length - digits.TrimStart('0').Length;
        return (digits[zeros..].TrimEnd('0'), point - zeros);
    }

    private static void AppendEscaped(StringBuilder builder, Rune rune)
    {
        switch (rune.Value)
        {
            case '"' or '\\':
                builder.Append('\\').Append((char)rune.Value);
                break;
            case '\a':
                builder.Append("\\a");
                break;
            case '\b':
                builder.Append("\\b");
                break;
            case '\f':
                builder.Append("\\f");
                break;
            case '\n':
                builder.Append("\\n");
                break;
            case '\r':
                builder.Append("\\r");
                break;
            case '\t':
                builder.Append("\\t");
                break;
            case '\v':
                builder.Append("\\v");
                break;
            case < ' ' or 0x7f:
                builder.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
                break;
            case 0xFFFD:
                // PromQL takes the bare character for bytes that are no UTF-8.
                builder.Append("\\ufffd");
                break;
            default:
                if (IsPrintable(rune))
                {
                    builder.Append(rune.ToString());
                }
                else
                {
                    builder.Append(CultureInfo.InvariantCulture, $"{(rune.IsBmp ? $"\\u{rune.Value:x4}" : $"\\U{rune.Value:x8}")}");
                }

                break;
        }
    }

    /// <summary>Whether Go prints a character as it is (<c>unicode.IsPrint</c>).</summary>
    public static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
