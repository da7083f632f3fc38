using PromRuleLint.Testing;

namespace PromRuleLint.Tests.Testing;

/// <summary>How unit tests of rules run: promtool's way, shown in small.</summary>
public sealed class RuleTesterTests
{
    [Test]
    public void An_alert_is_pending_for_as_long_as_it_says_and_fires_then()
    {
        const string Rules = """
            - alert: InstanceDown
              expr: up == 0
              for: 2m
              labels: {severity: page}
              annotations: {summary: "{{ $labels.job }} is down, {{ $value }} of {{ $externalLabels.region }}"}
            """;
        const string Test = """
            external_labels: {region: eu}
            input_series:
            - {series: 'up{job="api"}', values: 1 0x10}
            alert_rule_test:
            - {eval_time: 2m, alertname: InstanceDown, exp_alerts: []}
            - eval_time: 3m
              alertname: InstanceDown
              exp_alerts:
              - exp_labels: {job: api, severity: page}
                exp_annotations: {summary: "api is down, 0 of eu"}
            promql_expr_test:
            - expr: ALERTS{alertstate="pending"}
              eval_time: 2m
              exp_samples: [{labels: 'ALERTS{alertname="InstanceDown",alertstate="pending",job="api",severity="page"}', value: 1}]
            - expr: ALERTS_FOR_STATE
              eval_time: 3m
              exp_samples: [{labels: 'ALERTS_FOR_STATE{alertname="InstanceDown",job="api",severity="page"}', value: 60}]
            """;
        Assert.That(Messages(TestRun.OfTest(Test, Rules)), Is.Empty);
    }

    [TestCase("1m", true)]
    [TestCase("2m", true)]
    [TestCase("5m", true)]
    [TestCase("6m", false)]
    public void An_alert_keeps_firing_for_as_long_as_it_says(string time, bool fires)
    {
        const string Rules = """
            - alert: InstanceDown
              expr: up == 0
              keep_firing_for: 3m
            """;
        string test = $$"""
            input_series:
            - {series: 'up{job="api"}', values: 0 0 1x10}
            alert_rule_test:
            - {eval_time: {{time}}, alertname: InstanceDown, exp_alerts: [{{(fires ? "{exp_labels: {job: api}}" : "")}}]}
            """;

        // Down until 1m, it keeps firing from 2m on for less than three minutes.
        bool isWithin = fires && time is not "5m";
        TestFileOutcome outcome = TestRun.OfTest(test, Rules);
        Assert.That(outcome.Passed, Is.EqualTo(isWithin || !fires), string.Join('\n', Messages(outcome)));
    }

    [Test]
    public void A_recorded_series_that_is_given_no_more_ends_at_once()
    {
        const string Rules = """
            - record: job:up:low
              expr: up < 1
            """;
        const string Test = """
            input_series:
            - {series: 'up{job="api"}', values: 0 1 1}
            promql_expr_test:
            - {expr: 'job:up:low', eval_time: 0m, exp_samples: [{labels: 'job:up:low{job="api"}', value: 0}]}
            - {expr: 'job:up:low', eval_time: 1m, exp_samples: []}
            """;
        Assert.That(Messages(TestRun.OfTest(Test, Rules)), Is.Empty);
    }

    [Test]
    public void A_rule_that_fails_ends_the_test_and_is_named()
    {
        const string Rules = """
            - record: job:up
              expr: up
              labels: {job: any}
            """;
        const string Test = """
            input_series:
            - {series: 'up{job="api"}', values: 1}
            - {series: 'up{job="web"}', values: 1}
            promql_expr_test:
            - {expr: vector(1), eval_time: 0m, exp_samples: []}
            """;
        Assert.That(Messages(TestRun.OfTest(Test, Rules)), Is.EqualTo(["The rule 'job:up' cannot be evaluated at 0s: vector contains metrics with the same labelset after applying rule labels."]));
    }

    [TestCase("label_join(r, \"path\", \"\", \"path\", \"path\")")]
    [TestCase("label_replace(r, \"path\", \"$1$1\", \"path\", \"(.*)\")")]
    public void A_label_that_doubles_at_each_evaluation_ends_the_test(string expression)
    {
        TestFileOutcome outcome = TestRun.OfTest(
            """
            input_series:
            - {series: start, values: 1}
            promql_expr_test:
            - {expr: r, eval_time: 60m}
            """,
            $"- record: r\n  expr: '{expression} or label_replace(start, \"path\", \"a/b\", \"\", \"\")'\n");
        Assert.That(outcome.Tests.Single().Failures.Select(static failure => failure.Message), Has.Some.Contains("characters here; more than 1048576 are not made"));
    }

