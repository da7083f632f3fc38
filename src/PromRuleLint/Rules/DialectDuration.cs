using System.Globalization;

namespace PromRuleLint.Rules;

/// <summary>Durations as vmalert reads them: numbers with units in any order, fractions allowed.</summary>
internal static class DialectDuration
{
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        double milliseconds = 0;
        int at = text is ['-', ..] ? 1 : 0;
        if (at == text.Length)
        {
            return false;
        }

        while (at < text.Length)
        {
            int start = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
            {
                at++;
            }

            if (!double.TryParse(text.AsSpan(start, at - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            {
                return false;
            }

            int unit = at;
            while (at < text.Length && char.IsAsciiLetter(text[at]))
            {
                at++;
            }

            double scale = text.AsSpan(unit, at - unit) switch
            {
                "" or "s" => 1000,
                "ms" => 1,
                "m" => 60_000,
                "h" => 3_600_000,
                "d" => 86_400_000,
                "w" => 7 * 86_400_000.0,
                "y" => 365 * 86_400_000.0,
                _ => double.NaN,
            };
            milliseconds += number * scale;
        }

        if (double.IsNaN(milliseconds) || milliseconds > TimeSpan.MaxValue.TotalMilliseconds / 2)
        {
            return false;
        }

        value = TimeSpan.FromMilliseconds(text[0] == '-' ? -milliseconds : milliseconds);
        return true;
    }
}
