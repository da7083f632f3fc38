using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks;

/// <summary>What is meant as it stands is not told, and its twin that is not is.</summary>
public sealed class QuietHabitTests
{
    [TestCase("count(queue_length > 5) > 0")]
    [TestCase("count(queue_length) > 0")]
    [TestCase("count_over_time(queue_length[5m]) >= 1")]
    [TestCase("(queue_length > 5) > 5")]
    public void A_comparison_that_says_any_or_says_it_twice(string expression) =>
        Assert.That(Found(expression), Does.Not.Contain("always-true-comparison"));

    [TestCase("count(queue_length) >= 0")]
    [TestCase("count(queue_length) > -1")]
    [TestCase("rate(queue_added_total[5m]) >= 0")]
    public void A_comparison_that_decides_nothing(string expression) =>
        Assert.That(Found(expression), Does.Contain("always-true-comparison"));

    [TestCase("null", Severity.Information)]
    [TestCase("~", Severity.Information)]
    [TestCase("\"\"", Severity.Warning)]
    [TestCase("", Severity.Warning)]
    public void An_empty_label_that_is_written_out(string value, Severity severity) => Assert.That(
        LintVerifier.Lint(LintConfiguration.Default, ("a.yml", Alert("queue_length > 5", $"  labels:\n        device: {value}\n"))).Single().Severity,
        Is.EqualTo(severity));

    [Test]
    public void Bringing_in_no_name_is_no_impossible_label()
    {
        Assert.That(Found("(queue_length == 0) * on (job, instance) group_left (__name__) (queue_limit - queue_reserved > 600)"), Does.Not.Contain("impossible-label"));
        Assert.That(Found("(queue_length == 0) * on (job) group_left (zone) sum by (job) (queue_limit)"), Does.Contain("impossible-label"));
    }

    [Test]
    public void A_series_of_a_test_of_vmalert_is_written_as_its_language_has_it()
    {
        const string Test = """
            tests:
            - input_series:
              - series: queue_length {job="shop"}
                values: 0x5
              promql_expr_test:
              - expr: queue_length
                eval_time: 1m
            """;
        LintConfiguration vmalert = LintConfiguration.Default with { Schema = RuleSchema.VictoriaMetrics };
        Assert.That(LintVerifier.Lint(vmalert, ("a_test.yml", Test)).Select(static finding => finding.Descriptor.Name), Does.Not.Contain("invalid-series-notation"));
        Assert.That(LintVerifier.Lint(LintConfiguration.Default, ("a_test.yml", Test)).Select(static finding => finding.Descriptor.Name), Does.Contain("invalid-series-notation"));
    }

    private static IEnumerable<string> Found(string expression) =>
        LintVerifier.Lint(LintConfiguration.Default, ("a.yml", Alert(expression, ""))).Select(static finding => finding.Descriptor.Name);

    private static string Alert(string expression, string rest) => $"groups:\n- name: a\n  rules:\n  - alert: QueueLong\n    expr: {expression}\n  {rest}";
}