    [Test]
    public void A_difference_is_told_label_by_label_with_the_nearest_sample_and_the_timeline()
    {
        const string Rules = """
            - alert: InstanceDown
              expr: up == 0
              for: 1m
              labels: {severity: ticket}
            """;
        const string Test = """
            input_series:
            - {series: 'up{job="api"}', values: 1 0x3 1}
            alert_rule_test:
            - {eval_time: 3m, alertname: InstanceDown, exp_alerts: [{exp_labels: {job: api, severity: page}}]}
            """;
        TestFailure failure = TestRun.OfTest(Test, Rules).AllFailures.Single();
        ExpectationDifference difference = failure.Differences.Single();
        Assert.Multiple(() =>
        {
            Assert.That(failure.Message, Is.EqualTo("InstanceDown at 3m: expected 1 alert, but 1 differs."));
            Assert.That(difference.Kind, Is.EqualTo(DifferenceKind.Changed));
            Assert.That(difference.Fields, Is.EqualTo([new FieldDifference("label severity", "page", "ticket")]));
            Assert.That(failure.Timelines.Single().States, Is.EqualTo([AlertState.Inactive, AlertState.Pending, AlertState.Firing, AlertState.Firing]));
            Assert.That(failure.Values.Select(static values => string.Join(' ', values.Samples)), Is.EqualTo(["up{job=\"api\"} 0", "up{job=\"api\"} 0", "up{job=\"api\"} 0"]));
        });
    }

    [TestCase("3.0000000000000004", true, true)]
    [TestCase("3.0000000000000004", false, false)]
    [TestCase("3.000000000000001", true, false)]
    [TestCase(".nan", true, false)]
    public void Values_are_compared_exactly_or_but_for_the_last_bit(string value, bool isFuzzy, bool passes)
    {
        string test = $$"""
            promql_expr_test:
            - {expr: vector(3), exp_samples: [{labels: '{}', value: {{value}}}]}
            """;
        Assert.That(TestRun.OfTest(test, "- {record: a, expr: vector(1)}", $"fuzzy_compare: {(isFuzzy ? "true" : "false")}\n").Passed, Is.EqualTo(passes));
    }

    [Test]
    public void Groups_run_in_the_order_that_the_file_gives()
    {
        const string Rules = """
            groups:
            - name: late
              rules: [{record: doubled, expr: base * 2}]
            - name: early
              rules: [{record: base, expr: vector(4)}]
            """;
        const string Tests = """
            rule_files: [rules.yml]
            evaluation_interval: 1m
            ORDER
            tests:
            - promql_expr_test:
              - {expr: doubled, eval_time: 0m, exp_samples: [{labels: doubled, value: 8}]}
            """;
        Assert.Multiple(() =>
        {
            Assert.That(TestRun.Of(Tests.Replace("ORDER", "group_eval_order: [early, late]", StringComparison.Ordinal), Rules).Passed, Is.True);
            Assert.That(TestRun.Of(Tests.Replace("ORDER\n", "", StringComparison.Ordinal), Rules).Passed, Is.False);
            Assert.That(Messages(TestRun.Of(Tests.Replace("ORDER", "group_eval_order: [early, early]", StringComparison.Ordinal), Rules)).Single(), Does.StartWith("The group 'early' stands twice"));
        });
    }

    [Test]
    public void A_group_may_be_evaluated_at_its_own_interval()
    {
        const string Rules = """
            groups:
            - name: slow
              interval: 5m
              rules: [{record: minutes, expr: time() / 60}]
            """;
        const string Tests = """
            rule_files: [rules.yml]
            tests:
            - promql_expr_test:
              - {expr: minutes, eval_time: 3m, exp_samples: [{labels: minutes, value: VALUE}]}
            """;
        Assert.Multiple(() =>
        {
            Assert.That(TestRun.Of(Tests.Replace("VALUE", "3", StringComparison.Ordinal), Rules).Passed, Is.True, "promtool's way");
            Assert.That(TestRun.Of(Tests.Replace("VALUE", "0", StringComparison.Ordinal), Rules, RuleTestOptions.Default with { UseGroupIntervals = true }).Passed, Is.True, "a server's way");
        });
    }

