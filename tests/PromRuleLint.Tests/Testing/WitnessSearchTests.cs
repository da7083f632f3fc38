using PromRuleLint.Configuration;
using PromRuleLint.Rules;
using PromRuleLint.Testing;
using PromRuleLint.Testing.Witnesses;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Testing;

/// <summary>Data that make alerts fire: what is found passes as a unit test.</summary>
public sealed class WitnessSearchTests
{
    [TestCase("up == 0")]
    [TestCase("disk_free_bytes{device=~\"sd[a-z]+\"} / disk_size_bytes < 0.1")]
    [TestCase("sum by (job) (rate(requests_total{code=~\"5..\"}[5m])) / sum by (job) (rate(requests_total[5m])) > 0.05")]
    [TestCase("histogram_quantile(0.99, sum by (le) (rate(request_duration_seconds_bucket[5m]))) > 2")]
    [TestCase("absent(up{job=\"api\"})")]
    [TestCase("errors_total > 5 unless on (job) silenced == 1")]
    [TestCase("time() - last_success_timestamp_seconds > 86400")]
    [TestCase("count by (job) (up == 0) > 3")]
    [TestCase("vector(1)")]
    [TestCase("count by (cluster) (count by (cluster, version) (build_info)) > 1")]
    [TestCase("count(count_values(\"hash\", config_hash)) != 1")]
    [TestCase("stddev by (job) (shards) != 0")]
    [TestCase("label_replace(node_load1, \"node\", \"$1\", \"instance\", \"(.+):9100\") * on (node) group_left (role) node_role{role=\"db\"} > 8")]
    [TestCase("load1 / count without (cpu, mode) (cpu_seconds_total{mode=\"idle\"}) > 2")]
    [TestCase("time() - last_run_timestamp_seconds > 86400 and last_run_timestamp_seconds > 0")]
    [TestCase("predict_linear(free_bytes[1h], 86400) < 0 and free_bytes > 0")]
    [TestCase("restarts_total - restarts_total offset 10m >= 1")]
    [TestCase("up offset 15m unless up")]
    [TestCase("histogram_quantile(0.9, rate(request_duration_seconds[5m])) > 2")]
    [TestCase("hits_total / requests_total > 0.9 and requests_total > 100")]
    [TestCase("day_of_week() == 2")]
    [TestCase("ready % 2 == 1")]
    [TestCase("mad_over_time(temperature_celsius[10m]) > 5")]
    [TestCase("quantile_over_time(0.9, queue_length[10m]) > 5")]
    [TestCase("absent_over_time(backups_total[10m])")]
    [TestCase("histogram_quantiles(request_duration_seconds_bucket, \"q\", 0.5, 0.99) > 2")]
    [TestCase("histogram_avg(request_duration_seconds) > 2")]
    [TestCase("{\"queue.length\", \"label.name\"=\"ü\"} > 5")]
    public void An_alert_gets_data_that_make_it_fire(string expression)
    {
        WitnessAnswer answer = Find($"groups:\n- name: g\n  rules:\n  - alert: A\n    for: 5m\n    expr: |\n      {expression}\n");
        Assert.That(answer.Kind, Is.EqualTo(WitnessAnswerKind.Fires), answer.Reason);
        TestFile test = TestFileReader.Read(new SourceText("witness_test.yml", answer.Test!.Tests));
        Assert.That(RuleTester.Run(test, [RuleFileReader.Read(new SourceText("witness.rules.yml", answer.Test.Rules))]).Passed, Is.True);
    }

    [Test]
    public void Recorded_metrics_are_followed_to_what_they_are_recorded_from()
    {
        WitnessAnswer answer = Find("groups:\n- name: g\n  rules:\n  - {record: ratio, expr: errors / total}\n  - {alert: A, expr: ratio > 0.5}\n");
        Assert.That(answer.Kind, Is.EqualTo(WitnessAnswerKind.Fires), answer.Reason);
        Assert.That(answer.Test!.Tests, Does.Contain("errors{").And.Contain("total{").And.Not.Contain("ratio"));
    }

    [TestCase("sum(up) > bool 1 > 2")]
    [TestCase("up > 1 and up < 0")]
    public void Of_an_alert_without_such_data_nothing_is_said(string expression) =>
        Assert.That(Find($"groups:\n- name: g\n  rules:\n  - {{alert: A, expr: '{expression}'}}\n").Kind, Is.EqualTo(WitnessAnswerKind.NotKnown));

