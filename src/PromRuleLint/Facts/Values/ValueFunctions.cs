namespace PromRuleLint.Facts;

/// <summary>What PromQL's functions and aggregations give for arguments of known ranges; no result is narrower than the truth.</summary>
internal static class ValueFunctions
{
    /// <summary>A finite number of either sign: a Unix time in seconds.</summary>
    public static ValueSet Time { get; } = ValueSet.Between(-9.3e15, 9.3e15);

    /// <summary>A whole number of zero or more.</summary>
    public static ValueSet Count { get; } = ValueSet.Between(0, double.MaxValue, isWhole: true);

    /// <summary>A whole number of one or more.</summary>
    public static ValueSet CountOfSome { get; } = ValueSet.Between(1, double.MaxValue, isWhole: true);

    /// <summary>Zero or more, infinity too.</summary>
    private static ValueSet AtLeastZero { get; } = ValueSet.Between(0, double.PositiveInfinity);

    /// <summary>The same function of every number, rising with it; the results may be off by a few units in the last place.</summary>
    public static ValueSet Rising(ValueSet values, Func<double, double> function, bool isExact, bool? isWhole = null)
    {
        var results = new IntervalList(stackalloc Interval[IntervalList.Few]);
        bool nan = values.MayBeNaN;
        foreach (Interval interval in values.Intervals)
        {
            double low = function(interval.Low);
            double high = function(interval.High);
            if (double.IsNaN(low) || double.IsNaN(high))
            {
                nan = true;
                results.Add(Interval.All);
                continue;
            }

            results.Add(isExact ? new Interval(low, high) : ValueSet.Slack(new Interval(low, high)));
        }

        return ValueSet.Create(results.Items, nan, isWhole ?? false, Histograms.None);
    }

    /// <summary>The part of the numbers where a function is defined, elsewhere NaN.</summary>
    public static ValueSet RisingWithin(ValueSet values, double from, double to, Func<double, double> function, bool isExact = false)
    {
        ValueSet inside = values.Numbers().Intersect(ValueSet.Between(from, to));
        bool outside = values.MayBeNaN || (!values.Intervals.IsEmpty && (values.Min < from || values.Max > to));
        ValueSet result = Rising(inside, function, isExact);
        return result.WithNaN(result.MayBeNaN || outside);
    }

    /// <summary>A result within fixed ends; NaN for NaN and, if said, for infinities.</summary>
    public static ValueSet Within(ValueSet values, double low, double high, bool infinityIsNaN = false)
    {
        if (!values.HasFloats)
        {
            return ValueSet.Nothing;
        }

        bool nan = values.MayBeNaN || (infinityIsNaN && (double.IsInfinity(values.Min) || double.IsInfinity(values.Max)));
        return ValueSet.Between(low, high, mayBeNaN: nan);
    }

    public static ValueSet Abs(ValueSet values)
    {
        var results = new IntervalList(stackalloc Interval[IntervalList.Few]);
        foreach (Interval interval in values.Intervals)
        {
            double low = Math.Abs(interval.Low);
            double high = Math.Abs(interval.High);
            results.Add(interval.ContainsZero ? new Interval(0, Math.Max(low, high)) : new Interval(Math.Min(low, high), Math.Max(low, high)));
        }

        return ValueSet.Create(results.Items, values.MayBeNaN, values.IsWhole, Histograms.None);
    }

    public static ValueSet Sign(ValueSet values)
    {
        var results = new IntervalList(stackalloc Interval[IntervalList.Few]);
        if (values.Min < 0)
        {
            results.Add(new Interval(-1, -1));
        }

        if (values.Contains(0))
        {
            results.Add(new Interval(-0.0, 0.0));
        }

        if (values.Max > 0)
        {
            results.Add(new Interval(1, 1));
        }

        return ValueSet.Create(results.Items, values.MayBeNaN, isWhole: true, Histograms.None);
    }