    [Test]
    public void A_limit_and_a_query_offset_hold()
    {
        const string Rules = """
            groups:
            - name: limited
              limit: 1
              rules: [{record: copied, expr: up}]
            """;
        const string Offset = """
            groups:
            - name: late
              query_offset: 1m
              rules: [{record: copied, expr: up}]
            """;
        const string Tests = """
            rule_files: [rules.yml]
            evaluation_interval: 1m
            tests:
            - input_series:
              - {series: 'up{job="a"}', values: 1+1x5}
              - {series: 'up{job="b"}', values: 5}
              promql_expr_test:
              - {expr: 'copied{job="a"}', eval_time: 3m, exp_samples: [{labels: 'copied{job="a"}', value: 3}]}
            """;
        Assert.Multiple(() =>
        {
            Assert.That(Messages(TestRun.Of(Tests, Rules)), Is.EqualTo(["The rule 'copied' cannot be evaluated at 0s: exceeded limit of 1 with 2 series."]));
            Assert.That(Messages(TestRun.Of(Tests, Offset)), Is.Empty);
        });
    }

    [TestCase("2.55", 3)]
    [TestCase(null, 2)]
    public void Ranges_are_closed_at_both_ends_before_3_0(string? version, int samples)
    {
        string test = $$"""
            input_series:
            - {series: x, values: 1x10}
            promql_expr_test:
            - {expr: 'count_over_time(x[2m])', eval_time: 5m, exp_samples: [{labels: '{}', value: {{samples}}}]}
            """;
        RuleTestOptions options = RuleTestOptions.Default with { TargetVersion = version is null ? null : Version.Parse(version) };
        Assert.That(Messages(TestRun.OfTest(test, "- {record: a, expr: vector(1)}", options: options)), Is.Empty);
    }

    [TestCase("2024-01-01T00:00:00Z")]
    [TestCase("1704067200")]
    public void A_test_may_start_at_another_time(string start)
    {
        string test = $$"""
            start_timestamp: {{start}}
            promql_expr_test:
            - {expr: 'year(vector(time()))', eval_time: 1m, exp_samples: [{labels: '{}', value: 2024}]}
            """;
        Assert.That(Messages(TestRun.OfTest(test, "- {record: a, expr: vector(1)}")), Is.Empty);
    }

    [Test]
    public void Rules_of_resources_and_config_maps_are_tested_like_any_other()
    {
        const string Resource = """
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata: {name: up}
            spec:
              groups:
              - name: up
                rules: [{record: ups, expr: count(up)}]
            """;
        const string ConfigMap = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: up}
            data:
              up.yml: |
                groups:
                - name: up
                  rules: [{record: ups, expr: count(up)}]
            """;
        const string Tests = """
            rule_files: [rules.yml]
            tests:
            - input_series: [{series: 'up{job="a"}', values: 1}]
              promql_expr_test: [{expr: ups, exp_samples: [{labels: ups, value: 1}]}]
            """;
        Assert.Multiple(() =>
        {
            Assert.That(Messages(TestRun.Of(Tests, Resource)), Is.Empty);
            Assert.That(Messages(TestRun.Of(Tests, ConfigMap)), Is.Empty);
        });
    }

    [Test]
    public void A_test_far_in_the_future_ends_with_an_error()
    {
        const string Test = """
            promql_expr_test:
            - {expr: vector(1), eval_time: 200y, exp_samples: []}
            """;
        Assert.That(Messages(TestRun.OfTest(Test, "- {record: a, expr: vector(1)}")).Single(), Does.StartWith("The test needs more than"));
    }

    [TestCase("requests_total > 5 or hour() > 5", 0)]
    [TestCase("requests_total > 5 or vector(1) == 2", 0)]
    [TestCase("absent_over_time(requests_total[5m]) == 2", 0)]
    [TestCase("requests_total > 5", 1)]
    [TestCase("hour(requests_total) > 5", 1)]
    public void An_empty_result_shows_nothing_where_no_series_is_read(string expression, int notices)
    {
        string test = $"""
            promql_expr_test:
            - eval_time: 5m
              expr: {expression}
              exp_samples: []
            """;
        TestFileOutcome outcome = TestRun.OfTest(test, "- {record: a, expr: vector(1)}");
        Assert.That(outcome.Tests.Single().Notices.Count(static notice => notice.Kind == TestNoticeKind.AssertsNothing), Is.EqualTo(notices));
    }

    private static IEnumerable<string> Messages(TestFileOutcome outcome) => outcome.AllFailures.Select(static failure => failure.Message);
}
