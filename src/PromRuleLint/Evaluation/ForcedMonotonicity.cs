using PromRuleLint.PromQL.Printing;

namespace PromRuleLint.Evaluation;

/// <summary>Which buckets of classic histograms had to be raised, when and by how much.</summary>
internal readonly record struct ForcedMonotonicity(long FirstTime, long LastTime, double LowestBucket, double HighestBucket, double LargestDifference, int Count)
{
    public ForcedMonotonicity With(ForcedMonotonicity other) => new(
        Math.Min(FirstTime, other.FirstTime),
        Math.Max(LastTime, other.LastTime),
        Math.Min(LowestBucket, other.LowestBucket),
        Math.Max(HighestBucket, other.HighestBucket),
        Math.Max(LargestDifference, other.LargestDifference),
        Count + other.Count);

    public override string ToString() =>
        $", from buckets {GoText.Shortest(LowestBucket)} to {GoText.Shortest(HighestBucket)}, with a max diff of {TwoDigits(LargestDifference)}, over {Count} samples from {Timestamp(FirstTime)} to {Timestamp(LastTime)}";

    // Two significant digits, as Go's %.2g.
    private static string TwoDigits(double value)
    {
        if (!double.IsFinite(value) || value == 0)
        {
            return GoText.Shortest(value);
        }

        string text = value.ToString("0.0E+00", System.Globalization.CultureInfo.InvariantCulture);
        double rounded = double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        int exponent = (int)Math.Floor(Math.Log10(Math.Abs(rounded)));
        return exponent is >= -4 and < 2
            ? GoText.Decimal(rounded)
            : $"{GoText.Decimal(double.Parse(text[..text.IndexOf('E', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture))}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static string Timestamp(long milliseconds) =>
        DateTimeOffset.UnixEpoch.AddSeconds(Math.Clamp(milliseconds / 1000, -62135596800, 253402300799)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