    /// <summary>Go's <c>math.Max(low, math.Min(high, value))</c>, either limit unlimited where it is not given.</summary>
    public static ValueSet Clamp(ValueSet values, ValueSet? low, ValueSet? high)
    {
        values = values.WithoutHistograms();
        values = high is null ? values : Least(values, high);
        return low is null ? values : Greatest(values, low);
    }

    /// <summary>Go's <c>math.Min</c>: NaN where either is, but for -Inf, which is less than anything.</summary>
    public static ValueSet Least(ValueSet a, ValueSet b) =>
        Extreme(a, b, static (x, y) => new Interval(Interval.Min(x.Low, y.Low), Interval.Min(x.High, y.High)), double.NegativeInfinity);

    /// <summary>Go's <c>math.Max</c>: NaN where either is, but for +Inf, which is greater than anything.</summary>
    public static ValueSet Greatest(ValueSet a, ValueSet b) =>
        Extreme(a, b, static (x, y) => new Interval(Interval.Max(x.Low, y.Low), Interval.Max(x.High, y.High)), double.PositiveInfinity);

    private static ValueSet Extreme(ValueSet a, ValueSet b, Func<Interval, Interval, Interval> ofIntervals, double winner)
    {
        var results = new IntervalList(stackalloc Interval[IntervalList.Few]);
        foreach (Interval x in a.Intervals)
        {
            foreach (Interval y in b.Intervals)
            {
                results.Add(ofIntervals(x, y));
            }
        }

        if ((a.MayBeNaN && b.Contains(winner)) || (b.MayBeNaN && a.Contains(winner)))
        {
            results.Add(new Interval(winner, winner));
        }

        bool nan = (a.MayBeNaN && b.HasFloats) || (b.MayBeNaN && a.HasFloats);
        return ValueSet.Create(results.Items, nan, a.IsWhole && b.IsWhole, Histograms.None);
    }

    /// <summary><c>round</c> to multiples of a number.</summary>
    public static ValueSet Round(ValueSet values, ValueSet multiple)
    {
        if (multiple.Single is not { } to || to <= 0 || double.IsInfinity(to) || double.IsInfinity(1 / to))
        {
            return values.HasFloats ? ValueSet.AnyFloat : ValueSet.Nothing;
        }

        double inverse = 1 / to;
        return Rising(values.WithoutHistograms(), value => Math.Floor((value * inverse) + 0.5) / inverse, isExact: to == 1, isWhole: to == Math.Floor(to) && inverse == 1);
    }

    /// <summary>A sum of one or more.</summary>
    public static ValueSet Sum(ValueSet values)
    {
        if (values.Intervals.IsEmpty)
        {
            return values;
        }

        double min = values.Min;
        double max = values.Max;
        bool nan = values.MayBeNaN || (double.IsNegativeInfinity(min) && double.IsPositiveInfinity(max));
        double low = min < 0 ? double.NegativeInfinity : min > 0 ? Math.Max(double.Epsilon, ValueSet.Slack(new Interval(min, min)).Low) : min;
        double high = max > 0 ? double.PositiveInfinity : max < 0 ? Math.Min(-double.Epsilon, ValueSet.Slack(new Interval(max, max)).High) : 0.0;
        var sum = new Interval(values.IsWhole && min >= 0 ? min : low, values.IsWhole && max < 0 ? max : high);
        return values.Intervals.Length == 1 && sum == values.Intervals[0] && nan == values.MayBeNaN ? values : ValueSet.Create([sum], nan, values.IsWhole, values.Histograms);
    }

    /// <summary>A mean of one or more.</summary>
    public static ValueSet Average(ValueSet values)
    {
        bool infinite = double.IsNegativeInfinity(values.Min) && double.IsPositiveInfinity(values.Max);
        ValueSet hull = values.Single is { } ? ValueSet.Create([ValueSet.Slack(values.Intervals[0])], values.MayBeNaN, false, values.Histograms) : values.Hull();

        // Zeros below 0 add up to one above it.
        hull = hull.Max == 0 ? hull.Union(ValueSet.Between(-0.0, 0.0)) : hull;
        return infinite ? hull.WithNaN(true) : hull;
    }

