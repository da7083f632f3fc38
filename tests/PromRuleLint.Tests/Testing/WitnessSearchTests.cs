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

    private static WitnessAnswer Find(string rules)
    {
        RuleFile file = RuleFileReader.Read(new SourceText("rules.yml", rules));
        return WitnessSearch.Find(file.Rules.OfType<AlertingRule>().Single(), file.Rules);
    }
}
