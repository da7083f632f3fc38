using System.Diagnostics;
using System.Globalization;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Benchmarks;

/// <summary>Range evaluations of 1,000 series over 1,000 steps: the least of some rounds each.</summary>
internal static class RangeEvaluations
{
    private const int SeriesCount = 1000;
    private const int Steps = 1000;
    private const long Step = 15_000;
    private const int Rounds = 7;

    private static readonly string[] Expressions =
    [
        "m",
        "rate(m[5m])",
        "sum by (job) (rate(m[5m]))",
        "max_over_time(m[5m])",
        "m / on (job, instance) m > 1",
        "histogram_quantile(0.9, sum by (le) (rate(m[5m])))",
        "topk(5, m)",
    ];

    public static void Run()
    {
        SeriesSet set = Load();
        var evaluator = new Evaluator(set);
        Console.WriteLine($"{SeriesCount} series, {Steps} steps of {Step / 1000} s");
        foreach (string text in Expressions)
        {
            Expr root = PromQLParser.Parse(text).Root!;
            double least = double.MaxValue;
            long read = 0;
            for (int round = 0; round < Rounds; round++)
            {
                long started = Stopwatch.GetTimestamp();
                read = evaluator.Range(root, 300_000, 300_000 + ((Steps - 1) * Step), Step).SamplesRead;
                least = Math.Min(least, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{text,-55} {least,8:F1} ms, {read} samples read"));
        }
    }

    /// <summary>The same series as OpenMetrics, for <c>promtool tsdb create-blocks-from openmetrics</c>.</summary>
    public static void WriteOpenMetrics(TextWriter writer)
    {
        writer.WriteLine("# TYPE m gauge");
        foreach (Series series in Load().All)
        {
            for (int i = 0; i < series.Count; i++)
            {
                Sample sample = series[i];
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{series.Labels.ToString().Replace(", ", ",", StringComparison.Ordinal)} {sample.Value} {sample.Time / 1000}"));
            }
        }

        writer.WriteLine("# EOF");
    }

    private static SeriesSet Load()
    {
        var set = new SeriesSet();
        for (int i = 0; i < SeriesCount; i++)
        {
            var labels = Labels.From(
                (Labels.MetricNameLabel, "m"),
                ("job", (i % 10).ToString(CultureInfo.InvariantCulture)),
                ("instance", (i / 10).ToString(CultureInfo.InvariantCulture)),
                ("le", i % 10 == 9 ? "+Inf" : (i % 10).ToString(CultureInfo.InvariantCulture)));
            for (int at = 0; at < Steps + 20; at++)
            {
                set.Append(labels, at * Step, (at * (1 + (i % 10))) % 997);
            }
        }

        return set;
    }
}
