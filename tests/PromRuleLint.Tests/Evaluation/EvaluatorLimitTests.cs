using System.Globalization;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Tests.Evaluation;

/// <summary>Evaluation ends in bounded time, space and depth, and with nothing but its own exception.</summary>
public sealed class EvaluatorLimitTests
{
    [Test]
    public void More_samples_than_allowed_are_an_error()
    {
        var evaluator = new Evaluator(Set("a 1x100", "b 1x100"), new EvaluationOptions { MaxSamples = 50 });
        EvaluationException exception = Assert.Throws<EvaluationException>(() => evaluator.Range(Root("a + on() b"), 0, 3_600_000, 60_000))!;
        Assert.That(exception.Message, Does.Contain("too many samples"));
    }

    [Test]
    public void A_canceled_evaluation_ends()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => new Evaluator(Set("a 1x100")).Range(Root("sum(a) + sum(a)"), 0, 3_600_000, 1, source.Token));
    }

    [TestCase("-", "a", "", 900)]
    [TestCase("abs(", "a", ")", 95)]
    [TestCase("1 + (", "a", ")", 95)]
    [TestCase("sum(", "a", ")", 95)]
    public void Deep_nesting_is_evaluated_or_refused(string open, string inner, string close, int depth)
    {
        string text = string.Concat(Enumerable.Repeat(open, depth)) + inner + string.Concat(Enumerable.Repeat(close, depth));
        ParseResult parse = PromQLParser.Parse(text);
        Assert.That(parse.IsValid, Is.True);
        var thread = new Thread(() => Evaluate(new Evaluator(Set("a 1x5")), parse.Root!, range: true), 256 * 1024);
        thread.Start();
        thread.Join();
    }

    /// <summary>The samples read of a range evaluation are those of the series, not those times the steps.</summary>
    [TestCase("a", 1)]
    [TestCase("rate(a[5m])", 1)]
    [TestCase("sum(a) / sum(a)", 2)]
    public void Work_is_in_proportion_to_the_steps(string text, int selectors)
    {
        var evaluator = new Evaluator(Set("a{i=\"1\"} 0+1x1000", "a{i=\"2\"} 0+1x1000"));
        long few = evaluator.Range(Root(text), 0, 30_000_000, 60_000).SamplesRead;
        long many = evaluator.Range(Root(text), 0, 60_000_000, 60_000).SamplesRead;
        Assert.That(few, Is.GreaterThan(500 * 2 * selectors - 100));
        Assert.That((double)many / few, Is.EqualTo(2).Within(0.05));
    }

    /// <summary>Random operations over floats, NaN, stale marks and histograms throw nothing but their own exception.</summary>
    [Test]
    public void Random_expressions_throw_only_evaluation_errors()
    {
        var random = new Random(20261128);
        int evaluated = 0;
        for (int world = 0; world < 20; world++)
        {
            var evaluator = new Evaluator(RandomSet(random), new EvaluationOptions { DelayedNameRemoval = world % 2 == 1, TargetVersion = world % 5 == 4 ? new Version(2, 55) : null });
            for (int i = 0; i < 500; i++)
            {
                string text = RandomVector(random, 3);
                ParseResult parse = PromQLParser.Parse(text);
                Assert.That(parse.IsValid, Is.True, () => $"{text}: {parse.Errors[0].Message}");
                Evaluate(evaluator, parse.Root!, random.Next(3) == 0);
                evaluated++;
            }
        }

        Assert.That(evaluated, Is.EqualTo(10_000));
    }

    private static void Evaluate(Evaluator evaluator, Expr root, bool range)
    {
        try
        {
            _ = range ? evaluator.Range(root, 60_000, 900_000, 77_000) : evaluator.Instant(root, 600_000);
        }
        catch (EvaluationException exception)
        {
            Assert.That(exception.Message, Is.Not.Empty);
        }
    }

    private static SeriesSet RandomSet(Random random)
    {
        var lines = new List<string>();
        foreach (string name in new[] { "m", "h", "mix", "x_bucket" })
        {
            for (int i = 0; i < 3; i++)
            {
                var values = Enumerable.Range(0, 20).Select(at => RandomValue(random, name == "h" || (name == "mix" && at % 7 == 3)));
                lines.Add($"{name}{{i=\"{i}\",le=\"{(i == 2 ? "+Inf" : i.ToString(CultureInfo.InvariantCulture))}\"}} {string.Join(' ', values)}");
            }
        }

        return Set([.. lines]);
    }

    private static string RandomValue(Random random, bool histogram) => (random.Next(8), histogram) switch
    {
        (0, _) => "_",
        (1, _) => "stale",
        (2, false) => "NaN",
        (3, false) => "-Inf",
        (_, false) => random.Next(-3, 40).ToString(CultureInfo.InvariantCulture),
        (2, true) => "{{schema:-53 sum:7 count:9 custom_values:[1 5 10] buckets:[2 3 4 0]}}",
        (3, true) => "{{schema:-53 sum:NaN count:9 custom_values:[2 5] buckets:[2 3 4]}}",
        (4, true) => "{{schema:2 sum:-3 count:5 z_bucket:1 z_bucket_w:0.01 buckets:[1 0 1] n_buckets:[2] counter_reset_hint:gauge}}",
        _ => FormattableString.Invariant($"{{{{schema:{random.Next(-1, 3)} sum:{random.Next(9)} count:{random.Next(40)} buckets:[{random.Next(5)} {random.Next(5)}] offset:{random.Next(-2, 3)}}}}}"),
    };

    private static string RandomVector(Random random, int depth)
    {
        string[] names = ["m", "h", "mix", "x_bucket", "{i=~\".+\"}", "absent_metric"];
        string[] overTime = ["rate", "increase", "delta", "irate", "idelta", "resets", "changes", "deriv", "avg_over_time", "sum_over_time", "min_over_time", "count_over_time", "stddev_over_time", "mad_over_time", "last_over_time", "first_over_time", "ts_of_max_over_time", "present_over_time", "absent_over_time"];
        string[] functions = ["abs", "ln", "sort", "histogram_avg", "histogram_stddev", "histogram_count", "sgn", "timestamp", "day_of_year", "absent", "sort_desc", "round"];
        string[] aggregations = ["sum", "avg", "min", "max", "count", "group", "stddev", "stdvar"];
        string[] operators = ["+", "-", "*", "/", "%", "^", "atan2", "==", "!= bool", ">", "<", "and", "or", "unless", "</", ">/"];
        if (depth == 0)
        {
            string name = names[random.Next(names.Length)];
            return random.Next(5) switch { 0 => name + " offset 1m", 1 => name + " @ 300", _ => name };
        }

        string operand = RandomVector(random, depth - 1);
        return random.Next(10) switch
        {
            0 or 1 => $"{overTime[random.Next(overTime.Length)]}({names[random.Next(names.Length)]}[{random.Next(1, 6)}m])",
            2 => $"{overTime[random.Next(overTime.Length)]}(({operand})[3m:1m])",
            3 => $"{functions[random.Next(functions.Length)]}({operand})",
            4 => $"histogram_quantile({random.Next(-1, 3)} / 2, {operand})",
            5 => $"{aggregations[random.Next(aggregations.Length)]} by (i) ({operand})",
            6 => $"topk({random.Next(-1, 4)}, {operand})",
            7 => $"label_replace({operand}, \"i\", \"$1\", \"le\", \"(.*)\")",
            8 => $"({operand}) {operators[random.Next(operators.Length)]} on (i, le) ({RandomVector(random, depth - 1)})",
            _ => $"-({operand})",
        };
    }

    private static SeriesSet Set(params string[] series)
    {
        var set = new SeriesSet();
        foreach (string line in series)
        {
            set.Load(SeriesDescription.Parse(line), 0, 60_000);
        }

        return set;
    }

    private static Expr Root(string text) => PromQLParser.Parse(text).Root!;
}
