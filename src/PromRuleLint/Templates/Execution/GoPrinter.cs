using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using PromRuleLint.PromQL.Printing;

namespace PromRuleLint.Templates.Execution;

/// <summary>Prints values as Go's package <c>fmt</c> does.</summary>
internal static class GoPrinter
{
    /// <summary>What the output of one template may hold at most, in UTF-16 code units.</summary>
    public const int MaxLength = 1 << 22;

    /// <summary><c>fmt.Sprint</c>: a space between two operands of which neither is a string.</summary>
    public static string Print(IReadOnlyList<object?> arguments)
    {
        var text = new StringBuilder();
        bool afterString = true;
        for (int i = 0; i < arguments.Count; i++)
        {
            bool isString = arguments[i] is string or HtmlValue;
            if (i > 0 && !isString && !afterString)
            {
                text.Append(' ');
            }

            AppendValue(text, arguments[i], new FormatVerb { Verb = 'v' }, depth: 0);
            afterString = isString;
        }

        return text.ToString();
    }

    /// <summary><c>fmt.Sprintln</c>.</summary>
    public static string PrintLine(IReadOnlyList<object?> arguments) =>
        string.Join(' ', arguments.Select(static argument => Print([argument]))) + "\n";

    /// <summary>Appends a value under a verb of a format.</summary>
    public static void AppendValue(StringBuilder text, object? value, FormatVerb verb, int depth)
    {
        switch (value)
        {
            case null or NilValue:
                AppendNil(text, value, verb);
                break;
            case var _ when verb.Verb == 'T':
                Pad(text, GoTypes.NameOf(value), verb);
                break;
            case string or HtmlValue:
                AppendString(text, value, value is HtmlValue html ? html.Text : (string)value, verb);
                break;
            case bool truth:
                Append(text, value, verb, "tv", truth ? "true" : "false");
                break;
            case long or byte:
                AppendInteger(text, value, Convert.ToInt64(value, CultureInfo.InvariantCulture), verb);
                break;
            case double number:
                AppendFloat(text, value, number, verb.Verb == 'v' ? verb with { Plus = false, Sharp = false } : verb);
                break;
            case Complex complex:
                AppendComplex(text, value, complex, verb);
                break;
            case GoTime or GoDuration or NamedNumber or HistogramValue:
                AppendStringer(text, value, verb);
                break;
            default:
                AppendComposite(text, value, verb, depth);
                break;
        }
    }

    /// <summary>A verb that cannot print the value: <c>%!d(string=abc)</c>.</summary>
    public static void AppendBadVerb(StringBuilder text, object? value, FormatVerb verb)
    {
        text.Append("%!").Append(verb.Verb).Append('(');
        if (value is null or NilValue)
        {
            text.Append(value is NilValue { TypeName: not "interface {}" } nil ? nil.TypeName + "=<nil>" : "<nil>");
        }
        else
        {
            text.Append(GoTypes.NameOf(value)).Append('=');
            AppendValue(text, value, verb with { Verb = 'v' }, depth: 0);
        }

        text.Append(')');
    }

    /// <summary>Pads to the verb's width.</summary>
    public static void Pad(StringBuilder text, string value, FormatVerb verb)
    {
        int missing = verb.Width - value.EnumerateRunes().Count();
        if (missing <= 0)
        {
            text.Append(value);
        }
        else if (verb.Minus)
        {
            text.Append(value).Append(' ', missing);
        }
        else
        {
            text.Append(verb.Zero ? '0' : ' ', missing).Append(value);
        }
    }

    private static void Append(StringBuilder text, object? value, FormatVerb verb, string verbs, string printed)
    {
        if (verbs.Contains(verb.Verb, StringComparison.Ordinal))
        {
            Pad(text, printed, verb);
        }
        else
        {
            AppendBadVerb(text, value, verb);
        }
    }

