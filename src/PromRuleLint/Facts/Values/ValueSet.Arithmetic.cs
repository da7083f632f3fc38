namespace PromRuleLint.Facts;

public sealed partial class ValueSet
{
    /// <summary>All sums of a value of each; native histograms add among themselves.</summary>
    public static ValueSet Add(ValueSet a, ValueSet b) =>
        Pairwise(a, b, AddIntervals, a.IsWhole && b.IsWhole, a.MayBeHistogram && b.MayBeHistogram ? Greater(a.Histograms, b.Histograms) : Histograms.None);

    /// <summary>All differences of a value of each.</summary>
    public static ValueSet Subtract(ValueSet a, ValueSet b) => Add(a, Negate(b));

    /// <summary>
    /// All products of a value of each; a native histogram times a number is one. A product of two small numbers that are
    /// not zero may be.
    /// </summary>
    public static ValueSet Multiply(ValueSet a, ValueSet b) =>
        Pairwise(a, b, MultiplyIntervals, a.IsWhole && b.IsWhole, Greater(Scaled(a, b), Scaled(b, a)));

    /// <summary>All quotients of a value of each; a native histogram divided by a number is one.</summary>
    public static ValueSet Divide(ValueSet a, ValueSet b) => Pairwise(a, b, DivideIntervals, false, Scaled(a, b));

    /// <summary>All remainders, with the sign of the dividend as Go's <c>math.Mod</c> gives them.</summary>
    public static ValueSet Modulo(ValueSet a, ValueSet b) => Pairwise(a, b, ModuloIntervals, a.IsWhole && b.IsWhole, Histograms.None);

    /// <summary>All powers, as Go's <c>math.Pow</c> gives them.</summary>
    public static ValueSet Power(ValueSet a, ValueSet b)
    {
        bool whole = a.IsWhole && b.IsWhole && b.Min >= 0;
        ValueSet result = Pairwise(a, b, PowerIntervals, whole, Histograms.None);
        if (a.MayBeNaN && b.Contains(0))
        {
            result = result.Union(One.WithNaN(result.MayBeNaN));
        }

        return b.MayBeNaN && a.Contains(1) ? result.Union(One.WithNaN(result.MayBeNaN)) : result;
    }

    /// <summary>All angles of <c>atan2</c>.</summary>
    public static ValueSet Atan2(ValueSet y, ValueSet x)
    {
        if (!y.HasFloats || !x.HasFloats)
        {
            return Nothing;
        }

        bool nan = y.MayBeNaN || x.MayBeNaN;
        if (y.Intervals.IsEmpty || x.Intervals.IsEmpty)
        {
            return nan ? NaN : Nothing;
        }

        return Between(double.IsNegative(y.Min) ? -Math.PI : 0, double.IsNegative(y.Max) ? 0 : Math.PI, mayBeNaN: nan);
    }

    /// <summary>All values with the opposite sign.</summary>
    public static ValueSet Negate(ValueSet a)
    {
        if (a.Intervals.Length == 1 && a.Intervals[0] == Interval.All)
        {
            return a.MayBeHistogram ? a.WithHistograms(Histograms.Any) : a;
        }

        var negated = new Interval[a.Intervals.Length];
        for (int i = 0; i < negated.Length; i++)
        {
            Interval interval = a.Intervals[^(i + 1)];
            negated[i] = new Interval(-interval.High, -interval.Low);
        }

        return new([.. negated], a.MayBeNaN, a.IsWhole, a.MayBeHistogram ? Histograms.Any : Histograms.None);
    }

    /// <summary>Whether a float, NaN too, is possible.</summary>
    internal bool HasFloats => MayBeNaN || !Intervals.IsEmpty;

    private static Histograms Greater(Histograms a, Histograms b) => a > b ? a : b;

    /// <summary>The native histograms that one side's become when the other side's numbers scale them.</summary>
    private static Histograms Scaled(ValueSet histograms, ValueSet numbers) =>
        !histograms.MayBeHistogram || !numbers.HasFloats ? Histograms.None
        : double.IsNegative(numbers.Min) ? Histograms.Any : histograms.Histograms;

    private delegate bool IntervalOperation(Interval a, Interval b, ref IntervalList results);

    /// <summary>The union over all pairs of intervals; the operation says whether a pair may give NaN.</summary>
    private static ValueSet Pairwise(ValueSet a, ValueSet b, IntervalOperation operation, bool isWhole, Histograms histograms)
    {
        if (a.IsUnknown && b.IsUnknown)
        {
            return AnyFloat.WithHistograms(histograms);
        }

        bool nan = (a.MayBeNaN && b.HasFloats) || (b.MayBeNaN && a.HasFloats);
        var results = new IntervalList(stackalloc Interval[IntervalList.Few]);
        foreach (Interval x in a.Intervals)
        {
            foreach (Interval y in b.Intervals)
            {
                nan |= operation(x, y, ref results);
            }
        }

        return Create(results.Items, nan, isWhole, histograms);
    }

    private static bool AddIntervals(Interval x, Interval y, ref IntervalList results)
    {
        bool nan = (double.IsNegativeInfinity(x.Low) && double.IsPositiveInfinity(y.High)) || (double.IsPositiveInfinity(x.High) && double.IsNegativeInfinity(y.Low));
        double low = x.Low + y.Low;
        double high = x.High + y.High;
        if (double.IsNaN(low) || double.IsNaN(high))
        {
            // One of the two is a single infinity: whatever is not NaN is that infinity.
            bool xIsInfinity = x.IsSingle && double.IsInfinity(x.Low);
            Interval infinity = xIsInfinity ? x : y;
            if (!(xIsInfinity ? y : x).IsSingle)
            {
                results.Add(infinity);
            }

            return nan;
        }

        results.Add(new Interval(low, high));
        return nan;
    }

