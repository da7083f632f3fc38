using System.Collections.Immutable;

namespace PromRuleLint.Facts;

/// <summary>
/// Which values a sample may have: a union of intervals, NaN or not, whole numbers only or not, a native histogram or not.
/// Never narrower than the truth.
/// </summary>
public sealed partial class ValueSet : IEquatable<ValueSet>
{
    /// <summary>More intervals than this are joined across their smallest gaps.</summary>
    private const int MaxIntervals = 8;

    private ValueSet(ImmutableArray<Interval> intervals, bool mayBeNaN, bool isWhole, Histograms histograms)
    {
        Intervals = intervals;
        MayBeNaN = mayBeNaN;
        IsWhole = isWhole;
        Histograms = histograms;
    }

    /// <summary>Anything: any float, NaN, or a native histogram.</summary>
    public static ValueSet Unknown { get; } = new([Interval.All], mayBeNaN: true, isWhole: false, Histograms.Any);

    /// <summary>Anything that an exposition may give: any float, NaN, or a native histogram without negative counts.</summary>
    internal static ValueSet Scraped { get; } = new([Interval.All], mayBeNaN: true, isWhole: false, Histograms.Counts);

    /// <summary>Any float, NaN too, but no native histogram.</summary>
    public static ValueSet AnyFloat { get; } = new([Interval.All], mayBeNaN: true, isWhole: false, Histograms.None);

    /// <summary>Nothing: no value is possible.</summary>
    public static ValueSet Nothing { get; } = new([], mayBeNaN: false, isWhole: true, Histograms.None);

    /// <summary>NaN and nothing else.</summary>
    public static ValueSet NaN { get; } = new([], mayBeNaN: true, isWhole: true, Histograms.None);

    /// <summary>A native histogram and nothing else.</summary>
    public static ValueSet Histogram { get; } = new([], mayBeNaN: false, isWhole: true, Histograms.Any);

    /// <summary>Zero or one: what a comparison with <c>bool</c> gives.</summary>
    public static ValueSet Boolean { get; } = Between(0, 1, isWhole: true);

    /// <summary>One.</summary>
    public static ValueSet One { get; } = From(1);

    /// <summary>Zero or more, finite: a counter.</summary>
    public static ValueSet NonNegative { get; } = Between(0, double.MaxValue);

    /// <summary>Any finite float.</summary>
    internal static ValueSet Finite { get; } = Between(double.MinValue, double.MaxValue);

    /// <summary>The intervals, ascending, without overlap.</summary>
    public ImmutableArray<Interval> Intervals { get; }

    /// <summary>Whether NaN is possible.</summary>
    public bool MayBeNaN { get; }

    /// <summary>Whether all finite values are whole numbers.</summary>
    public bool IsWhole { get; }

    /// <summary>Whether a native histogram is possible.</summary>
    public bool MayBeHistogram => Histograms != Histograms.None;

    /// <summary>Which native histograms are possible.</summary>
    internal Histograms Histograms { get; }

    /// <summary>Whether no value at all is possible.</summary>
    public bool IsEmpty => Intervals.IsEmpty && !MayBeNaN && !MayBeHistogram;

    /// <summary>Whether nothing is known.</summary>
    public bool IsUnknown => Intervals.Length == 1 && Intervals[0] == Interval.All && MayBeNaN && MayBeHistogram && !IsWhole;

    /// <summary>The least number; +Inf where there is none.</summary>
    public double Min => Intervals.IsEmpty ? double.PositiveInfinity : Intervals[0].Low;

    /// <summary>The greatest number; -Inf where there is none.</summary>
    public double Max => Intervals.IsEmpty ? double.NegativeInfinity : Intervals[^1].High;

    /// <summary>Whether an end of the numbers is known, or NaN or a number is excluded.</summary>
    public bool IsBounded => Intervals.IsEmpty || !double.IsNegativeInfinity(Min) || !double.IsPositiveInfinity(Max) || Intervals.Length > 1;

    /// <summary>The only possible value where there is exactly one and it is a number; else null.</summary>
    public double? Single => Intervals.Length == 1 && Intervals[0].IsSingle && !MayBeNaN && !MayBeHistogram ? Intervals[0].High : null;

    /// <summary>Whether only numbers (no NaN, no native histogram) are possible and all lie from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public bool IsWithin(double low, double high) => !MayBeNaN && !MayBeHistogram && (Intervals.IsEmpty || (Min >= low && Max <= high));

    /// <summary>Exactly one value, NaN too.</summary>
    public static ValueSet From(double value) => double.IsNaN(value) ? NaN : new([new Interval(value, value)], false, value == Math.Floor(value), Histograms.None);

    /// <summary>All from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public static ValueSet Between(double low, double high, bool isWhole = false, bool mayBeNaN = false) =>
        Create([new Interval(low, high)], mayBeNaN, isWhole, Histograms.None);