    private static void AppendNil(StringBuilder text, object? value, FormatVerb verb)
    {
        if (verb.Verb is 'v' or 'T' || value is NilValue { TypeName: not "interface {}" })
        {
            Pad(text, verb.Verb == 'T' && value is NilValue { TypeName: not "interface {}" } nil ? nil.TypeName : "<nil>", verb with { Zero = false });
        }
        else
        {
            AppendBadVerb(text, value, verb);
        }
    }

    private static void AppendString(StringBuilder text, object value, string printed, FormatVerb verb)
    {
        switch (verb.Verb)
        {
            case 'v' when verb.Sharp:
            case 'q':
                var quoted = new StringBuilder();
                if (verb.Sharp && verb.Verb == 'q' && !printed.Contains('`', StringComparison.Ordinal) && printed.All(static c => c == '\t' || c >= ' '))
                {
                    quoted.Append('`').Append(Truncate(printed, verb)).Append('`');
                }
                else
                {
                    GoText.AppendQuoted(quoted, Truncate(printed, verb));
                    quoted = verb is { Verb: 'q', Plus: true } ? Ascii(quoted.ToString()) : quoted;
                }

                Pad(text, quoted.ToString(), verb);
                break;
            case 'v' or 's':
                Pad(text, Truncate(printed, verb), verb);
                break;
            case 'x' or 'X':
                byte[] bytes = Encoding.UTF8.GetBytes(printed);
                bytes = verb.Precision >= 0 && verb.Precision < bytes.Length ? bytes[..verb.Precision] : bytes;
                string prefix = verb.Sharp && bytes.Length > 0 ? verb.Verb == 'x' ? "0x" : "0X" : "";
                string hex = verb.Space ? string.Join(verb.Sharp ? " " + prefix : " ", bytes.Select(static b => b.ToString("X2", CultureInfo.InvariantCulture))) : Convert.ToHexString(bytes);
                Pad(text, prefix + (verb.Verb == 'x' ? hex.ToLowerInvariant() : hex), verb);
                break;
            default:
                AppendBadVerb(text, value, verb);
                break;
        }
    }

    private static StringBuilder Ascii(string quoted)
    {
        var ascii = new StringBuilder();
        foreach (Rune rune in quoted.EnumerateRunes())
        {
            ascii.Append(rune.IsAscii ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"{(rune.IsBmp ? $"\\u{rune.Value:x4}" : $"\\U{rune.Value:x8}")}"));
        }

