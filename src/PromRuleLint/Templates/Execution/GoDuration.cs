using System.Globalization;

namespace PromRuleLint.Templates.Execution;

/// <summary>A duration as Go's <c>time.Duration</c> prints it.</summary>
internal sealed class GoDuration(long nanoseconds) : TemplateValue
{
    public override string TypeName => "*time.Duration";

    public long Nanoseconds => nanoseconds;

    public double Seconds => (nanoseconds / 1_000_000_000) + (nanoseconds % 1_000_000_000 / 1e9);

    public override string ToString()
    {
        if (nanoseconds == 0)
        {
            return "0s";
        }

        string sign = nanoseconds < 0 ? "-" : "";
        ulong left = nanoseconds < 0 ? (ulong)(-(nanoseconds + 1)) + 1 : (ulong)nanoseconds;
        if (left < 1_000_000_000)
        {
            (ulong unit, string name) = left < 1000 ? (1UL, "ns") : left < 1_000_000 ? (1000UL, "µs") : (1_000_000UL, "ms");
            return $"{sign}{Fraction(left, unit)}{name}";
        }

        ulong seconds = left / 1_000_000_000;
        string text = $"{Fraction((seconds % 60 * 1_000_000_000) + (left % 1_000_000_000), 1_000_000_000)}s";
        ulong minutes = seconds / 60;
        if (minutes > 0)
        {
            text = string.Create(CultureInfo.InvariantCulture, $"{minutes % 60}m{text}");
            text = minutes >= 60 ? string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}h{text}") : text;
        }

        return sign + text;
    }

    private static string Fraction(ulong value, ulong unit)
    {
        string whole = (value / unit).ToString(CultureInfo.InvariantCulture);
        int width = unit.ToString(CultureInfo.InvariantCulture).Length - 1;
        string rest = width == 0 ? "" : (value % unit).ToString(CultureInfo.InvariantCulture).PadLeft(width, '0').TrimEnd('0');
        return rest.Length == 0 ? whole : $"{whole}.{rest}";
    }
}
