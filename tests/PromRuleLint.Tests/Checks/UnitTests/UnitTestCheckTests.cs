using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Tests.Verification;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Checks.UnitTests;

public class UnitTestCheckTests
{
    private const string Rules = """
        groups:
        - name: g
          rules:
          - record: job:up:sum
            expr: sum by (job) (up)
          - alert: Down
            expr: up == 0
          - alert: Gone
            expr: absent(up)
          - alert: Flapping
            expr: changes(up[1h]) > 5
            keep_firing_for: 1h
        """;

    [Test]
    public void A_file_named_several_times_is_told_once_with_all_names()
    {
        const string Text = "tests:\n- promql_expr_test:\n  - expr: up\n";
        var input = new LintInput(new SourceText("a_test.yml", Text), LintConfiguration.Default) { OtherNames = ["./a_test.yml", "link.yml"] };
        Diagnostic found = new Linter().Lint([input]).Single();
        Assert.That(found.Id, Is.EqualTo("PRL8001"));
        Assert.That(found.Message, Does.Contain("3 times").And.Contain("'./a_test.yml'").And.Contain("'link.yml'"));
    }

    [TestCase("rule.yml", DiagnosticSeverity.Warning, "did you mean 'rules.yml'?")]
    [TestCase("rules/*.yml", DiagnosticSeverity.Error, "name it from the folder")]
    [TestCase("generated.yml", DiagnosticSeverity.Info, "write it first where a build does")]
    [TestCase("out/rules.yml", DiagnosticSeverity.Info, "write it first where a build does")]
    public void A_missing_file_is_grave_where_one_of_nearly_that_name_is_there(string entry, DiagnosticSeverity severity, string message)
    {
        string test = $"rule_files: ['{entry}']\ntests:\n- promql_expr_test:\n  - expr: up\n    eval_time: 1m\n";
        Diagnostic found = LintVerifier.Lint(LintConfiguration.Default, ("rules.yml", Rules), ("a_test.yml", test)).Single(static finding => finding.Id == "PRL8003");
        Assert.That(found.Severity, Is.EqualTo(severity));
        Assert.That(found.Message, Does.Contain(message));
    }

    [Test]
    public void Equal_tests_of_different_rules_are_no_copies()
    {
        const string Text = "rule_files: [rules.yml]\ntests:\n- promql_expr_test:\n  - expr: up\n";
        LintInput Input(string folder, string rules) => new(new SourceText(folder + "/test.yml", Text), LintConfiguration.Default)
        {
            TestedRuleFiles = ImmutableDictionary<string, ImmutableArray<SourceText>>.Empty.Add("rules.yml", [new SourceText(folder + "/rules.yml", rules)]),
        };
        Assert.That(new Linter().Lint([Input("a", Rules), Input("b", "groups: []\n")]), Is.Empty);
        Assert.That(new Linter().Lint([Input("a", Rules), Input("b", Rules)]).Select(static found => found.Id), Is.EqualTo(["PRL8001"]));
    }

    [TestCase("alertname: Down\n    eval_time: ⟦1h⟧")]
    [TestCase("alertname: Down\n    eval_time: 12m")]
    [TestCase("alertname: Gone\n    eval_time: 1h")]
    [TestCase("alertname: Flapping\n    eval_time: 9h")]
    [TestCase("alertname: Down\n    eval_time: 1h\n    exp_alerts: [{}]")]
    public void Only_tests_that_can_get_nothing_ask_too_late(string alert) => VerifyTests(
        "PRL8009", $"- interval: 1m\n  input_series:\n  - {{series: up, values: 1x3}}\n  alert_rule_test:\n  - {alert}\n");

    [Test]
    public void Series_that_are_ended_on_purpose_are_left_alone() => VerifyTests(
        "PRL8009", "- interval: 1m\n  input_series:\n  - {series: up, values: 1x3 stale}\n  alert_rule_test:\n  - {alertname: Down, eval_time: 9h}\n");

    [Test]
    public void Nothing_is_said_of_alerts_while_a_rule_file_is_missing() => LintVerifier.VerifyFiles(
        "PRL8005",
        LintConfiguration.Default,
        false,
        ("test.yml", "rule_files: [rules.yml, ⟦PRL8003:more.yml⟧]\ntests:\n- alert_rule_test:\n  - alertname: Other\n"),
        ("rules.yml", Rules));

    [TestCase("- alert_rule_test:\n  - alertname: ⟦Dwon⟧\n")]
    [TestCase("- alert_rule_test:\n  - ⟦e⟧val_time: 5m\n")]
    [TestCase("- alert_rule_test:\n  - alertname: job:up:sum\n", Description = "a recording rule is no alert")]
    public void Alerts_that_are_not_there_are_told(string tests) =>
        VerifyTests("PRL8005", tests.Replace("alertname: job:up:sum", "alertname: ⟦job:up:sum⟧", StringComparison.Ordinal));

    [TestCase("- name: ⟦a⟧\n  input_series: []\n")]
    [TestCase("- name: a\n  alert_rule_tests:\n  - alertname: Down\n", Description = "the misspelled field is told instead")]
    public void Tests_without_assertions_are_told(string tests) => VerifyTests("PRL8008", tests);

    [TestCase("- input_series:\n  - series: up{a=\"b\"}\n    values: 1 _ stale 1+1x5 _x3\n  promql_expr_test:\n  - expr: up\n")]
    [TestCase("- input_series:\n  - series: up\n    values: 1 ⟦abc⟧\n  promql_expr_test:\n  - expr: up\n")]
    [TestCase("- promql_expr_test:\n  - expr: up\n    exp_samples:\n    - labels: 'up{a=\"b\"}'\n      value: 1\n    - value: 2\n    - labels: '{}'\n      histogram: '{{sum:1 count:2}}'\n")]
    public void Series_are_read_as_promtool_reads_them(string tests) => VerifyTests("PRL8004", tests);

    [Test]
    public void Expressions_of_tests_are_parsed() => LintVerifier.VerifyFiles(
        "PRL2002", LintConfiguration.Default, false, ("test.yml", "tests:\n- promql_expr_test:\n  - expr: ⟦ratee⟧(up[5m])\n"));

    [Test]
    public void Findings_in_test_files_are_suppressed_by_comment() => LintVerifier.VerifyFiles(
        "PRL8008", LintConfiguration.Default, true, ("test.yml", "rule_files: []\ntests:\n# promrulelint disable test-without-assertion\n- name: a\n"));

    private static void VerifyTests(string id, string tests) => LintVerifier.VerifyFiles(
        id, LintConfiguration.Default, false, ("test.yml", "rule_files: [rules.yml]\ntests:\n" + tests), ("rules.yml", Rules));
}
