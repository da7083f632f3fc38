using PromRuleLint.Rules;
using PromRuleLint.Testing;
using PromRuleLint.Testing.Mutation;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Testing.Mutation;

/// <summary>Which mutants there are, and which of them tests notice.</summary>
public sealed class MutationTesterTests
{
    private const string DiskFull = """
        - alert: DiskFull
          expr: disk_free_ratio < 0.1
          for: 2m
        """;

    [TestCase("free < 0.3", "< -> <=|< -> >=|0.3 -> 0.33|0.3 -> 0.27")]
    [TestCase("free > 5", "> -> >=|> -> <=|5 -> 6|5 -> 4")]
    [TestCase("free >= bool 200", ">= -> >|>= -> <|bool -> |200 -> 220|200 -> 180")]
    [TestCase("free == 1", "== -> !=|1 -> 0")]
    [TestCase("-1 < free", "-1 -> 0|-1 -> -2|< -> <=|< -> >=")]
    [TestCase("a - b * 100", "- -> +|* -> /|100 -> 90")]
    [TestCase("a and b", " and b -> |and -> unless")]
    [TestCase("a unless on (x) b", " unless on (x) b -> |unless -> and")]
    [TestCase("a or b", "a or  -> | or b -> ")]
    [TestCase("up{job=\"a\",env!~\"x\"}", "job=\"a\", -> |= -> !=|,env!~\"x\" -> |!~ -> =~")]
    [TestCase("{__name__=\"up\"}", "")]
    [TestCase("{job=\"a\"}", "")]
    [TestCase("sum by (job, env) (up)", "sum -> avg|job,  -> |, env -> ")]
    [TestCase("max without (job) (up)", "max -> min|job -> ")]
    [TestCase("rate(http_total[5m] offset 1h)", "rate -> increase|5m -> 10m|5m -> 2m30s|offset 1h -> ")]
    [TestCase("max_over_time(up[1h:1m])", "max_over_time -> min_over_time|1h -> 2h|1h -> 30m")]
    [TestCase("abs(a - b)", "abs(a - b) -> (a - b)|- -> +")]
    [TestCase("topk(5, a)", "topk -> bottomk|5 -> 4.5")]
    [TestCase("vector(0)", "0 -> 1")]
    public void Each_construct_has_its_mutants(string expression, string mutants)
    {
        MutationOutcome outcome = Run($"- record: example:ratio\n  expr: {expression}\n", []);
        Assert.That(string.Join('|', outcome.Mutants.Select(static mutant => $"{mutant.Original} -> {mutant.Replacement}")), Is.EqualTo(mutants));
    }

    [Test]
    public void Durations_of_alerts_are_left_out_and_doubled()
    {
        MutationOutcome outcome = Run("""
            - alert: Down
              expr: up
              for: "5m"
              keep_firing_for: 1h
            """, []);
        Assert.That(outcome.Mutants.Select(static mutant => $"{mutant.Kind} {mutant.Original} -> {mutant.Replacement}"), Is.EqualTo(
            ["For \"5m\" -> \"0s\"", "For \"5m\" -> \"10m\"", "KeepFiringFor 1h -> 0s", "KeepFiringFor 1h -> 2h"]));
    }

    [TestCase("0.1 0.095x9", "3m", "2m", "")]
    [TestCase("0.1 0.05x9", "3m", "2m", "0.1 -> 0.09")]
    [TestCase("0.05x9", "2m", "1m", "< -> <=|0.1 -> 0.11|0.1 -> 0.09")]
    [TestCase("0.1 0.095x9", "9m", "0m", "< -> <=|0.1 -> 0.11|2m -> 0s|2m -> 4m")]
    public void What_a_test_does_not_look_at_survives(string values, string fires, string quiet, string survivors) =>
        Assert.That(Survivors(Run(DiskFull, [Test("disk", "disk_free_ratio", values, fires, quiet)])), Is.EqualTo(survivors));

