using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Tests.Verification;
using PromRuleLint.Text;

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

    [TestCase("null", DiagnosticSeverity.Info)]
    [TestCase("~", DiagnosticSeverity.Info)]
    [TestCase("\"\"", DiagnosticSeverity.Warning)]
    [TestCase("", DiagnosticSeverity.Warning)]
    public void An_empty_label_that_is_written_out(string value, DiagnosticSeverity severity) => Assert.That(
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

    [TestCase("kind: PrometheusRule\nspec:\n", "kind: PrometheusRule\nspec:\n", 1)]
    [TestCase("kind: PrometheusRule\nspec:\n", "kind: ConfigMap\ndata:\n  a.yml: |\n  ", 2)]
    [TestCase("kind: PrometheusRule\nspec:\n", "", 1)]
    public void Tests_of_resources_are_told_once_for_each_kind(string first, string second, int findings)
    {
        (string, string)[] files =
        [
            ("a.yml", Resource(first, "a")), ("b.yml", Resource(second, "b")),
            ("a_test.yml", "rule_files: [a.yml]\ntests:\n- alert_rule_test: [{eval_time: 1m, alertname: QueueLong}]\n"),
            ("b_test.yml", "rule_files: [b.yml]\ntests:\n- alert_rule_test: [{eval_time: 2m, alertname: QueueLong}]\n"),
        ];
        Assert.That(LintVerifier.Lint(LintConfiguration.Default, files).Count(static finding => finding.Descriptor.Name == "rule-file-is-resource"), Is.EqualTo(findings));
    }

    [TestCase("one/a_test.yml", "one/b_test.yml", DiagnosticSeverity.Error)]
    [TestCase("one/a_test.yml", "two/a_test.yml", DiagnosticSeverity.Info)]
    public void A_copy_of_tests_whose_rules_are_not_known(string first, string second, DiagnosticSeverity severity)
    {
        const string Test = "rule_files: ['*.yml']\ntests:\n- alert_rule_test: [{eval_time: 1m, alertname: QueueLong}]\n";
        LintInput[] inputs = [.. new[] { first, second }.Select(static path => new LintInput(new SourceText(path, Test), LintConfiguration.Default))];
        Assert.That(new Linter().Lint(inputs).Single(static finding => finding.Descriptor.Name == "duplicate-test-file").Severity, Is.EqualTo(severity));
    }

    private static string Resource(string head, string name)
    {
        string indent = head.Length == 0 ? "" : head.Contains("data", StringComparison.Ordinal) ? "    " : "  ";
        string meta = head.Length == 0 ? "" : $"apiVersion: v1\nmetadata: {{name: {name}}}\n";
        return meta + head.TrimEnd(' ') + string.Concat(Alert("queue_length > 5", $"  annotations: {{text: {name}}}\n").TrimEnd('\n').Split('\n').Select(line => indent + line + "\n"));
    }

    private static IEnumerable<string> Found(string expression) =>
        LintVerifier.Lint(LintConfiguration.Default, ("a.yml", Alert(expression, ""))).Select(static finding => finding.Descriptor.Name);

    private static string Alert(string expression, string rest) => $"groups:\n- name: a\n  rules:\n  - alert: QueueLong\n    expr: {expression}\n  {rest}";
}
