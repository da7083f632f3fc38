using System.Globalization;

namespace PromRuleLint.Evaluation;

/// <summary>Numbers in label values as Go's <c>strconv.ParseFloat</c> reads them.</summary>
internal static class GoFloatSyntax
{
    public static bool TryParse(string text, out double value)
    {
        ReadOnlySpan<char> rest = text;
        bool negative = rest.StartsWith("-");
        rest = rest.StartsWith("+") || negative ? rest[1..] : rest;
        if (rest.Equals("inf", StringComparison.OrdinalIgnoreCase) || rest.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            value = negative ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        if (text.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NaN;
            return true;
        }

        value = 0;
        return !rest.IsEmpty && (char.IsAsciiDigit(rest[0]) || rest[0] == '.')
            && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }
}
