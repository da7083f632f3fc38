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
        Add("schema", histogram.Schema, histogram.Schema != 0);
        Add("count", histogram.Count, histogram.Count != 0);
        Add("sum", histogram.Sum, histogram.Sum != 0);
        if (!histogram.HasCustomBounds)
        {
            Add("z_bucket", histogram.ZeroCount, histogram.ZeroCount != 0);
            Add("z_bucket_w", histogram.ZeroThreshold, histogram.ZeroThreshold != 0);
        }
        else
        {
            parts.Add($"custom_values:[{string.Join(' ', histogram.CustomBounds.Select(GoText.Shortest))}]");
        }

        string hint = histogram.CounterResetHint switch
        {
            CounterResetHint.Reset => "reset",
            CounterResetHint.NotReset => "not_reset",
            CounterResetHint.Gauge => "gauge",
            _ => "",
        };
        if (hint.Length > 0)
        {
            parts.Add("counter_reset_hint:" + hint);
        }

        AddBuckets("buckets", "offset", histogram.Positive);
        AddBuckets("n_buckets", "n_offset", histogram.Negative);
        return "{{" + string.Join(' ', parts) + "}}";

        void Add(string name, double value, bool written)
        {
            if (written)
            {
                parts.Add($"{name}:{GoText.Shortest(value)}");
            }
        }

        void AddBuckets(string name, string offsetName, Buckets buckets)
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
}
