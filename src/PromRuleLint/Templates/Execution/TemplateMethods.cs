using System.Collections.Immutable;

namespace PromRuleLint.Templates.Execution;

/// <summary>The methods of the values that <c>toTime</c> and <c>toDuration</c> give, as Go's package <c>time</c> has them.</summary>
internal static class TemplateMethods
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    /// <summary>The method of a value; null where it has none of that name.</summary>
    public static TemplateMethod? Find(object receiver, string name) => receiver switch
    {
        GoTime time => FindTimeMethod(time, name),
        GoDuration duration => FindDurationMethod(duration, name),
        NamedNumber named when name == "String" => Method([], _ => named.ToString()),
        HistogramValue histogram when name == "String" => Method([], _ => histogram.ToString()),
        _ => null,
    };

    private static TemplateMethod? FindTimeMethod(GoTime time, string name) => name switch
    {
        "String" => Method([], _ => time.ToString()),
        "Format" => Method([ParameterType.String], values => time.Format((string)values[0]!)),
        "Year" => Method([], _ => time.Year),
        "Month" => Method([], _ => new NamedNumber("time.Month", time.Shifted.Month, time.Format("January"))),
        "Weekday" => Method([], _ => new NamedNumber("time.Weekday", (long)time.Shifted.DayOfWeek, time.Format("Monday"))),
        "Day" => Method([], _ => (long)time.Shifted.Day),
        "YearDay" => Method([], _ => (long)time.Shifted.DayOfYear),
        "Hour" => Method([], _ => (long)time.Shifted.Hour),
        "Minute" => Method([], _ => (long)time.Shifted.Minute),
        "Second" => Method([], _ => (long)time.Shifted.Second),
        "Nanosecond" => Method([], _ => time.Shifted.Millisecond * NanosecondsPerMillisecond),
        "Unix" => Method([], _ => (long)Math.Floor(time.Milliseconds / 1000.0)),
        "UnixMilli" => Method([], _ => time.Milliseconds),
        "UnixMicro" => Method([], _ => time.Milliseconds * 1000),
        "UnixNano" => Method([], _ => time.Milliseconds * NanosecondsPerMillisecond),
        "UTC" or "Local" => Method([], _ => time),
        "IsZero" => Method([], _ => false),
        "Add" => Method([ParameterType.Duration], values => new GoTime(time.Milliseconds + (((GoDuration)values[0]!).Nanoseconds / NanosecondsPerMillisecond))),
        "Sub" => Method([ParameterType.Time], values => new GoDuration((time.Milliseconds - ((GoTime)values[0]!).Milliseconds) * NanosecondsPerMillisecond)),
        "Before" => Method([ParameterType.Time], values => time.Milliseconds < ((GoTime)values[0]!).Milliseconds),
        "After" => Method([ParameterType.Time], values => time.Milliseconds > ((GoTime)values[0]!).Milliseconds),
        "Equal" => Method([ParameterType.Time], values => time.Milliseconds == ((GoTime)values[0]!).Milliseconds),
        _ => null,
    };

    private static TemplateMethod? FindDurationMethod(GoDuration duration, string name) => name switch
    {
        "String" => Method([], _ => duration.ToString()),
        "Hours" => Method([], _ => (duration.Nanoseconds / 3_600_000_000_000) + (duration.Nanoseconds % 3_600_000_000_000 / 3.6e12)),
        "Minutes" => Method([], _ => (duration.Nanoseconds / 60_000_000_000) + (duration.Nanoseconds % 60_000_000_000 / 6e10)),
        "Seconds" => Method([], _ => duration.Seconds),
        "Milliseconds" => Method([], _ => duration.Nanoseconds / NanosecondsPerMillisecond),
        "Microseconds" => Method([], _ => duration.Nanoseconds / 1000),
        "Nanoseconds" => Method([], _ => duration.Nanoseconds),
        "Abs" => Method([], _ => new GoDuration(duration.Nanoseconds == long.MinValue ? long.MaxValue : Math.Abs(duration.Nanoseconds))),
        "Truncate" => Method([ParameterType.Duration], values => Truncate(duration, ((GoDuration)values[0]!).Nanoseconds)),
        "Round" => Method([ParameterType.Duration], values => Round(duration, ((GoDuration)values[0]!).Nanoseconds)),
        _ => null,
    };

    private static GoDuration Truncate(GoDuration duration, long unit) =>
        unit <= 0 ? duration : new GoDuration(duration.Nanoseconds - (duration.Nanoseconds % unit));

    private static GoDuration Round(GoDuration duration, long unit)
    {
        if (unit <= 0)
        {
            return duration;
        }

        long rest = duration.Nanoseconds % unit;
        long up = duration.Nanoseconds < 0 ? -unit : unit;
        return new GoDuration(Math.Abs(rest) < unit - Math.Abs(rest) ? duration.Nanoseconds - rest : duration.Nanoseconds - rest + up);
    }

    private static TemplateMethod Method(ImmutableArray<ParameterType> parameters, Func<object?[], object?> invoke) => new(parameters, null, invoke);
}
