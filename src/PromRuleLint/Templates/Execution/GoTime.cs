using System.Globalization;
using System.Text;

namespace PromRuleLint.Templates.Execution;

/// <summary>An instant in UTC, as Go's <c>time.Time</c> prints it; Prometheus keeps milliseconds.</summary>
internal sealed class GoTime(long milliseconds) : TemplateValue
{
    private static readonly string[] Layouts = ["January", "Jan", "Monday", "Mon", "MST", "2006", "-07:00", "-0700", "Z07:00", "Z0700", "-07", "01", "02", "002", "__2", "03", "04", "05", "06", "_2", "15", "PM", "pm", "1", "2", "3", "4", "5"];

    // The days of the proleptic Gregorian calendar repeat every 400 years, so that any year maps onto one that DateTime knows.
    private const long MillisecondsOf400Years = 146_097L * 86_400_000L;

    public override string TypeName => "*time.Time";

    public long Milliseconds => milliseconds;

    public long Year => Shifted.Year + (Cycles * 400);

    public DateTime Shifted => DateTime.UnixEpoch.AddMilliseconds(milliseconds - (Cycles * MillisecondsOf400Years));

    private long Cycles => (long)Math.Floor((double)milliseconds / MillisecondsOf400Years);

    public override string ToString() => Format("2006-01-02 15:04:05.999999999 -0700 MST");

    /// <summary>Formats with one of Go's layouts.</summary>
    public string Format(string layout)
    {
        var text = new StringBuilder();
        DateTime time = Shifted;
        for (int i = 0; i < layout.Length;)
        {
            if (Fraction(layout, i, text, time, out int length))
            {
                i += length;
                continue;
            }

            string? part = Layouts.Where(part => string.CompareOrdinal(layout, i, part, 0, part.Length) == 0).MaxBy(static part => part.Length);
            if (part is null || (part is "Jan" or "Mon" && i + 3 < layout.Length && char.IsAsciiLetterLower(layout[i + 3])))
            {
                text.Append(layout[i++]);
                continue;
            }

            text.Append(Part(part, time));
            i += part.Length;
        }

        return text.ToString();
    }

    private static bool Fraction(string layout, int at, StringBuilder text, DateTime time, out int length)
    {
        length = 1;
        if (layout[at] is not ('.' or ',') || at + 1 == layout.Length || layout[at + 1] is not ('0' or '9'))
        {
            return false;
        }

        while (at + length < layout.Length && layout[at + length] == layout[at + 1])
        {
            length++;
        }

        if (at + length < layout.Length && char.IsAsciiDigit(layout[at + length]))
        {
            return false;
        }

        string digits = time.Millisecond.ToString("000", CultureInfo.InvariantCulture).PadRight(length - 1, '0')[..(length - 1)];
        digits = layout[at + 1] == '9' ? digits.TrimEnd('0') : digits;
        text.Append(digits.Length > 0 ? layout[at] + digits : "");
        return true;
    }

    private string Part(string part, DateTime time) => part switch
    {
        "January" => time.ToString("MMMM", CultureInfo.InvariantCulture),
        "Jan" => time.ToString("MMM", CultureInfo.InvariantCulture),
        "Monday" => time.ToString("dddd", CultureInfo.InvariantCulture),
        "Mon" => time.ToString("ddd", CultureInfo.InvariantCulture),
        "MST" => "UTC",
        "2006" => Number(Year, 4),
        "06" => Number(((Year % 100) + 100) % 100, 2),
        "-07:00" => "+00:00",
        "-0700" => "+0000",
        "-07" => "+00",
        "Z07:00" or "Z0700" => "Z",
        "01" => Number(time.Month, 2),
        "1" => Number(time.Month, 1),
        "02" => Number(time.Day, 2),
        "2" => Number(time.Day, 1),
        "_2" => Number(time.Day, 1).PadLeft(2),
        "002" => Number(time.DayOfYear, 3),
        "__2" => Number(time.DayOfYear, 1).PadLeft(3),
        "15" => Number(time.Hour, 2),
        "03" => Number(((time.Hour + 11) % 12) + 1, 2),
        "3" => Number(((time.Hour + 11) % 12) + 1, 1),
        "04" => Number(time.Minute, 2),
        "4" => Number(time.Minute, 1),
        "05" => Number(time.Second, 2),
        "5" => Number(time.Second, 1),
        "PM" => time.Hour < 12 ? "AM" : "PM",
        _ => time.Hour < 12 ? "am" : "pm",
    };

    private static string Number(long number, int width) =>
        (number < 0 ? "-" : "") + Math.Abs(number).ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');
}
