using System.Globalization;
using System.Text;
using PromRuleLint.PromQL.Printing;

namespace PromRuleLint.Evaluation;

/// <summary>The two ways the reference writes a histogram: <c>TestExpression</c> and <c>String</c> of its <c>model/histogram</c>.</summary>
internal static class HistogramText
{
    // A gap as wide as this is not filled up with zeros; no notation can say it.
    private const int MaxWidth = 100_000;

    /// <summary>The notation of series descriptions.</summary>
    public static string Notation(FloatHistogram histogram)
    {
        var parts = new List<string>();
        Add(parts, "schema", histogram.Schema);
        Add(parts, "count", histogram.Count);
        Add(parts, "sum", histogram.Sum);
        if (!histogram.HasCustomBounds)
        {
            Add(parts, "z_bucket", histogram.ZeroCount);
            Add(parts, "z_bucket_w", histogram.ZeroThreshold);
        }
        else
        {
            parts.Add($"custom_values:[{string.Join(' ', histogram.CustomBounds.Select(GoText.Shortest))}]");
        }

        if (HintOf(histogram) is { } hint)
        {
            parts.Add("counter_reset_hint:" + hint);
        }

        AddBuckets(parts, "buckets", "offset", histogram.Positive);
        AddBuckets(parts, "n_buckets", "n_offset", histogram.Negative);
        return "{{" + string.Join(' ', parts) + "}}";
    }

    /// <summary>Count, sum and the populated buckets with their bounds, as <c>count_values</c> labels them.</summary>
    public static string Summary(FloatHistogram histogram)
    {
        var text = new StringBuilder("{count:").Append(GoText.Shortest(histogram.Count)).Append(", sum:").Append(GoText.Shortest(histogram.Sum));
        for (int i = histogram.Negative.Length - 1; i >= 0; i--)
        {
            Append(histogram.NegativeBucket(i));
        }

        if (histogram.ZeroCount != 0)
        {
            text.Append(", [").Append(GoText.Shortest(-histogram.ZeroThreshold)).Append(',').Append(GoText.Shortest(histogram.ZeroThreshold))
                .Append("]:").Append(GoText.Shortest(histogram.ZeroCount));
        }

        for (int i = 0; i < histogram.Positive.Length; i++)
        {
            Append(histogram.PositiveBucket(i));
        }

        return text.Append('}').ToString();

        void Append(Bucket bucket)
        {
            if (bucket.Count == 0)
            {
                return;
            }

            bool lowerIncluded = histogram.HasCustomBounds ? bucket.Index == 0 : bucket.Lower < 0;
            bool upperIncluded = histogram.HasCustomBounds || bucket.Upper > 0;
            text.Append(", ").Append(lowerIncluded ? '[' : '(').Append(GoText.Shortest(bucket.Lower)).Append(',').Append(GoText.Shortest(bucket.Upper))
                .Append(upperIncluded ? ']' : ')').Append(':').Append(GoText.Shortest(bucket.Count));
        }
    }

    private static string? HintOf(FloatHistogram histogram) => histogram.CounterResetHint switch
    {
        CounterResetHint.Reset => "reset",
        CounterResetHint.NotReset => "not_reset",
        CounterResetHint.Gauge => "gauge",
        _ => null,
    };

    /// <summary>A part of the notation; zero is left out.</summary>
    private static void Add(List<string> parts, string name, double value)
    {
        if (value != 0)
        {
            parts.Add($"{name}:{GoText.Shortest(value)}");
        }
    }

    private static void AddBuckets(List<string> parts, string name, string offsetName, Buckets buckets)
    {
        int first = Array.FindIndex(buckets.Counts, static count => count != 0);
        int last = Array.FindLastIndex(buckets.Counts, static count => count != 0);
        if (first < 0)
        {
            return;
        }

        if (buckets.Indexes[first] != 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{offsetName}:{buckets.Indexes[first]}"));
        }

        var counts = new List<string>();
        for (int i = first; i <= last; i++)
        {
            long gap = i == first ? 0 : (long)buckets.Indexes[i] - buckets.Indexes[i - 1] - 1;
            counts.AddRange(Enumerable.Repeat("0", (int)Math.Min(gap, MaxWidth)));
            counts.Add(GoText.Shortest(buckets.Counts[i]));
        }

        parts.Add($"{name}:[{string.Join(' ', counts)}]");
    }
}