    /// <summary>Whether <paramref name="value"/>, which may be NaN, is possible; the two zeros count as one.</summary>
    public bool Contains(double value)
    {
        if (double.IsNaN(value))
        {
            return MayBeNaN;
        }

        foreach (Interval interval in Intervals)
        {
            if (interval.Low <= value && value <= interval.High)
            {
                return !IsWhole || double.IsInfinity(value) || value == Math.Floor(value);
            }
        }

        return false;
    }

    /// <summary>What is possible in this set or in the other.</summary>
    public ValueSet Union(ValueSet other)
    {
        if (ReferenceEquals(this, other) || other.IsEmpty)
        {
            return this;
        }

        if (IsEmpty)
        {
            return other;
        }

        Histograms histograms = Histograms > other.Histograms ? Histograms : other.Histograms;
        if (IsUnknown || other.IsUnknown)
        {
            return histograms == Histograms.Any ? Unknown : Scraped;
        }

        return Create([.. Intervals, .. other.Intervals], MayBeNaN || other.MayBeNaN, IsWhole && other.IsWhole, histograms);
    }

    /// <summary>What is possible in both sets; the two zeros count as one.</summary>
    public ValueSet Intersect(ValueSet other)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        var both = new IntervalList(stackalloc Interval[IntervalList.Few]);
        foreach (Interval a in Intervals)
        {
            foreach (Interval b in other.Intervals)
            {
                double low = Math.Max(a.Low, b.Low);
                double high = Math.Min(a.High, b.High);
                if (low <= high)
                {
                    // What is a zero here and there may be either of the zeros that are.
                    both.Add(new Interval(
                        low == 0 ? (a.Contains(-0.0) || b.Contains(-0.0) ? -0.0 : 0.0) : low,
                        high == 0 ? (a.Contains(0.0) || b.Contains(0.0) ? 0.0 : -0.0) : high));
                }
            }
        }

