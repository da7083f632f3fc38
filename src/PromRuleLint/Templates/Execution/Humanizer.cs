using System.Globalization;
using System.Text;

namespace PromRuleLint.Templates.Execution;

/// <summary>Numbers for people, as Prometheus' <c>humanize…</c> functions write them.</summary>
internal static class Humanizer
{
    private static readonly string[] LargePrefixes = ["k", "M", "G", "T", "P", "E", "Z", "Y"];
    private static readonly string[] SmallPrefixes = ["m", "u", "n", "p", "f", "a", "z", "y"];

    /// <summary>The number that an argument stands for; text is read as one.</summary>
    public static double ToFloat(object? value) => value switch
    {
        double number => number,
        long number => number,
        string text => Parse(text),
        GoDuration duration => duration.Seconds,
        _ => throw new TemplateExecutionException($"can't convert {GoTypes.NameOf(value is NilValue ? null : value)} to float"),
    };

    /// <summary><c>humanize</c>: a prefix of the SI.</summary>
    public static string Humanize(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return Four(value);
        }

        string prefix = "";
        if (Math.Abs(value) >= 1)
        {
            for (int i = 0; i < LargePrefixes.Length && Math.Abs(value) >= 1000; i++)
            {
                prefix = LargePrefixes[i];
                value /= 1000;
            }

            return Four(value) + prefix;
        }

        return Small(value);
    }

    /// <summary><c>humanize1024</c>: a binary prefix.</summary>
    public static string Humanize1024(double value)
    {
        if (Math.Abs(value) <= 1 || !double.IsFinite(value))
        {
            return Four(value);
        }

        string prefix = "";
        for (int i = 0; i < LargePrefixes.Length && Math.Abs(value) >= 1024; i++)
        {
            prefix = LargePrefixes[i] + "i";
            value /= 1024;
        }

        return Four(value) + prefix;
    }

    /// <summary><c>humanizeDuration</c>: days, hours, minutes and seconds.</summary>
    public static string HumanizeDuration(double value)
    {
        if (!double.IsFinite(value))
        {
            return Four(value);
        }

        if (value == 0)
        {
            return Four(value) + "s";
        }

        if (Math.Abs(value) < 1)
        {
            return Small(value) + "s";
        }

        string sign = value < 0 ? "-" : "";
        value = Math.Abs(value);
        long whole = Truncate(value);
        (long seconds, long minutes, long hours, long days) = (whole % 60, whole / 60 % 60, whole / 3600 % 24, whole / 86_400);
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{(days, hours, minutes) switch
        {
            (not 0, _, _) => $"{days}d {hours}h {minutes}m {seconds}s",
            (_, not 0, _) => $"{hours}h {minutes}m {seconds}s",
            (_, _, not 0) => $"{minutes}m {seconds}s",
            _ => Four(value) + "s",
        }}");
    }

    /// <summary>The time of Unix seconds, to the millisecond.</summary>
    public static GoTime ToTime(double seconds)
    {
        if (!double.IsFinite(seconds))
        {
            throw new TemplateExecutionException("value is NaN or Inf");
        }

        double nanoseconds = seconds * 1e9;
        if (nanoseconds is > long.MaxValue or < long.MinValue)
        {
            throw new TemplateExecutionException($"{GoFloat.Format(seconds, 'g', -1)} cannot be represented as a nanoseconds timestamp since it overflows int64");
        }

        return new GoTime(Truncate(nanoseconds) / 1_000_000);
    }

    /// <summary>Go's conversion of a float to an integer on this architecture: out of range gives the least one.</summary>
    public static long Truncate(double value) => value is >= long.MinValue and < long.MaxValue ? (long)value : long.MinValue;

    private static string Small(double value)
    {
        string prefix = "";
        for (int i = 0; i < SmallPrefixes.Length && Math.Abs(value) < 1; i++)
        {
            prefix = SmallPrefixes[i];
            value *= 1000;
        }

        return Four(value) + prefix;
    }

    private static string Four(double value) => GoFloat.Format(value, 'g', 4);

    private static double Parse(string text)
    {
        if (GoLiteral.TryReadFloat(text, out double value) || TryParseSpecial(text, out value))
        {
            return value;
        }

        var quoted = new StringBuilder();
        PromQL.Printing.GoText.AppendQuoted(quoted, text);
        throw new TemplateExecutionException($"strconv.ParseFloat: parsing {quoted}: invalid syntax");
    }

    private static bool TryParseSpecial(string text, out double value)
    {
        bool negative = text.StartsWith('-');
        string word = text.TrimStart('+', '-').ToLowerInvariant();
        value = word switch
        {
            "inf" or "infinity" => negative ? double.NegativeInfinity : double.PositiveInfinity,
            _ => double.NaN,
        };
        return word is "inf" or "infinity" or "nan" && text.Length - word.Length <= (word == "nan" ? 0 : 1);
    }
}
