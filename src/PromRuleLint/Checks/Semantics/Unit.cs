using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A unit of measurement, as names of metrics end in it.</summary>
/// <param name="Dimension">What it measures.</param>
/// <param name="Scale">How many base units it is; NaN where the prefix may mean 1000 or 1024.</param>
/// <param name="Name">Its name, plural.</param>
internal readonly record struct Unit(Dimension Dimension, double Scale, string Name)
{
    private static readonly NameMap<Unit> ByName = new()
    {
        ["seconds"] = new(Dimension.Time, 1, "seconds"),
        ["milliseconds"] = new(Dimension.Time, 1e-3, "milliseconds"),
        ["millis"] = new(Dimension.Time, 1e-3, "milliseconds"),
        ["ms"] = new(Dimension.Time, 1e-3, "milliseconds"),
        ["microseconds"] = new(Dimension.Time, 1e-6, "microseconds"),
        ["micros"] = new(Dimension.Time, 1e-6, "microseconds"),
        ["nanoseconds"] = new(Dimension.Time, 1e-9, "nanoseconds"),
        ["nanos"] = new(Dimension.Time, 1e-9, "nanoseconds"),
        ["minutes"] = new(Dimension.Time, 60, "minutes"),
        ["hours"] = new(Dimension.Time, 3600, "hours"),
        ["days"] = new(Dimension.Time, 86400, "days"),
        ["bytes"] = new(Dimension.Data, 1, "bytes"),
        ["kilobytes"] = new(Dimension.Data, double.NaN, "kilobytes"),
        ["megabytes"] = new(Dimension.Data, double.NaN, "megabytes"),
        ["gigabytes"] = new(Dimension.Data, double.NaN, "gigabytes"),
        ["kibibytes"] = new(Dimension.Data, 1024, "kibibytes"),
        ["mebibytes"] = new(Dimension.Data, 1024 * 1024, "mebibytes"),
        ["bits"] = new(Dimension.Data, 1.0 / 8, "bits"),
        ["ratio"] = new(Dimension.Ratio, 1, "a ratio"),
        ["percent"] = new(Dimension.Ratio, 0.01, "percent"),
        ["percentage"] = new(Dimension.Ratio, 0.01, "percent"),
        ["celsius"] = new(Dimension.Celsius, 1, "degrees Celsius"),
        ["fahrenheit"] = new(Dimension.Fahrenheit, 1, "degrees Fahrenheit"),
        ["volts"] = new(Dimension.Voltage, 1, "volts"),
        ["millivolts"] = new(Dimension.Voltage, 1e-3, "millivolts"),
        ["amperes"] = new(Dimension.Current, 1, "amperes"),
        ["amps"] = new(Dimension.Current, 1, "amperes"),
        ["milliamperes"] = new(Dimension.Current, 1e-3, "milliamperes"),
        ["watts"] = new(Dimension.Power, 1, "watts"),
        ["milliwatts"] = new(Dimension.Power, 1e-3, "milliwatts"),
        ["kilowatts"] = new(Dimension.Power, 1e3, "kilowatts"),
        ["joules"] = new(Dimension.Energy, 1, "joules"),
        ["meters"] = new(Dimension.Length, 1, "meters"),
        ["kilometers"] = new(Dimension.Length, 1e3, "kilometers"),
        ["grams"] = new(Dimension.Mass, 1, "grams"),
        ["kilograms"] = new(Dimension.Mass, 1e3, "kilograms"),
        ["hertz"] = new(Dimension.Frequency, 1, "hertz"),
    };

    private static readonly string[] Suffixes = ["_total", "_sum", "_bucket", "_max", "_min"];

    /// <summary>Factors that lead from one unit to another; any other is one of a threshold.</summary>
    private static readonly double[] TimeFactors = [60, 3600, 86400];

    /// <summary>Seconds.</summary>
    public static Unit Seconds => ByName.GetValueOrDefault("seconds");

    /// <summary>The unit of a name as configurations and OpenMetrics write it, in the singular or the plural; null for others.</summary>
    public static Unit? Named(string name) => ByName.TryGetValue(name, out Unit unit) || ByName.TryGetValue(name + "s", out unit) || ByName.TryGetValue(name + "es", out unit) ? unit : null;

    /// <summary>
    /// The unit at the end of a metric's name, before <c>_total</c> or the suffix of a histogram's part; null where it has none,
    /// and of a count.
    /// </summary>
    public static Unit? FromMetricName(string metric)
    {
        ReadOnlySpan<char> name = metric;
        foreach (string suffix in Suffixes)
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal))
            {
                name = name[..^suffix.Length];
            }
        }

        int last = name.LastIndexOf('_');
        return last > 0 && ByName.TryGetValue(name[(last + 1)..], out Unit unit) ? unit : null;
    }

    /// <summary>The unit of a value that is multiplied by a number: of seconds times 1000, milliseconds.</summary>
    public Unit Times(double factor)
    {
        double part = Math.Abs(factor) < 1 ? 1 / Math.Abs(factor) : Math.Abs(factor);
        bool converts = Dimension switch
        {
            Dimension.Ratio => part == 100,
            Dimension.Time => IsPowerOf(part, 1000) || Array.Exists(TimeFactors, known => Math.Abs(known - part) < 1e-6 * part),
            Dimension.Data => IsPowerOf(part, 1024) || IsPowerOf(part, 1000) || part == 8,
            _ => IsPowerOf(part, 1000),
        };
        if (!converts)
        {
            return this;
        }

        double scale = Scale / Math.Abs(factor);
        string name = Name;
        foreach (Unit known in ByName.Values)
        {
            if (known.Dimension == Dimension && IsSame(known.Scale, scale))
            {
                return known;
            }
        }

        return this with { Scale = scale, Name = $"{name} {(factor < 1 ? "/" : "*")} {part.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture)}" };
    }

    /// <summary>Whether values of both units can be compared as they are; also where the scale of one is not known.</summary>
    public bool FitsTo(Unit other) => Dimension == other.Dimension && (double.IsNaN(Scale) || double.IsNaN(other.Scale) || IsSame(Scale, other.Scale));

    private static bool IsSame(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Abs(a);

    private static bool IsPowerOf(double value, double radix)
    {
        for (double power = radix; power < 1e16; power *= radix)
        {
            if (IsSame(value, power))
            {
                return true;
            }
        }

        return false;
    }
}
