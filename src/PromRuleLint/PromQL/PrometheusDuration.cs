namespace PromRuleLint.PromQL;

/// <summary>
/// Durations as rule files write them (<c>for</c>, <c>interval</c>, …): integers with the units y, w, d, h, m, s, ms, each at
/// most once and from the largest to the smallest. Follows <c>ParseDuration</c> of Prometheus' <c>common/model/time.go</c>.
/// </summary>
public static class PrometheusDuration
{
    // Prometheus counts in nanoseconds of a signed 64-bit integer; beyond that it rejects.
    private const ulong MaxMilliseconds = long.MaxValue / 1_000_000;

    private static readonly (string Name, ulong Milliseconds)[] Units =
    [
        ("y", 365UL * 24 * 60 * 60 * 1000),
        ("w", 7UL * 24 * 60 * 60 * 1000),
        ("d", 24UL * 60 * 60 * 1000),
        ("h", 60UL * 60 * 1000),
        ("m", 60UL * 1000),
        ("s", 1000),
        ("ms", 1),
    ];

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text, without spaces around it.</param>
    /// <param name="value">The duration, in whole milliseconds; zero on failure.</param>
    /// <param name="error">Why it is invalid, as a sentence without a full stop; empty on success.</param>
    public static bool TryParse(string text, out TimeSpan value, out string error)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool ok = TryParse(text.AsSpan(), out long milliseconds, out error);
        value = TimeSpan.FromMilliseconds(milliseconds);
        return ok;
    }

    /// <summary>The shortest text for a duration that Prometheus reads back as the same one; parts below a millisecond are dropped.</summary>
    public static string Format(TimeSpan value)
    {
        long milliseconds = value.Ticks / TimeSpan.TicksPerMillisecond;
        if (milliseconds == 0)
        {
            return "0s";
        }

        var text = new System.Text.StringBuilder();
        if (milliseconds < 0)
        {
            text.Append('-');
        }

        ulong left = (ulong)Math.Abs(milliseconds);
        foreach ((string name, ulong unit) in Units)
        {
            // A year or a week that does not divide evenly reads better in days: 382d rather than 1y2w3d.
            if (name is "y" or "w" && left % unit != 0)
            {
                continue;
            }

            if (left >= unit)
            {
                text.Append(left / unit).Append(name);
                left %= unit;
            }
        }

        return text.ToString();
    }

    internal static bool TryParse(ReadOnlySpan<char> text, out long milliseconds, out string error)
    {
        milliseconds = 0;
        error = "";
        if (text.IsEmpty)
        {
            error = "a duration is missing";
            return false;
        }

        if (text is "0")
        {
            return true;
        }

        ulong sum = 0;
        int nextUnit = 0;
        bool overflow = false;
        for (int at = 0; at < text.Length;)
        {
            int digits = at;
            ulong number = ReadNumber(text, ref at, ref overflow);
            if (at == digits)
            {
                error = $"'{text}' is not a duration: a whole number is expected before each unit, such as '1h30m'";
                return false;
            }

            int unitStart = at;
            while (at < text.Length && !char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            ReadOnlySpan<char> unit = text[unitStart..at];
            int index = IndexOfUnit(unit);
            if (index < nextUnit)
            {
                error = index < 0
                    ? UnknownUnit(text, unit, text[digits..unitStart])
                    : $"'{text}' is not a duration: each unit may stand once, from the largest to the smallest (y, w, d, h, m, s, ms)";
                return false;
            }

            nextUnit = index + 1;
            ulong milli = Units[index].Milliseconds;
            overflow |= number > (MaxMilliseconds - sum) / milli;
            sum = overflow ? 0 : sum + (number * milli);
        }

        if (overflow)
        {
            error = $"the duration '{text}' is out of range: at most about 292 years can be expressed";
            return false;
        }

        milliseconds = (long)sum;
        return true;
    }

    private static ulong ReadNumber(ReadOnlySpan<char> text, ref int at, ref bool overflow)
    {
        ulong number = 0;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            ulong digit = (ulong)(text[at++] - '0');
            overflow |= number > (MaxMilliseconds - digit) / 10;
            number = overflow ? 0 : (number * 10) + digit;
        }

        return number;
    }

    private static string UnknownUnit(ReadOnlySpan<char> text, ReadOnlySpan<char> unit, ReadOnlySpan<char> number) =>
        unit.IsWhiteSpace()
            ? $"'{text}' is not a duration: the unit is missing after '{number}'; the units are y, w, d, h, m, s, ms"
            : IndexOfUnit(unit.Trim()) >= 0
                ? $"'{text}' is not a duration: no space may stand in it; write '{string.Concat(text.ToString().Where(static c => !char.IsWhiteSpace(c)))}'"
                : $"unknown unit '{unit.Trim()}' in the duration '{text}'; the units are y, w, d, h, m, s, ms, as in '1h30m'";

    /// <summary>The index of a unit in <see cref="Units"/>; -1 if it is unknown.</summary>
    private static int IndexOfUnit(ReadOnlySpan<char> unit) => unit switch
    {
        "y" => 0,
        "w" => 1,
        "d" => 2,
        "h" => 3,
        "m" => 4,
        "s" => 5,
        "ms" => 6,
        _ => -1,
    };
}