        return ascii;
    }

    private static string Truncate(string value, FormatVerb verb)
    {
        if (verb.Precision < 0)
        {
            return value;
        }

        int at = 0;
        for (int i = 0; i < verb.Precision && at < value.Length; i++)
        {
            at += char.IsHighSurrogate(value[at]) && at + 1 < value.Length ? 2 : 1;
        }

        return value[..at];
    }

    private static void AppendInteger(StringBuilder text, object value, long number, FormatVerb verb)
    {
        switch (verb.Verb)
        {
            case 'v' or 'd':
                AppendDigits(text, number, Digits(number, 10), "", verb);
                break;
            case 'b':
                AppendDigits(text, number, Digits(number, 2), verb.Sharp ? "0b" : "", verb);
                break;
            case 'o' or 'O':
                AppendDigits(text, number, Digits(number, 8), verb.Verb == 'O' ? "0o" : verb.Sharp ? "0" : "", verb);
                break;
            case 'x':
                AppendDigits(text, number, Digits(number, 16), verb.Sharp ? "0x" : "", verb);
                break;
            case 'X':
                AppendDigits(text, number, Digits(number, 16).ToUpperInvariant(), verb.Sharp ? "0X" : "", verb);
                break;
            case 'c':
                Pad(text, ToRune(number).ToString(), verb);
                break;
            case 'q':
                Pad(text, QuotedRune(ToRune(number)), verb);
                break;
            case 'U':
                string code = "U+" + Digits(number, 16).ToUpperInvariant().PadLeft(4, '0');
                Pad(text, verb.Sharp && Rune.IsValid((int)number) && GoText.IsPrintable(ToRune(number)) ? $"{code} '{ToRune(number)}'" : code, verb with { Zero = false });
                break;
            case 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or 's' or 't' or 'p':
            default:
                AppendBadVerb(text, value, verb);
                break;
        }
    }

    private static Rune ToRune(long number) => number is >= 0 and <= 0x10FFFF && Rune.IsValid((int)number) ? new Rune((int)number) : Rune.ReplacementChar;

    private static string QuotedRune(Rune rune)
    {
        var quoted = new StringBuilder();
        GoText.AppendQuoted(quoted, rune.ToString());
        string inner = quoted.ToString()[1..^1];
        return inner switch
        {
            "\\\"" => "'\"'",
            "'" => "'\\''",
            _ => $"'{inner}'",
        };
    }

    private static string Digits(long number, int radix)
    {
        ulong left = number < 0 ? (ulong)(-(number + 1)) + 1 : (ulong)number;
        var digits = new StringBuilder();
        do
        {
            digits.Insert(0, "0123456789abcdef"[(int)(left % (ulong)radix)]);
            left /= (ulong)radix;
        }
        while (left > 0);
        return digits.ToString();
    }

    private static void AppendDigits(StringBuilder text, long number, string digits, string prefix, FormatVerb verb)
    {
        string sign = number < 0 ? "-" : verb.Plus ? "+" : verb.Space ? " " : "";
        if (verb.Precision >= 0)
        {
            digits = verb.Precision == 0 && number == 0 ? "" : digits.PadLeft(Math.Min(verb.Precision, MaxLength), '0');
        }
        else if (verb.Zero && !verb.Minus && verb.Width > 0)
        {
            digits = digits.PadLeft(Math.Max(0, verb.Width - sign.Length), '0');
        }

        Pad(text, sign + prefix + digits, verb with { Zero = false });
    }

    private static void AppendFloat(StringBuilder text, object value, double number, FormatVerb verb)
    {
        (char Verb, int Default)? format = verb.Verb switch
        {
            'v' => ('g', -1),
            'e' or 'E' => (verb.Verb, 6),
            'f' or 'F' => ('f', 6),
            'g' or 'G' => (verb.Verb, -1),
            _ => null,
        };
        if (format is null && verb.Verb is not ('x' or 'X'))
        {
            AppendBadVerb(text, value, verb);
            return;
        }

        string printed = format is { } decimalFormat
            ? GoFloat.Format(number, decimalFormat.Verb, verb.Precision >= 0 ? verb.Precision : decimalFormat.Default)
            : GoFloat.Hexadecimal(number, verb.Verb == 'X');
        AppendSigned(text, printed, double.IsFinite(number), verb);
    }

    private static void AppendSigned(StringBuilder text, string number, bool isFinite, FormatVerb verb)
    {
        bool negative = number[0] == '-';
        string sign = negative ? "-" : number[0] == '+' || verb.Plus ? "+" : verb.Space ? " " : "";
        string magnitude = number[0] is '-' or '+' ? number[1..] : number;
        if (number[0] == '+' && !verb.Plus)
        {
            // Go prints +Inf with its sign for %v and %g without flags, and a space instead where one is asked for.
            sign = verb.Space ? " " : "+";
        }

        if (verb.Zero && !verb.Minus && isFinite && verb.Width > sign.Length + magnitude.Length)
        {
            magnitude = magnitude.PadLeft(verb.Width - sign.Length, '0');
        }

        Pad(text, sign + magnitude, verb with { Zero = false });
    }

    private static void AppendComplex(StringBuilder text, object value, Complex number, FormatVerb verb)
    {
        if (verb.Verb is not ('v' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G'))
        {
            AppendBadVerb(text, value, verb);
            return;
        }

        text.Append('(');
        AppendFloat(text, number.Real, number.Real, verb);
        AppendFloat(text, number.Imaginary, number.Imaginary, verb with { Plus = true });
        text.Append("i)");
    }

    /// <summary>A value that prints itself where the verb is one for strings, and else as what it is made of.</summary>
    private static void AppendStringer(StringBuilder text, object value, FormatVerb verb)
    {
        if (verb.Verb is 'v' or 's' or 'q' or 'x' or 'X' && !(verb.Sharp && verb.Verb == 'v'))
        {
            AppendString(text, value, value.ToString()!, verb);
            return;
        }

        switch (value)
        {
            case NamedNumber named:
                AppendInteger(text, value, named.Number, verb);
                break;
            case GoDuration duration:
                AppendInteger(text, value, duration.Nanoseconds, verb);
                break;
            default:
                AppendBadVerb(text, value, verb);
                break;
        }
    }

    private static void AppendComposite(StringBuilder text, object value, FormatVerb verb, int depth)
    {
        switch (value)
        {
            case LabelMap map:
                AppendMap(text, map.TypeName, map.Entries.Select(static entry => KeyValuePair.Create(entry.Key, (object?)entry.Value)), verb, depth);
                break;
            case ArgumentMap map:
                AppendMap(text, map.TypeName, map.Entries, verb, depth);
                break;
            case SampleValue sample when depth > 0:
                // Go prints where the sample is in memory, which is different each time.
                text.Append("0xc000000000");
                break;
            case SampleValue sample:
                text.Append('&');
                AppendStruct(text, "template.sample", [("Labels", sample.Labels), ("Value", sample.Value)], verb, depth);
                break;
            case SampleList list:
                text.Append(verb is { Verb: 'v', Sharp: true } ? list.TypeName + "{" : "[");
                for (int i = 0; i < list.Samples.Length && text.Length < MaxLength; i++)
                {
                    text.Append(i > 0 ? verb is { Verb: 'v', Sharp: true } ? ", " : " " : "");
                    AppendValue(text, list.Samples[i], verb, depth + 1);
                }

                text.Append(verb is { Verb: 'v', Sharp: true } ? '}' : ']');
                break;
            case AlertData data:
                AppendStruct(text, data.TypeName, [("Labels", data.Labels), ("ExternalLabels", data.ExternalLabels), ("ExternalURL", data.ExternalUrl), ("Value", data.Value)], verb, depth);
                break;
        }
    }

    /// <summary>A sample as an action prints it: without the <c>&amp;</c> of a pointer.</summary>
    public static string PrintSample(SampleValue sample)
    {
        var text = new StringBuilder();
        AppendStruct(text, "template.sample", [("Labels", sample.Labels), ("Value", sample.Value)], new FormatVerb { Verb = 'v' }, depth: 0);
        return text.ToString();
    }

    private static void AppendMap(StringBuilder text, string typeName, IEnumerable<KeyValuePair<string, object?>> entries, FormatVerb verb, int depth)
    {
        bool isSyntax = verb is { Verb: 'v', Sharp: true };
        text.Append(isSyntax ? typeName + "{" : "map[");
        bool first = true;
        foreach ((string key, object? value) in entries)
        {
            text.Append(first ? "" : isSyntax ? ", " : " ");
            first = false;
            AppendValue(text, key, verb, depth + 1);
            text.Append(':');
            AppendValue(text, value, verb, depth + 1);
            if (text.Length > MaxLength)
            {
                break;
            }
        }

        text.Append(isSyntax ? '}' : ']');
    }

    private static void AppendStruct(StringBuilder text, string typeName, ImmutableArray<(string Name, object? Value)> fields, FormatVerb verb, int depth)
    {
        bool isSyntax = verb is { Verb: 'v', Sharp: true };
        text.Append(isSyntax ? typeName : "").Append('{');
        for (int i = 0; i < fields.Length; i++)
        {
            text.Append(i == 0 ? "" : isSyntax ? ", " : " ");
            if (isSyntax || verb is { Verb: 'v', Plus: true })
            {
                text.Append(fields[i].Name).Append(':');
            }

            AppendValue(text, fields[i].Value, verb is { Verb: 'v', Plus: true } ? verb with { Plus = false } : verb, depth + 1);
        }

        text.Append('}');
    }
}
