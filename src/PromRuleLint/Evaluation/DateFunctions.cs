using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>The functions that take a time apart, in UTC and over the whole range of Go's <c>time.Time</c>.</summary>
internal static class DateFunctions
{
    private const ulong SecondsPerDay = 86_400;

    // Seconds from the beginning of Go's calendar, a multiple of 400 years before our era, to the Unix epoch.
    private const long UnixToCalendar = 9_223_372_028_715_321_600;
    private const long FirstYear = -292_277_022_399;

    public static bool Has(string name) =>
        name is "day_of_month" or "day_of_week" or "day_of_year" or "days_in_month" or "hour" or "minute" or "month" or "year";

    public static List<Row> Evaluate(ExpressionEvaluator evaluator, Call call)
    {
        Func<ulong, double> part = Part(call.Name);
        if (call.Arguments.Length > 0)
        {
            List<Row> rows = evaluator.Vector(call.Arguments[0]);
            return evaluator.Merge(RowFunctions.MapFloats(evaluator, rows, (value, _) => part(ToCalendar(ToWhole(value)))), call);
        }

        Row now = evaluator.NewRow(Labels.Empty);
        for (int step = 0; step < evaluator.Steps.Count; step++)
        {
            now.Set(step, part(ToCalendar(evaluator.Steps[step] / 1000)));
        }

        return [now];
    }

    private static Func<ulong, double> Part(string name) => name switch
    {
        "hour" => static seconds => seconds % SecondsPerDay / 3600,
        "minute" => static seconds => seconds % 3600 / 60,
        "day_of_week" => static seconds => ((seconds / SecondsPerDay) + 1) % 7,
        "day_of_month" => static seconds => Date(seconds).Day,
        "day_of_year" => static seconds => Date(seconds).DayOfYear,
        "month" => static seconds => Date(seconds).Month,
        "days_in_month" => static seconds => DaysInMonth(Date(seconds)),
        _ => static seconds => Date(seconds).Year,
    };

    /// <summary>A number as Go makes a 64-bit integer of it on amd64: what does not fit is the least one.</summary>
    private static long ToWhole(double value) => value is >= -9.223372036854775808e18 and < 9.223372036854775808e18 ? (long)value : long.MinValue;

    private static ulong ToCalendar(long unixSeconds) => unchecked((ulong)unixSeconds + (ulong)UnixToCalendar);

    private static (long Year, int Month, int Day, int DayOfYear) Date(ulong seconds)
    {
        ulong days = seconds / SecondsPerDay;
        long year = (long)(days / 146_097) * 400;
        long rest = (long)(days % 146_097);
        long centuries = Math.Min(rest / 36_524, 3);
        rest -= centuries * 36_524;
        long fours = rest / 1461;
        rest -= fours * 1461;
        long years = Math.Min(rest / 365, 3);
        rest -= years * 365;
        year += (centuries * 100) + (fours * 4) + years + FirstYear;
        int dayOfYear = (int)rest + 1;
        int month = 1;
        for (int left = dayOfYear; ; month++)
        {
            int length = Length(year, month);
            if (left <= length)
            {
                return (year, month, left, dayOfYear);
            }

            left -= length;
        }
    }

    private static int DaysInMonth((long Year, int Month, int Day, int DayOfYear) date) => Length(date.Year, date.Month);

    private static int Length(long year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };
}
