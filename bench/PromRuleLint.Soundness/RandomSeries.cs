using System.Globalization;

namespace PromRuleLint.Soundness;

/// <summary>
/// Random series in the notation of unit tests: counters, gauges with all that a float can be, native histograms, buckets,
/// gaps, stale marks, labels that are there or not. Counters are what their names promise.
/// </summary>
internal sealed class RandomSeries(Random random)
{
    /// <summary>How many samples a series has.</summary>
    public const int Length = 24;

    public static readonly string[] Odd =
        ["0", "-0", "1", "-1", "0.5", "2", "100", "NaN", "Inf", "-Inf", "5e-324", "-5e-324", "2.2250738585072014e-308", "1.7976931348623157e308", "-1.7976931348623157e308", "1e-200", "1e200", "9007199254740993", "0.1", "-3.7"];

    private static readonly string[] Bounds = ["0.1", "1", "5", "+Inf"];

    /// <summary>Whether series say their type by a label.</summary>
    public bool AreTyped { get; } = random.Next(5) == 0;

    /// <summary>Series with their values, each once.</summary>
    public IEnumerable<(string Series, string Values, string? StartTimes)> Next()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int count = random.Next(6, 24);
        for (int i = 0; i < count; i++)
        {
            string metric = RandomRules.Metrics[random.Next(RandomRules.Metrics.Length)];
            string labels = Labels(metric);
            if (seen.Add(metric + labels))
            {
                yield return (metric + labels, string.Join(' ', Samples(metric)), random.Next(4) == 0 ? string.Join(' ', StartTimes()) : null);
            }
        }
    }

    /// <summary>When what the samples count has begun: at one time for several samples, anew, or not known.</summary>
    private IEnumerable<string> StartTimes()
    {
        int begun = 30;
        for (int i = 0; i < Length; i++)
        {
            begun = random.Next(6) == 0 ? random.Next(0, 50) : begun + 60;
            yield return random.Next(12) == 0 ? "_" : string.Create(CultureInfo.InvariantCulture, $"-{begun}s");
        }
    }

    private string Labels(string metric)
    {
        var labels = new List<string>();
        foreach (string label in RandomRules.Labels)
        {
            if (label != "le" && random.Next(10) < (label is "job" or "instance" ? 8 : 3))
            {
                labels.Add($"{label}=\"{RandomRules.Values[random.Next(RandomRules.Values.Length)]}\"");
            }
        }

        if (metric.EndsWith("_bucket", StringComparison.Ordinal) && random.Next(10) < 9)
        {
            labels.Add($"le=\"{Bounds[random.Next(Bounds.Length)]}\"");
        }

        // All series of a metric have one type.
        if (AreTyped)
        {
            labels.Add($"__type__=\"{(metric.Length % 2 == 0 ? "counter" : "gauge")}\"");
        }

        return "{" + string.Join(", ", labels) + "}";
    }

    private IEnumerable<string> Samples(string metric)
    {
        bool isCounter = metric.EndsWith("_total", StringComparison.Ordinal) || metric.EndsWith("_count", StringComparison.Ordinal) || metric.EndsWith("_bucket", StringComparison.Ordinal);
        bool isHistogram = metric == "wait_seconds" || (metric == "mixed" && random.Next(2) == 0);
        bool isSteady = random.Next(4) == 0;
        double counter = random.Next(3) == 0 ? 0 : random.NextDouble() * 100;
        double buckets = random.Next(0, 5);
        string steady = Odd[random.Next(Odd.Length)];
        for (int i = 0; i < Length; i++)
        {
            int event_ = random.Next(30);
            if (event_ == 0)
            {
                yield return "_";
            }
            else if (event_ == 1)
            {
                yield return "stale";
            }
            else if (metric == "up")
            {
                yield return random.Next(3) == 0 ? "0" : "1";
            }
            else if (isHistogram && (metric != "mixed" || random.Next(3) > 0))
            {
                buckets = event_ == 2 ? random.Next(0, 3) : buckets + random.Next(0, 3);
                yield return string.Create(CultureInfo.InvariantCulture, $"{{{{schema:0 sum:{random.Next(-5, 50)} count:{3 * buckets + 1} buckets:[{buckets} {2 * buckets} 1]}}}}");
            }
            else if (isCounter)
            {
                counter = event_ == 2 ? random.Next(0, 2) : event_ == 3 ? Math.Min(counter * 1e100, 1e300) : counter + (isSteady ? 0 : random.NextDouble() * 10);
                yield return counter.ToString("R", CultureInfo.InvariantCulture);
            }
            else
            {
                yield return isSteady ? steady : random.Next(3) == 0 ? Odd[random.Next(Odd.Length)] : (random.NextDouble() * 20 - 5).ToString("R", CultureInfo.InvariantCulture);
            }
        }
    }
}
