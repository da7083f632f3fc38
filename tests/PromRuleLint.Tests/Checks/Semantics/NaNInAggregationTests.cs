using PromRuleLint.Configuration;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.Semantics;

public sealed class NaNInAggregationTests
{
    [TestCase("⟦sum⟧(rate(a_total[5m]) / rate(b_total[5m]))")]
    [TestCase("⟦stddev⟧ by (job) ((irate(a_total[5m])) / (irate(b_total[5m])))")]
    [TestCase("⟦stdvar⟧(increase(a_total[1h]) / on (job) increase(b_total[1h]))")]
    [TestCase("⟦avg⟧(1 - rate(a_total[5m]) / rate(b_total[5m]))")]
    [TestCase("⟦avg⟧(clamp_max(rate(a_total[5m]) / rate(b_total[5m]), 1) * 100)")]
    [TestCase("⟦avg⟧(rate(a_total[5m]) / (rate(a_total[5m]) + rate(b_total[5m])))")]
    [TestCase("⟦avg⟧(rate(a_total[5m]) / rate(b_total[5m]) or vector(0))")]
    [TestCase("⟦avg⟧(label_replace(rate(a_total[5m]) / rate(b_total[5m]), \"x\", \"$1\", \"job\", \"(.*)\"))")]
    [TestCase("sum(⟦avg⟧ by (job) (rate(a_total[5m]) / rate(b_total[5m])))")]
    [TestCase("⟦avg⟧(sum by (job) (rate(a_total[5m])) / sum by (job) (rate(b_total[5m])))")]
    [TestCase("⟦avg⟧(rate(a_total[5m]) / rate(b_total[5m]) and on (instance) up == 1)")]
    [TestCase("⟦avg⟧(rate(a_total[5m]) / rate(b_total[5m]) and on () hour() > 6)")]
    public void A_ratio_may_be_zero_by_zero(string expression) => Verify(expression);

    [TestCase("sum(rate(a_total[5m]) / (rate(b_total[5m]) > 0))")]
    [TestCase("sum(rate(a_total[5m]) / clamp_min(rate(b_total[5m]), 1))")]
    [TestCase("sum(rate(a_total[5m]) / (rate(b_total[5m]) + 1))")]
    [TestCase("sum(1 / rate(b_total[5m]))")]
    [TestCase("sum(rate(a_total[5m]) / 60)")]
    [TestCase("sum((rate(a_total[5m]) / rate(b_total[5m])) > 0.5)")]
    [TestCase("sum((rate(a_total[5m]) / rate(b_total[5m])) > bool 0.5)")]
    [TestCase("sum((rate(a_total[5m]) / rate(b_total[5m])) and rate(b_total[5m]) > 0)")]
    [TestCase("avg(rate(a_total[5m]) / rate(b_total[5m]) and on (job) up == 1 and on (job) b:rate5m > 0)")]
    [TestCase("sum(node_filesystem_avail_bytes / node_filesystem_size_bytes)")]
    [TestCase("sum(rate(a_total[5m])) / sum(rate(b_total[5m]))")]
    [TestCase("max(rate(a_total[5m]) / rate(b_total[5m]))")]
    [TestCase("min(rate(a_total[5m]) / rate(b_total[5m]))")]
    [TestCase("count(rate(a_total[5m]) / rate(b_total[5m]))")]
    [TestCase("topk(3, rate(a_total[5m]) / rate(b_total[5m]))")]
    [TestCase("quantile(0.9, rate(a_total[5m]) / rate(b_total[5m]))")]
    [TestCase("avg(sum by (instance) (rate(node_cpu_seconds_total{mode=\"idle\"}[5m])) / sum by (instance) (rate(node_cpu_seconds_total[5m])))")]
    public void A_ratio_is_guarded_filtered_never_idle_or_not_added_up(string expression) => Verify(expression);

    [Test]
    public void It_is_followed_over_two_recording_rules() => LintVerifier.VerifyFiles(
        "PRL3020",
        LintConfiguration.Default,
        onlyMarked: false,
        ("rates.yml", Rules(("job:b:rate5m", "sum by (job) (rate(b_total[5m]))"))),
        ("ratio.yml", Rules(("job:a:ratio", "sum by (job) (rate(a_total[5m])) / job:b:rate5m"))),
        ("sum.yml", Rules(("a:ratio", "⟦avg⟧(job:a:ratio)"))));

    [Test]
    public void A_guard_in_the_recording_rule_is_seen() => LintVerifier.Verify(
        "PRL3020", Rules(("job:b:rate5m", "sum by (job) (rate(b_total[5m])) > 0"), ("a:ratio", "avg(sum by (job) (rate(a_total[5m])) / job:b:rate5m)")));

    [Test]
    public void Rules_that_record_each_other_end() => LintVerifier.Verify("PRL3020", Rules(("a", "sum(b / b)"), ("b", "a / b"), ("c", "avg(b)")));

    private static void Verify(string expression) => LintVerifier.Verify("PRL3020", Rules(("result", expression)));

    private static string Rules(params (string Name, string Expression)[] rules) =>
        "groups:\n- name: a\n  rules:\n" + string.Concat(rules.Select(static rule => $"  - record: {rule.Name}\n    expr: {rule.Expression}\n"));
}
