using System.Globalization;
using PromRuleLint.PromQL.Printing;

namespace PromRuleLint.Evaluation;

/// <summary>What the storage refuses of a histogram (<c>FloatHistogram.Validate</c> of the reference's <c>model/histogram</c>).</summary>
internal static class HistogramValidation
{
    /// <summary>Why it is refused, in the reference's words; null where it is stored.</summary>
    public static string? FaultOf(FloatHistogram histogram)
    {
        if (histogram.HasCustomBounds)
        {
            if (histogram.ZeroCount != 0)
            {
                return "custom buckets: must have zero count of 0";
            }

            if (histogram.ZeroThreshold != 0)
            {
                return "custom buckets: must have zero threshold of 0";
            }

            if (histogram.Negative.Length > 0)
            {
                return "custom buckets: must not have negative buckets";
            }
        }
        else if (NegativeCountIn(histogram.Negative) is { } negative)
        {
            return $"negative side: {negative}";
        }

        return NegativeCountIn(histogram.Positive) is { } positive ? $"positive side: {positive}" : null;
    }

    private static string? NegativeCountIn(Buckets buckets)
    {
        int at = Array.FindIndex(buckets.Counts, static count => count < 0);
        return at < 0 ? null : string.Create(CultureInfo.InvariantCulture, $"bucket number {at + 1} has observation count of {GoText.Shortest(buckets.Counts[at])}: histogram has a bucket whose observation count is negative");
    }
}
