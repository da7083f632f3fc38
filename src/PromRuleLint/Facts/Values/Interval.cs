using System.Globalization;

namespace PromRuleLint.Facts;

/// <summary>
/// All doubles from <see cref="Low"/> to <see cref="High"/>, both included; infinities count, NaN does not. An open end is
/// the neighboring double, so that what holds of the ends holds of floating-point results exactly. Negative zero stands
/// before positive zero.
/// </summary>
/// <param name="Low">The least value.</param>
/// <param name="High">The greatest value.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>All values.</summary>
    public static Interval All { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Whether there is exactly one value; the two zeros count as one.</summary>
    public bool IsSingle => Low == High;

    /// <summary>Whether <paramref name="value"/> lies inside, the two zeros told apart.</summary>
    public bool Contains(double value) => Compare(Low, value) <= 0 && Compare(value, High) <= 0;

    /// <summary>Whether either zero lies inside.</summary>
    public bool ContainsZero => Low <= 0 && High >= 0;

    /// <summary>Whether an infinity lies inside.</summary>
    public bool ContainsInfinity => double.IsInfinity(Low) || double.IsInfinity(High);

    /// <summary>The order of doubles with negative zero before positive zero; NaN must not be given.</summary>
    internal static int Compare(double a, double b) =>
        a < b ? -1 : a > b ? 1 : a != 0 ? 0 : double.IsNegative(b).CompareTo(double.IsNegative(a));

    internal static double Min(double a, double b) => Compare(a, b) <= 0 ? a : b;

    internal static double Max(double a, double b) => Compare(a, b) >= 0 ? a : b;

    /// <summary>The least double that is numerically greater than <paramref name="value"/>.</summary>
    internal static double Above(double value) => value == 0 ? double.Epsilon : Math.BitIncrement(value);

    /// <summary>The greatest double that is numerically less than <paramref name="value"/>.</summary>
    internal static double Below(double value) => value == 0 ? -double.Epsilon : Math.BitDecrement(value);

    /// <summary>The interval as a person writes it, such as <c>(0, 1]</c>.</summary>
    public override string ToString()
    {
        if (IsSingle)
        {
            return Format(Low);
        }

        (double low, bool lowOpen) = Shown(Low, Below(Low));
        (double high, bool highOpen) = Shown(High, Above(High));
        return $"{(lowOpen ? '(' : '[')}{Format(low)}, {Format(high)}{(highOpen ? ')' : ']')}";
    }

    /// <summary>An end as shown: the neighbor, open, where that is the shorter number.</summary>
    internal static (double Value, bool IsOpen) Shown(double end, double neighbor)
    {
        if (double.IsInfinity(end))
        {
            return (end, false);
        }

        if (double.IsInfinity(neighbor))
        {
            return (neighbor, true);
        }

        // What is less than any number that is written is nothing for a reader.
        return end != 0 && Math.Abs(end) < 1e-300 ? (0, true) : Exact(neighbor).Length + 3 < Exact(end).Length ? (neighbor, true) : (end, false);
    }

    internal static string Format(double value)
    {
        if (double.IsInfinity(value) || value == 0)
        {
            return value > 0 ? "+Inf" : value < 0 ? "-Inf" : "0";
        }

        // Room for rounding errors is nothing for a reader.
        string exact = Exact(value);
        double rounded = double.Parse(value.ToString("G8", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return exact.Length > 10 && Math.Abs(rounded - value) <= 2e-9 * Math.Abs(value) ? rounded.ToString("R", CultureInfo.InvariantCulture) : exact;
    }

    private static string Exact(double value) => double.IsInfinity(value) ? "+Inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
