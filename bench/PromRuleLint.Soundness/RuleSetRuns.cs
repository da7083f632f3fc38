using System.Diagnostics;
using System.Globalization;
using System.Text;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Testing;
using PromRuleLint.Text;

namespace PromRuleLint.Soundness;

/// <summary>
/// Random rule sets over random series with NaN, infinities, stale marks and histograms, run as unit tests and evaluated over
/// ranges: nothing may throw but what the engine says it throws, and memory stays below a bound.
/// </summary>
internal static class RuleSetRuns
{
    /// <summary>The most samples that one evaluation may hold here; a thousandth of the default, so that the cap is met too.</summary>
    private const long MaxSamples = 50_000;

    /// <summary>Runs so many rule sets; ends with exit code 1 where something was thrown.</summary>
    public static int Run(int count, int seed)
    {
        var clock = Stopwatch.StartNew();
        int thrown = 0;
        long evaluations = 0;
        long refused = 0;
        long tests = 0;
        for (int i = 0; i < count; i++)
        {
            var random = new Random(seed + i);
            string rules = new RandomRules(random).Next();
            (string Series, string Values)[] series = [.. new RandomSeries(random).Next().Select(static each => (each.Series, each.Values))];
            try
            {
                RuleFile file = RuleFileReader.Read(new SourceText("rules.yml", rules));
                TestFile test = TestFileReader.Read(new SourceText("rules_test.yml", TestOf(file, series, random)));
                TestFileOutcome outcome = RuleTester.Run(test, [file], RuleTestOptions.Default with { MaxSamples = MaxSamples });
                tests += outcome.Tests.Length;
                (long done, long failed) = EvaluateRanges(file, series, random);
                evaluations += done;
                refused += failed;
            }
            catch (Exception exception)
            {
                thrown++;
                Console.WriteLine($"seed {seed + i}: {exception}\n{rules}");
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seeds {seed} to {seed + count - 1}: {count:N0} rule sets, {tests:N0} tests run, {evaluations:N0} range evaluations ({refused:N0} ended by an error of the engine); {thrown} threw; peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB; {clock.Elapsed.TotalSeconds:F0} s"));
        return thrown == 0 ? 0 : 1;
    }

    private static string TestOf(RuleFile file, (string Series, string Values)[] series, Random random)
    {
        var text = new StringBuilder("rule_files: [rules.yml]\nevaluation_interval: 1m\ntests:\n- interval: 1m\n  input_series:\n");
        foreach ((string name, string values) in series)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {{series: '{name}', values: '{values}'}}\n");
        }

        text.Append("  alert_rule_test:\n");
        foreach (Rule rule in file.Rules.Where(static rule => rule is AlertingRule && rule.Name is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {{eval_time: {random.Next(RandomSeries.Length + 6)}m, alertname: {rule.Name!.Value}, exp_alerts: []}}\n");
        }

        text.Append("  promql_expr_test:\n");
        foreach (Rule rule in file.Rules.Where(static rule => rule.Expression is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {{expr: '{rule.Expression!.Text.Replace("'", "''", StringComparison.Ordinal)}', eval_time: {random.Next(RandomSeries.Length + 6)}m, exp_samples: []}}\n");
        }

        return text.ToString();
    }

    private static (long Done, long Refused) EvaluateRanges(RuleFile file, (string Series, string Values)[] series, Random random)
    {
        var set = new SeriesSet();
        foreach ((string name, string values) in series)
        {
            set.Load(PromQL.SeriesDescription.Parse($"{name} {values}"), 0, 60_000);
        }

        var evaluator = new Evaluator(set, new EvaluationOptions { MaxSamples = MaxSamples, DelayedNameRemoval = random.Next(4) == 0 });
        long done = 0;
        long refused = 0;
        foreach (Rule rule in file.Rules)
        {
            if (rule.Expression is not { Parse.IsValid: true, Root: { Type: ExprType.Vector or ExprType.Scalar } root })
            {
                continue;
            }

            done++;
            try
            {
                evaluator.Range(root, -60_000, 30 * 60_000, 15_000 + (random.Next(4) * 20_000));
            }
            catch (EvaluationException)
            {
                refused++;
            }
        }

        return (done, refused);
    }
}
