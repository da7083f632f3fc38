using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.Alerts;

internal sealed class AlertTimingTests
{
    /// <summary>Zeros are a matter of style and off unless configured.</summary>
    private static readonly LintConfiguration ZerosOn = LintConfiguration.Default with { Severities = LintConfiguration.Default.Severities.Add("PRL4006", DiagnosticSeverity.Info) };

    [TestCase("⟦absent⟧(x)", "")]
    [TestCase("⟦absent⟧(x)", "for: 0s")]
    [TestCase("(⟦absent⟧(x) > 0) or up == 0 or ⟦absent⟧(y)", "")]
    [TestCase("label_replace(⟦absent⟧(x), 'a', 'b', '', '')", "keep_firing_for: 5m")]
    [TestCase("⟦absent⟧(x) and on () y", "")]
    [TestCase("y unless absent(x)", "")]
    [TestCase("y and on () absent(x)", "")]
    [TestCase("count(absent(x)) > 2", "")]
    [TestCase("absent(x)", "for: 1m")]
    [TestCase("absent(x)", "for: nonsense")]
    [TestCase("absent_over_time(x[5m])", "")]
    [TestCase("absent(x) or vector(0)", "")]
    public void Absent_without_for_is_found(string expression, string fields)
    {
        LintVerifier.Verify("PRL4004", Alert(expression, fields));
    }

    [Test]
    public void Absent_with_a_for_below_two_scrapes_is_found_where_the_scrape_interval_is_known()
    {
        LintConfiguration configuration = LintConfiguration.Default with { Facts = new FactsConfiguration { ScrapeInterval = TimeSpan.FromMinutes(1) } };
        LintVerifier.Verify("PRL4004", Alert("⟦absent⟧(x)", "for: 90s"), configuration);
        LintVerifier.Verify("PRL4004", Alert("absent(x)", "for: 2m"), configuration);
    }

    [TestCase("⟦for: 0s⟧")]
    [TestCase("⟦for: 0⟧")]
    [TestCase("⟦keep_firing_for: 0m⟧")]
    [TestCase("for: 0.5s")]
    [TestCase("for: 1ms")]
    public void A_duration_of_zero_is_found(string fields)
    {
        LintVerifier.Verify("PRL4006", Alert("up == 0", fields), ZerosOn);
    }

    [Test]
    public void The_fix_of_a_zero_takes_the_line_out()
    {
        CodeFix fix = Find("PRL4006", Alert("up == 0", "for: 0s\n    labels: {}")).CodeFixes[0];
        TextEdit edit = fix.Edits.Single();
        Assert.That(edit.Source.Text[edit.Range.Start..edit.Range.End], Is.EqualTo("    for: 0s\n"));
        Assert.That(Find("PRL4006", "groups: [{name: a, rules: [{alert: A, expr: up, for: 0s}]}]\n").CodeFixes, Is.Empty);
        Assert.That(Find("PRL4006", Alert("up == 0", "for: 0s # at once\n    labels: {}")).CodeFixes, Is.Empty);
    }

    [TestCase("interval: 1m", "for: ⟦30s⟧")]
    [TestCase("interval: 1m", "for: 1m")]
    [TestCase("interval: 1m", "for: 0s")]
    [TestCase("interval: 1m", "")]
    [TestCase("interval: 1m", "keep_firing_for: 30s")]
    [TestCase("limit: 1", "for: 1ms")]
    public void A_for_below_the_interval_is_found(string group, string fields)
    {
        LintVerifier.Verify("PRL4007", Alert("up == 0", fields, group));
    }

    [Test]
    public void The_interval_of_the_configuration_holds_for_groups_without_one()
    {
        LintConfiguration configuration = LintConfiguration.Default with { Facts = new FactsConfiguration { EvaluationInterval = TimeSpan.FromMinutes(2) } };
        LintVerifier.Verify("PRL4007", Alert("up == 0", "for: ⟦1m⟧"), configuration);
        LintVerifier.Verify("PRL4007", Alert("up == 0", "for: 1m", "interval: 1m"), configuration);
    }

    [TestCase("⟦5m1s⟧", "record: a:b")]
    [TestCase("5m", "record: a:b")]
    [TestCase("1h", "alert: A")]
    public void An_interval_past_the_lookback_is_found(string interval, string rule)
    {
        LintVerifier.Verify("PRL4008", $"groups:\n- name: a\n  interval: {interval}\n  rules:\n  - {rule}\n    expr: up\n");
    }

    [TestCase("sum(a{job='x'}) ⟦/⟧ sum(b{job='y'}) > 1", "")]
    [TestCase("100 * (count by (c) (a{job='x'}) ⟦-⟧ on (c) count by (c) (rate(b{job='y'}[5m]))) > 1", "for: 0s")]
    [TestCase("sum(a{job='x'}) ⟦>⟧ sum(b{job='y'})", "")]
    [TestCase("sum(kube_pod_info) ⟦/⟧ sum(node_load1) > 1", "")]
    [TestCase("sum(a{job='x'}) / sum(b{job='y'}) > 1", "for: 1m")]
    [TestCase("sum(a{job='x'}) / sum(b{job='x'}) > 1", "")]
    [TestCase("sum(a) / sum(b) > 1", "")]
    [TestCase("sum(a{job=~'x'}) / sum(b{job='y'}) > 1", "")]
    [TestCase("sum(a{job='x'}) / sum(kube_pod_info) > 1", "")]
    [TestCase("avg(a{job='x'}) / avg(b{job='y'}) > 1", "")]
    [TestCase("sum(a{job='x'}) and sum(b{job='y'})", "")]
    [TestCase("max_over_time((sum(a{job='x'}) / sum(b{job='y'}))[5m:]) > 1", "")]
    public void Sums_over_different_jobs_are_found(string expression, string fields)
    {
        LintVerifier.Verify("PRL4009", Alert(expression, fields));
    }

    [TestCase("⟦topk⟧(5, x)")]
    [TestCase("(⟦bottomk⟧ by (a) (2, x)) < 1 or ⟦topk⟧(1, y) > 2")]
    [TestCase("⟦limitk⟧(5, x) * 2 > 1")]
    [TestCase("x > 1 and ⟦topk⟧(5, x)")]
    [TestCase("x > 1 unless on (a) ⟦topk⟧(5, x)")]
    [TestCase("x > 1 and on () topk(5, x)")]
    [TestCase("sum by (a) (⟦topk⟧(5, x)) > 1")]
    [TestCase("sum by (a) (topk by (a) (5, x)) > 1")]
    [TestCase("max without (a) (topk(5, x)) > 1")]
    [TestCase("max without (a) (topk(5, sum by (a) (x))) > 1")]
    [TestCase("max without (a) (⟦topk⟧(5, sum by (a, b) (x))) > 1")]
    [TestCase("sum(topk(5, x)) > 1")]
    [TestCase("x * on (a) group_left (b) topk by (a) (1, y) > 1")]
    public void A_selection_that_moves_is_found(string expression)
    {
        LintVerifier.Verify("PRL4010", Alert(expression, "for: 5m"));
    }

    private static Diagnostic Find(string id, string text) => LintVerifier.Lint(ZerosOn, ("rules.yml", text)).Single(diagnostic => diagnostic.Id == id);

    private static string Alert(string expression, string fields, string group = "limit: 0") =>
        $"groups:\n- name: a\n  {group}\n  rules:\n  - alert: A\n    expr: {expression}\n    {(fields.Length == 0 ? "labels: {}" : fields)}\n";
}