        return Create(both.Items, MayBeNaN && other.MayBeNaN, IsWhole || other.IsWhole, Histograms < other.Histograms ? Histograms : other.Histograms);
    }

    /// <summary>Whether all that is possible here is possible in the other.</summary>
    public bool IsSubsetOf(ValueSet other)
    {
        if ((MayBeNaN && !other.MayBeNaN) || Histograms > other.Histograms || (!IsWhole && other.IsWhole && !Intervals.IsEmpty))
        {
            return false;
        }

        foreach (Interval mine in Intervals)
        {
            bool found = false;
            foreach (Interval theirs in other.Intervals)
            {
                found |= theirs.Low <= mine.Low && mine.High <= theirs.High;
            }

            if (!found)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The same without native histograms: what most functions and comparisons leave.</summary>
    public ValueSet WithoutHistograms() => !MayBeHistogram ? this : IsUnknown ? AnyFloat : new(Intervals, MayBeNaN, IsWhole, Histograms.None);

    /// <summary>The same with native histograms possible or not; what they count is then not known.</summary>
    public ValueSet WithHistograms(bool possible) => possible == MayBeHistogram ? this : WithHistograms(possible ? Histograms.Any : Histograms.None);

    /// <summary>The same with some native histograms.</summary>
    internal ValueSet WithHistograms(Histograms histograms) => histograms == Histograms ? this : new(Intervals, MayBeNaN, IsWhole, histograms);

    /// <summary>The same with NaN possible or not.</summary>
    public ValueSet WithNaN(bool possible) => possible == MayBeNaN ? this : new(Intervals, possible, IsWhole, Histograms);

    /// <summary>One interval over all numbers, with room for a rounding error at its ends.</summary>
    internal ValueSet Hull()
    {
        return Intervals.IsEmpty || (Intervals.Length == 1 && !IsWhole && Intervals[0] == Interval.All) ? this : Create([Slack(new Interval(Min, Max))], MayBeNaN, isWhole: false, Histograms);
    }

    /// <summary>Below this, halves and shares of numbers lose digits or become zero.</summary>
    private const double Tiny = 1e-290;

    /// <summary>
    /// A few units in the last place on both sides; ends that every summation reaches exactly (-1, 0, 1, infinities) stay.
    /// Ends so small that a part of them may be zero become zero.
    /// </summary>
    internal static Interval Slack(Interval interval)
    {
        return new(IsExact(interval.Low) ? interval.Low : Step(interval.Low, -1), IsExact(interval.High) ? interval.High : Step(interval.High, 1));

        static bool IsExact(double value) => value is 0 or 1 or -1 || double.IsInfinity(value);

        static double Step(double value, int sign)
        {
            if (Math.Abs(value) < Tiny)
            {
                return value > 0 == sign > 0 ? sign * Tiny : -sign * 0.0;
            }

            double moved = value + sign * Math.Abs(value) * 1e-14;
            return moved == value ? (sign < 0 ? Math.BitDecrement(value) : Math.BitIncrement(value)) : moved;
        }
    }

    internal static ValueSet Create(ReadOnlySpan<Interval> intervals, bool mayBeNaN, bool isWhole, Histograms histograms)
    {
        Span<Interval> kept = intervals.Length <= IntervalList.Few ? stackalloc Interval[intervals.Length] : new Interval[intervals.Length];
        int count = 0;
        bool whole = true;
        foreach (Interval interval in intervals)
        {
            Interval tight = isWhole ? new Interval(Math.Ceiling(interval.Low), Math.Floor(interval.High)) : interval;
            if (tight.Low <= tight.High)
            {
                kept[count++] = tight;
                whole &= isWhole || (tight.IsSingle && tight.Low == Math.Floor(tight.Low));
            }
        }

        kept = kept[..count];
        if (count > 1)
        {
            Sort(kept);
            kept = Join(kept, whole);
            while (kept.Length > MaxIntervals)
            {
                kept = JoinSmallestGap(kept);
            }
        }

        return kept.Length == 1 && mayBeNaN && !whole && kept[0] == Interval.All ? (histograms switch { Histograms.None => AnyFloat, Histograms.Counts => Scraped, _ => Unknown }) : new([.. kept], mayBeNaN, whole, histograms);
    }

    private static void Sort(Span<Interval> intervals)
    {
        if (intervals.Length > IntervalList.Few)
        {
            intervals.Sort(static (a, b) => Interval.Compare(a.Low, b.Low));
            return;
        }

        // Most are in order.
        for (int i = 1; i < intervals.Length; i++)
        {
            Interval interval = intervals[i];
            int place = i;
            for (; place > 0 && Interval.Compare(intervals[place - 1].Low, interval.Low) > 0; place--)
            {
                intervals[place] = intervals[place - 1];
            }

            intervals[place] = interval;
        }
    }

    private static Span<Interval> Join(Span<Interval> ascending, bool whole)
    {
        int last = 0;
        for (int i = 1; i < ascending.Length; i++)
        {
            Interval current = ascending[last];
            Interval next = ascending[i];
            if (next.Low <= Interval.Above(current.High) || (whole && next.Low <= current.High + 1))
            {
                ascending[last] = new Interval(current.Low, Interval.Max(current.High, next.High));
            }
            else
            {
                ascending[++last] = next;
            }
        }

        return ascending[..(last + 1)];
    }

    private static Span<Interval> JoinSmallestGap(Span<Interval> ascending)
    {
        int best = 1;
        for (int i = 2; i < ascending.Length; i++)
        {
            if (ascending[i].Low - ascending[i - 1].High < ascending[best].Low - ascending[best - 1].High)
            {
                best = i;
            }
        }

        ascending[best - 1] = new Interval(ascending[best - 1].Low, ascending[best].High);
        ascending[(best + 1)..].CopyTo(ascending[best..]);
        return ascending[..^1];
    }

    /// <inheritdoc/>
    public bool Equals(ValueSet? other) =>
        other is not null && MayBeNaN == other.MayBeNaN && IsWhole == other.IsWhole && Histograms == other.Histograms && Intervals.AsSpan().SequenceEqual(other.Intervals.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueSet);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Intervals.Length, Min, Max, MayBeNaN, IsWhole);

    /// <summary>The set for a person, such as <c>0 or 1</c>, <c>[0, +Inf] or NaN</c>.</summary>
    public override string ToString()
    {
        if (IsUnknown)
        {
            return "unknown";
        }

        if (IsEmpty)
        {
            return "nothing";
        }

        var parts = new List<string>();
        foreach (Interval interval in Intervals)
        {
            if (IsWhole && interval.High - interval.Low is > 0 and <= 3)
            {
                for (double value = interval.Low; value <= interval.High; value++)
                {
                    parts.Add(Interval.Format(value));
                }
            }
            else
            {
                parts.Add(IsWhole && !interval.IsSingle ? "whole numbers in " + WholeEnds(interval) : interval == Interval.All ? "any number" : interval.ToString());
            }
        }

        if (MayBeNaN)
        {
            parts.Add("NaN");
        }

        if (MayBeHistogram)
        {
            parts.Add("a native histogram");
        }

        return string.Join(" or ", parts);
    }

    private static string WholeEnds(Interval interval) => interval switch
    {
        { High: >= double.MaxValue } => $"[{Interval.Format(interval.Low)}, +Inf)",
        { Low: <= -double.MaxValue } => $"(-Inf, {Interval.Format(interval.High)}]",
        _ => interval.ToString(),
    };
}