    [Test]
    public void Of_rules_that_record_one_name_those_are_followed_that_the_labels_allow()
    {
        string others = string.Concat(Enumerable.Range(0, 90).Select(static i => $"  - {{record: ratio, expr: errors{i} / total{i}, labels: {{slo: s{i}}}}}\n"));
        WitnessAnswer answer = Find($"groups:\n- name: g\n  rules:\n{others}  - {{alert: A, expr: 'ratio{{slo=\"s7\"}} > 0.5'}}\n");
        Assert.That(answer.Kind, Is.EqualTo(WitnessAnswerKind.Fires), answer.Reason);
        Assert.That(answer.Test!.Rules, Does.Contain("errors7 / total7").And.Not.Contain("errors8"));
    }

    [Test]
    public void Only_the_series_that_are_needed_are_kept_and_with_round_numbers()
    {
        WitnessAnswer answer = Find("groups:\n- name: g\n  rules:\n  - {alert: A, expr: jobs_failed * 7 > 1234.5 or stuck_jobs > 3}\n");
        Assert.That(answer.Test!.Tests.Split('\n').Count(static line => line.Contains("- series:", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void A_search_that_is_no_longer_wanted_ends()
    {
        RuleFile file = RuleFileReader.Read(new SourceText("rules.yml", "groups:\n- name: g\n  rules:\n  - {alert: A, expr: up == 0}\n"));
        Assert.That(() => WitnessSearch.Find(file.Rules.OfType<AlertingRule>().Single(), file.Rules, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("{alert: A, expr: 'count(up) < 1'}", "'count(up)' is never < 1: its possible values are whole numbers in [1, +Inf); where nothing is there 'count' gives nothing, write 'absent(up)'")]
    [TestCase("{alert: A, expr: 'up{job=\"a\",job=\"b\"}'}", "`job` = \"b\" lets nothing through, for here it can only be \"a\"")]
    [TestCase("{record: ok, expr: 'up > 0'}\n  - {alert: A, expr: ok == 0}", "'ok' is never 0")]
    [TestCase("# promrulelint disable-next-line all -- a proof stays one\n    {alert: A, expr: 'count(up) == 0'}", "is never 0")]
    public void An_alert_that_is_proved_to_give_nothing_cannot_fire(string rules, string reason)
    {
        WitnessAnswer answer = WitnessRun.Find([new LintInput(new SourceText("rules.yml", $"groups:\n- name: g\n  rules:\n  - {rules}\n"), LintConfiguration.Default)]).Single();
        Assert.That(answer.Kind, Is.EqualTo(WitnessAnswerKind.CannotFire), answer.Reason);
        Assert.That(answer.Reason, Does.Contain(reason));
    }

    [Test]
    public void A_proof_that_assumes_something_is_named_and_no_answer()
    {
        WitnessAnswer answer = WitnessRun.Find([new LintInput(new SourceText("rules.yml", "groups:\n- name: g\n  rules:\n  - {alert: A, expr: node_load1 and vector(1)}\n"), LintConfiguration.Default)]).Single();
        Assert.That(answer.Kind, Is.EqualTo(WitnessAnswerKind.NotKnown));
        Assert.That(answer.Reason, Does.StartWith("it cannot fire if scraped series have the usual labels: "));
    }

    [Test]
    public void Alerts_of_many_rule_sets_are_all_answered_for()
    {
        // Each folder is a rule set by itself; the sets are looked at on several threads.
        LintInput[] inputs = [.. Enumerable.Range(0, 500).Select(static i => new LintInput(
            new SourceText($"desk{i}/rules.yml", $"groups:\n- name: g\n  rules:\n{string.Concat(Enumerable.Range(0, 20).Select(static rule => $"  - {{alert: A{rule}, expr: queue_length > {rule}}}\n"))}"), LintConfiguration.Default))];
        int asked = 0;
        WitnessRun.Find(inputs, _ => ++asked < 0);
        Assert.That(asked, Is.EqualTo(500 * 20));
    }

    private static WitnessAnswer Find(string rules)
    {
        RuleFile file = RuleFileReader.Read(new SourceText("rules.yml", rules));
        return WitnessSearch.Find(file.Rules.OfType<AlertingRule>().Single(), file.Rules);
    }
}