    [Test]
    public void A_mutant_names_its_place_its_killer_and_the_tests_that_look_at_it()
    {
        MutationOutcome outcome = Run(DiskFull, [Test("quiet", "disk_free_ratio", "0.5x9", null, "3m"), Test("full", "disk_free_ratio", "0.1 0.095x9", "3m", "2m")]);
        Mutant mutant = outcome.Mutants.Single(static mutant => mutant.Replacement == "<=");
        Assert.Multiple(() =>
        {
            Assert.That(mutant.Rule.File.Source.GetPosition(mutant.Range.Start).ToString(), Is.EqualTo("5:27"));
            Assert.That(mutant.KilledBy, Is.EqualTo("rules_test.yml: full"));
            Assert.That(mutant.Tests, Is.EqualTo(["rules_test.yml: quiet", "rules_test.yml: full"]));
        });
    }

    [Test]
    public void A_mutant_of_a_recording_rule_is_killed_through_the_rules_that_read_it()
    {
        const string Rules = """
            - record: job:free:min
              expr: min by (job) (disk_free_ratio)
            - alert: DiskFull
              expr: job:free:min < 0.1
            - record: job:unread:max
              expr: max by (job) (disk_free_ratio)
            """;
        const string Test = """
            - name: the fullest disk counts
              input_series:
              - {series: 'disk_free_ratio{job="api", disk="a"}', values: 0.05}
              - {series: 'disk_free_ratio{job="api", disk="b"}', values: 0.5}
              alert_rule_test: [{alertname: DiskFull, exp_alerts: [{exp_labels: {job: api}}]}]

            """;
        MutationOutcome outcome = Run(Rules, [Test]);
        Assert.That(outcome.Mutants.Where(static mutant => mutant.Rule.Name!.Value == "job:free:min").Select(static mutant => (mutant.Replacement, mutant.Status)), Is.EqualTo(
            [("max", MutantStatus.Killed), ("", MutantStatus.Killed)]));
        Assert.That(outcome.Mutants.Where(static mutant => mutant.Rule.Name!.Value == "job:unread:max").Select(static mutant => mutant.Status), Is.All.EqualTo(MutantStatus.Untested));
    }

    [Test]
    public void Queries_of_templates_read_rules_too()
    {
        const string Rules = """
            - record: job:free:sum
              expr: sum by (job) (disk_free_ratio)
            - alert: Down
              expr: up == 0
              annotations: {summary: '{{ with query "job:free:sum" }}{{ . | first | value }}{{ end }}'}
            """;
        const string Test = """
            - name: the annotation tells the sum
              input_series:
              - {series: 'disk_free_ratio{job="api", disk="a"}', values: 0.25}
              - {series: 'disk_free_ratio{job="api", disk="b"}', values: 0.5}
              - {series: up, values: 0}
              alert_rule_test: [{alertname: Down, exp_alerts: [{exp_annotations: {summary: 0.75}}]}]

            """;
        Assert.That(Run(Rules, [Test]).Mutants.Single(static mutant => mutant.Replacement == "avg").Status, Is.EqualTo(MutantStatus.Killed));
    }

    [Test]
    public void A_mutant_that_cannot_be_evaluated_is_noticed()
    {
        const string Rules = """
            - record: job:share
              expr: used{kind="a"} / on (job) total
            """;
        const string Test = """
            - name: a test that looks at no value
              input_series:
              - {series: 'used{job="a", kind="a"}', values: 1}
              - {series: 'used{job="a", kind="b"}', values: 1}
              - {series: 'total{job="a"}', values: 2}
              promql_expr_test: [{expr: 'vector(1) unless on () (job:share > 100)', exp_samples: [{labels: '{}', value: 1}]}]

            """;
        Assert.That(Survivors(Run(Rules, [Test])), Is.EqualTo("= -> !=|/ -> *"));
    }