    private static bool MultiplyIntervals(Interval x, Interval y, ref IntervalList results)
    {
        bool nan = (x.ContainsZero && y.ContainsInfinity) || (y.ContainsZero && x.ContainsInfinity);
        if (nan && x.IsSingle && y.IsSingle)
        {
            return nan;
        }

        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        Corner(x.Low * y.Low);
        Corner(x.Low * y.High);
        Corner(x.High * y.Low);
        Corner(x.High * y.High);
        results.Add(new Interval(low, high));
        return nan;

        void Corner(double product)
        {
            if (double.IsNaN(product))
            {
                // Zero times infinity: beside it stand zeros of either sign.
                low = Interval.Min(low, -0.0);
                high = Interval.Max(high, 0.0);
                return;
            }

            low = Interval.Min(low, product);
            high = Interval.Max(high, product);
        }
    }

    private static bool DivideIntervals(Interval x, Interval y, ref IntervalList results)
    {
        bool nan = (x.ContainsZero && y.ContainsZero) || (x.ContainsInfinity && y.ContainsInfinity);
        if (Interval.Compare(y.Low, -0.0) < 0)
        {
            AddQuotients(x, y.Low, Math.Min(y.High, -double.Epsilon), ref results);
        }

        if (y.Contains(-0.0))
        {
            AddQuotientsByZero(x, -0.0, ref results);
        }

        if (y.Contains(0.0))
        {
            AddQuotientsByZero(x, 0.0, ref results);
        }

        if (y.High > 0)
        {
            AddQuotients(x, Math.Max(y.Low, double.Epsilon), y.High, ref results);
        }

        return nan;
    }

    private static void AddQuotientsByZero(Interval x, double zero, ref IntervalList results)
    {
        if (x.High > 0)
        {
            double infinity = 1 / zero;
            results.Add(new Interval(infinity, infinity));
        }

        if (x.Low < 0)
        {
            double infinity = -1 / zero;
            results.Add(new Interval(infinity, infinity));
        }
    }

    private static void AddQuotients(Interval x, double from, double to, ref IntervalList results)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        bool any = false;
        double finiteLow = Math.Max(x.Low, -double.MaxValue);
        double finiteHigh = Math.Min(x.High, double.MaxValue);
        bool hasFinite = finiteLow <= finiteHigh;
        foreach (double quotient in (ReadOnlySpan<double>)[x.Low / from, x.Low / to, x.High / from, x.High / to,
            hasFinite ? finiteLow / from : double.NaN, hasFinite ? finiteLow / to : double.NaN, hasFinite ? finiteHigh / from : double.NaN, hasFinite ? finiteHigh / to : double.NaN])
        {
            if (!double.IsNaN(quotient))
            {
                any = true;
                low = Interval.Min(low, quotient);
                high = Interval.Max(high, quotient);
            }
        }

        if (any)
        {
            results.Add(new Interval(low, high));
        }
    }

    private static bool ModuloIntervals(Interval x, Interval y, ref IntervalList results)
    {
        bool nan = x.ContainsInfinity || y.ContainsZero;
        if (x.IsSingle && y.IsSingle && x.Low != 0)
        {
            double remainder = x.Low % y.Low;
            if (!double.IsNaN(remainder))
            {
                results.Add(new Interval(remainder == 0 ? -0.0 : remainder, remainder));
            }

            return nan;
        }

        double greatestX = Math.Min(double.MaxValue, Math.Max(Math.Abs(x.Low), Math.Abs(x.High)));
        double greatestY = Math.Max(Math.Abs(y.Low), Math.Abs(y.High));
        if (greatestY == 0 || (x.IsSingle && double.IsInfinity(x.Low)))
        {
            return nan;
        }

        double limit = double.IsInfinity(greatestY) ? greatestX : Math.Min(greatestX, Interval.Below(greatestY));
        results.Add(new Interval(double.IsNegative(x.Low) ? -limit : 0, double.IsNegative(x.High) ? -0.0 : limit));
        return nan;
    }

    private static bool PowerIntervals(Interval x, Interval y, ref IntervalList results)
    {
        if (x.Low >= 0 && !double.IsNegative(x.Low))
        {
            double low = double.PositiveInfinity;
            double high = 0;
            foreach (double corner in (ReadOnlySpan<double>)[Math.Pow(x.Low, y.Low), Math.Pow(x.Low, y.High), Math.Pow(x.High, y.Low), Math.Pow(x.High, y.High)])
            {
                low = Math.Min(low, corner);
                high = Math.Max(high, corner);
            }

            // At the zeroth power and at base one the other corners do not bound what lies between them.
            if (x.Contains(1) || y.ContainsZero)
            {
                low = Math.Min(low, 1);
                high = Math.Max(high, 1);
            }

            results.Add(Loosen(low, high, Math.Max(Math.Abs(y.Low), Math.Abs(y.High))));
            return false;
        }

        if (y.IsSingle && !double.IsInfinity(y.Low) && y.Low == Math.Floor(y.Low))
        {
            bool even = y.Low % 2 == 0;
            results.Add(even ? new Interval(0, double.PositiveInfinity) : Interval.All);
            return false;
        }

        results.Add(Interval.All);
        return true;

        // A power is a chain of products: the greater the exponent, the more digits are lost.
        static Interval Loosen(double low, double high, double exponent)
        {
            double loss = 1e-12 + exponent * 1e-15;
            return loss > 0.1
                ? new Interval(0, double.PositiveInfinity)
                : new Interval(double.IsInfinity(low) ? double.MaxValue : low < Tiny ? 0 : low - low * loss, double.IsInfinity(high) ? high : Math.Max(high + high * loss, double.Epsilon));
        }
    }
}
