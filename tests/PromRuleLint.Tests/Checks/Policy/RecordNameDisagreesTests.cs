using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.Policy;

public sealed class RecordNameDisagreesTests
{
    [TestCase("job:errors:rate5m", "rate(errors_total[1m])", true)]
    [TestCase("job:errors:rate1h", "rate(errors_total[60m])", false)]
    [TestCase("job:errors:rate5m", "increase(errors_total[5m])", true)]
    [TestCase("job:errors:rate", "increase(errors_total[5m])", true)]
    [TestCase("job:errors:increase1h", "rate(errors_total[1h]) * 3600", true)]
    [TestCase("job:errors:rate5m", "sum(irate(errors_total[5m]))", true)]
    [TestCase("job:errors:rate5m", "sum(rate(errors_total[5m]))", false)]
    [TestCase("job:errors:ratio_rate5m", "sum(rate(errors_total[5m])) / sum(rate(calls_total[5m]))", false)]
    [TestCase("burn_7d", "errors / calls", true)]
    [TestCase("burn_1w", "avg_over_time(errors[7d])", false)]
    [TestCase("errors_1d", "errors - errors offset 1d", false)]
    [TestCase("fresh_120s", "time() - seen_seconds <= bool 120", false)]
    [TestCase("fresh_2m", "time() - seen_seconds <= bool 120", false)]
    [TestCase("load_5m", "sum(load_5m)", false)]
    [TestCase("load_5m", "sum(site:load:avg)", false)]
    [TestCase("p99_5m", "sum({__name__=~\"load_.*\"})", false)]
    [TestCase("http2_requests", "sum(requests)", false)]
    [TestCase("s3_up", "sum(up)", false)]
    public void A_name_promises_a_window_or_an_operation(string name, string expression, bool isBroken) => LintVerifier.Verify(
        "PRL6016", $"groups:\n- name: g\n  rules:\n  - record: {(isBroken ? $"⟦{name}⟧" : name)}\n    expr: '{expression}'\n");

    [Test]
    public void Windows_of_the_rules_below_count() => LintVerifier.Verify("PRL6016", """
        groups:
        - name: g
          rules:
          - record: job:errors:rate5m
            expr: sum by (job) (rate(errors_total[5m]))
          - record: all:errors:rate5m
            expr: sum(job:errors:rate5m)
          - record: errors
            expr: rate(errors_total[30m])
          - record: ⟦all:errors:max2h⟧
            expr: max(errors)
        """);
}
