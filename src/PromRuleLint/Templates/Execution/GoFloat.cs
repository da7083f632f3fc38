using System.Globalization;
using System.Numerics;
using PromRuleLint.PromQL.Printing;

namespace PromRuleLint.Templates.Execution;

/// <summary>Floating-point numbers as Go's <c>strconv.FormatFloat</c> writes them: correctly rounded, ties to even.</summary>
internal static class GoFloat
{
    /// <summary>More digits than any double has; beyond it only zeros follow.</summary>
    private const int MaxPrecision = 1100;

    /// <summary>Formats a number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="verb">One of <c>e E f F g G</c>.</param>
    /// <param name="precision">The digits after the point, for <c>g</c> the significant digits; −1 for as few as identify the number.</param>
    public static string Format(double value, char verb, int precision)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }

        string sign = double.IsNegative(value) ? "-" : "";
        bool shortest = precision < 0;
        precision = Math.Min(precision, MaxPrecision);
        (string digits, int point) = shortest ? Shortest(value) : Exact(value);
        char kind = char.ToLowerInvariant(verb);
        if (!shortest)
        {
            int keep = kind switch
            {
                'e' => precision + 1,
                'f' => point + precision,
                _ => Math.Max(precision, 1),
            };
            (digits, point) = Round(digits, point, keep);
        }

        string text = kind switch
        {
            'e' => Exponential(digits, point, shortest ? Math.Max(digits.Length - 1, 0) : precision),
            'f' => Fixed(digits, point, shortest ? Math.Max(digits.Length - point, 0) : precision),
            _ => General(digits, point, shortest, precision),
        };
        return sign + (char.IsUpper(verb) ? text.ToUpperInvariant() : text);
    }

    /// <summary>Formats with as many hexadecimal digits as identify the number: <c>0x1.8p+00</c>.</summary>
    public static string Hexadecimal(double value, bool isUpper)
    {
        if (!double.IsFinite(value))
        {
            return Format(value, 'g', -1);
        }

        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7ff);
        long fraction = bits & 0xfffffffffffffL;
        if (exponent == 0 && fraction != 0)
        {
            int shift = BitOperations.LeadingZeroCount((ulong)fraction) - 11;
            fraction = (fraction << shift) & 0xfffffffffffffL;
            exponent = 1 - shift;
        }

        int power = value == 0 ? 0 : exponent - 1023;
        string digits = fraction.ToString("x13", CultureInfo.InvariantCulture).TrimEnd('0');
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{(double.IsNegative(value) ? "-" : "")}0x{(value == 0 ? 0 : 1)}{(digits.Length > 0 ? "." : "")}{digits}p{(power < 0 ? '-' : '+')}{Math.Abs(power):00}");
        return isUpper ? text.ToUpperInvariant() : text;
    }

    private static string General(string digits, int point, bool shortest, int precision)
    {
        precision = Math.Max(precision, shortest ? 6 : 1);
        int limit = precision > digits.Length && digits.Length >= point ? digits.Length : precision;
        limit = shortest ? 6 : limit;
        int exponent = digits.Length == 0 ? 0 : point - 1;
        return exponent < -4 || exponent >= Math.Max(limit, 1)
            ? Exponential(digits, point, Math.Max(digits.Length - 1, 0))
            : Fixed(digits, point, Math.Max(digits.Length - point, 0));
    }

    private static string Exponential(string digits, int point, int precision)
    {
        string padded = digits.PadRight(precision + 1, '0');
        int exponent = digits.Length == 0 ? 0 : point - 1;
        string fraction = precision > 0 ? "." + padded[1..(precision + 1)] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{padded[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    private static string Fixed(string digits, int point, int precision)
    {
        string whole = point <= 0 ? "0" : digits.PadRight(point, '0')[..point];
        if (precision <= 0)
        {
            return whole;
        }

        string fraction = point < 0 ? new string('0', -point) + digits : point < digits.Length ? digits[Math.Max(point, 0)..] : "";
        return $"{whole}.{fraction.PadRight(precision, '0')[..precision]}";
    }

    /// <summary>Keeps some digits, rounded half to even.</summary>
    private static (string Digits, int Point) Round(string digits, int point, int keep)
    {
        if (keep >= digits.Length)
        {
            return (digits, point);
        }

        if (keep < 0)
        {
            return ("", 0);
        }

        bool isTie = digits[keep] == '5' && keep + 1 == digits.Length;
        bool up = isTie ? keep > 0 && (digits[keep - 1] - '0') % 2 == 1 : digits[keep] >= '5';
        string kept = digits[..keep];
        if (!up)
        {
            kept = kept.TrimEnd('0');
            return kept.Length == 0 ? ("", 0) : (kept, point);
        }

        int last = kept.Length - 1;
        while (last >= 0 && kept[last] == '9')
        {
            last--;
        }

        return last < 0 ? ("1", point + 1) : (string.Concat(kept.AsSpan(0, last), ((char)(kept[last] + 1)).ToString()), point);
    }

    private static (string Digits, int Point) Shortest(double value) => value == 0 ? ("", 0) : GoText.Digits(value);

    /// <summary>All decimal digits of a number, without zeros at the ends.</summary>
    private static (string Digits, int Point) Exact(double value)
    {
        if (value == 0)
        {
            return ("", 0);
        }

        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7ff);
        long mantissa = bits & 0xfffffffffffffL;
        mantissa = exponent == 0 ? mantissa : mantissa | (1L << 52);
        int power = Math.Max(exponent, 1) - 1075;
        string digits = power >= 0
            ? (new BigInteger(mantissa) << power).ToString(CultureInfo.InvariantCulture)
            : (mantissa * BigInteger.Pow(5, -power)).ToString(CultureInfo.InvariantCulture);
        return (digits.TrimEnd('0'), power >= 0 ? digits.Length : digits.Length + power);
    }
}