    /// <summary>A standard deviation or variance.</summary>
    public static ValueSet Spread(ValueSet values, bool isVariance = false)
    {
        if (!values.HasFloats)
        {
            return ValueSet.Nothing;
        }

        if (values.Intervals.IsEmpty)
        {
            return ValueSet.NaN;
        }

        bool finite = values.Min >= -1e150 && values.Max <= 1e150;
        // Squares of great differences overflow on either side; the root of what is below 0 is NaN.
        return ValueSet.Between(finite || !isVariance ? 0 : double.NegativeInfinity, double.PositiveInfinity, mayBeNaN: values.MayBeNaN || !finite);
    }

    /// <summary>A quantile: -Inf below φ = 0, +Inf above 1, else between the least and the greatest sample.</summary>
    public static ValueSet Quantile(ValueSet phi, ValueSet values)
    {
        if (!values.HasFloats)
        {
            return ValueSet.Nothing;
        }

        ValueSet result = phi.MayBeNaN ? ValueSet.NaN : ValueSet.Nothing;
        if (phi.Min < 0)
        {
            result = result.Union(ValueSet.From(double.NegativeInfinity));
        }

        if (phi.Max > 1)
        {
            result = result.Union(ValueSet.From(double.PositiveInfinity));
        }

        if (phi.Min <= 1 && phi.Max >= 0)
        {
            // Between infinite samples the interpolation multiplies zero by infinity. NaN sorts first and is picked as any other.
            bool infinite = double.IsInfinity(values.Min) || double.IsInfinity(values.Max);
            ValueSet hull = values.WithoutHistograms().Hull();
            result = result.Union(infinite ? hull.WithNaN(true) : hull);
        }

        return result;
    }

    /// <summary>The rise of a counter: not negative where the counter is not; a drop counts as a reset.</summary>
    public static ValueSet Increase(ValueSet samples)
    {
        ValueSet floats;
        if (samples.Intervals.IsEmpty)
        {
            floats = samples.MayBeNaN ? ValueSet.NaN : ValueSet.Nothing;
        }
        else if (samples.Min == 0 && samples.Max == 0)
        {
            // Any other constant may still hide resets, which start timestamps tell.
            floats = ValueSet.From(0).WithNaN(samples.MayBeNaN);
        }
        else
        {
            // A NaN hides a reset, so that a drop may be left.
            bool isRising = samples.Min >= 0 && !samples.MayBeNaN;
            bool nan = samples.MayBeNaN || double.IsInfinity(samples.Min) || double.IsInfinity(samples.Max) || (!isRising && (samples.Min < -1e300 || samples.Max > 1e300));
            floats = isRising && !nan ? AtLeastZero : ValueSet.Between(isRising ? 0 : double.NegativeInfinity, double.PositiveInfinity, mayBeNaN: nan);
        }

        return floats.WithHistograms(samples.Histograms);
    }

    /// <summary>The difference of two samples, perhaps extrapolated.</summary>
    public static ValueSet Delta(ValueSet samples, bool isExtrapolated)
    {
        ValueSet floats = samples.Numbers();
        ValueSet difference = ValueSet.Subtract(floats, floats).WithNaN(samples.MayBeNaN || double.IsInfinity(samples.Min) || double.IsInfinity(samples.Max));
        if (isExtrapolated && difference.Single != 0 && !difference.Intervals.IsEmpty)
        {
            difference = ValueSet.AnyFloat.WithNaN(difference.MayBeNaN || samples.Min < -1e300 || samples.Max > 1e300);
        }

        return difference.WithHistograms(samples.MayBeHistogram);
    }

    /// <summary>What is counted in native histograms: not negative where no bucket is. Which histograms those are that a metric only by its name has none of is not known.</summary>
    public static ValueSet FromCounts(ValueSet samples) =>
        ValueSet.Between(samples.Histograms == Histograms.Counts ? 0 : double.NegativeInfinity, double.PositiveInfinity, mayBeNaN: true);
}