    [TestCase("count(up) > 0", "> -> >=|0 -> -1")]
    [TestCase("absent(up) == 1", "")]
    [TestCase("clamp_max(count(up) > bool 3, 1)", "clamp_max(count(up) > bool 3, 1) -> (count(up) > bool 3)")]
    [TestCase("clamp_min(count(up), 0)", "clamp_min(count(up), 0) -> count(up)|0 -> 1")]
    [TestCase("clamp_max(disk_free, 1)", "")]
    [TestCase("count by (le) (up) * 1", "* -> /")]
    [TestCase("sum by (job) (errors{env=\"x\"}) / sum by (job) (requests{env=\"x\"})", "")]
    [TestCase("sum by (env) (errors{env=\"x\"}) / sum by (env) (requests{env=\"x\"})", "env=\"x\" -> |env=\"x\" -> ")]
    [TestCase("histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))", "rate -> increase")]
    [TestCase("histogram_quantile(0.9, max by (le) (rate(x_bucket[5m])))", "")]
    [TestCase("sum by (a) (sum by (b) (up))", "a -> ")]
    [TestCase("up or (up{a=\"b\"})", " or (up{a=\"b\"}) -> ")]
    [TestCase("limited{job=\"api\"} > 1", "job=\"api\" -> |> -> >=|1 -> 0")]
    public void What_facts_prove_equal_is_not_run(string expression, string equivalent)
    {
        string rules = $"- record: limited\n  expr: count by (job) (up{{job=\"api\"}}) * 2\n- record: example:ratio\n  expr: {expression}\n";
        IEnumerable<Mutant> mutants = Run(rules, []).Mutants.Where(static mutant => mutant.Rule.Name!.Value == "example:ratio" && mutant.Status == MutantStatus.Equivalent);
        Assert.That(string.Join('|', mutants.Select(static mutant => $"{mutant.Original} -> {mutant.Replacement}")), Is.EqualTo(equivalent));
    }

    [Test]
    public void Limits_leave_mutants_over_and_tell_of_them() => Assert.Multiple(() =>
    {
        string[] tests = [Test("disk", "disk_free_ratio", "0.5x9", null, "3m")];
        Assert.That(Run(DiskFull, tests, new MutationOptions { MaxMutants = 2 }).Count(MutantStatus.NotRun), Is.EqualTo(4));
        Assert.That(Run(DiskFull, tests, new MutationOptions { MaxSteps = 0 }).Count(MutantStatus.NotRun), Is.EqualTo(6));
        MutationOutcome all = Run(DiskFull, tests);
        Assert.That(all.Count(MutantStatus.NotRun), Is.Zero);
        Assert.That(Run(DiskFull, tests, new MutationOptions { Parallelism = 4 }).Steps, Is.EqualTo(all.Steps));
        Assert.That(Run(DiskFull, tests, new MutationOptions { Includes = static _ => false }).Mutants, Is.Empty);
    });

    [Test]
    public void It_can_be_ended_early()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.That(() => MutationTester.Run([Suite(DiskFull, [Test("disk", "disk_free_ratio", "0.5x9", null, "3m")])], null, source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Tests_that_fail_or_cannot_be_run_show_nothing() => Assert.Multiple(() =>
    {
        Assert.That(Run(DiskFull, [Test("wrong", "disk_free_ratio", "0.5x9", "3m", "2m")]).Mutants.Select(static mutant => mutant.Status), Is.All.EqualTo(MutantStatus.Survived));
        Assert.That(MutationTester.Run([Suite("- {alert: Broken, expr: 'up >'}", [])]).Mutants, Is.Empty);
    });

    private static string Survivors(MutationOutcome outcome) => string.Join('|', outcome.Mutants.Where(static mutant => mutant.Status == MutantStatus.Survived).Select(static mutant => $"{mutant.Original} -> {mutant.Replacement}"));

    private static string Test(string name, string series, string values, string? fires, string quiet) => $$"""
        - name: {{name}}
          input_series: [{series: {{series}}, values: {{values}}}]
          alert_rule_test:
          - {alertname: DiskFull, eval_time: {{quiet}}}
          {{(fires is null ? "" : $"- {{alertname: DiskFull, eval_time: {fires}, exp_alerts: [{{}}]}}")}}

        """;

    private static MutationOutcome Run(string rules, string[] tests, MutationOptions? options = null) => MutationTester.Run([Suite(rules, tests)], options);

    private static RuleTestSuite Suite(string rules, string[] tests) => new(
        TestFileReader.Read(new SourceText("rules_test.yml", $"rule_files: [rules.yml]\nevaluation_interval: 1m\ntests:\n{string.Concat(tests)}")),
        [RuleFileReader.Read(new SourceText("rules.yml", $"groups:\n- name: example\n  rules:\n{string.Concat(rules.TrimEnd().Split('\n').Select(static line => $"  {line}\n"))}"))],
        RuleTestOptions.Default);
}
