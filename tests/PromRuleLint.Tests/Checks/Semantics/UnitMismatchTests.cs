using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.Semantics;

public sealed class UnitMismatchTests
{
    [TestCase("⟦a_seconds > b_bytes⟧")]
    [TestCase("⟦sum(a_bytes_total) - sum(b_seconds_total)⟧")]
    [TestCase("⟦a_ms > on (job) b_seconds⟧")]
    [TestCase("⟦a_milliseconds / 60 > b_seconds⟧")]
    [TestCase("⟦a_bytes / 1024 / 1024 > b_bytes⟧")]
    [TestCase("⟦a_bits > b_bytes⟧")]
    [TestCase("⟦time() - a_bytes⟧")]
    [TestCase("⟦time() - a_timestamp_milliseconds⟧")]
    [TestCase("⟦timestamp(a) - b_created_ms⟧")]
    [TestCase("⟦histogram_quantile(0.9, sum by (le) (rate(a_seconds_bucket[5m]))) > scalar(b_milliseconds)⟧")]
    [TestCase("⟦increase(a_joules_total[1h]) > b_watts⟧")]
    [TestCase("⟦a_ratio > b_percent⟧")]
    [TestCase("⟦mad_over_time(a_bytes[5m]) > b_seconds⟧")]
    [TestCase("⟦quantile_over_time(0.9, a_bytes[5m]) > b_seconds⟧")]
    [TestCase("⟦first_over_time(a_bytes[5m]) > b_seconds⟧")]
    [TestCase("⟦round(a_bytes) > b_seconds⟧")]
    [TestCase("⟦ts_of_max_over_time(a_bytes[5m]) - b_created_ms⟧")]
    [TestCase("⟦a_usage_ratio > 90⟧")]
    [TestCase("⟦max by (job) (a_percent) > 0.9⟧")]
    [TestCase("⟦0.9 < a_percent⟧")]
    public void Units_differ(string expression) => Verify(expression);

    [TestCase("a_seconds > b_seconds")]
    [TestCase("sgn(a_bytes) > b_seconds")]
    [TestCase("stdvar_over_time(a_bytes[5m]) > b_seconds")]
    [TestCase("count_over_time(a_bytes[5m]) > b_seconds")]
    [TestCase("a_milliseconds / 1000 > b_seconds")]
    [TestCase("a_seconds * 1e3 > b_ms")]
    [TestCase("a_bytes * 8 > b_bits")]
    [TestCase("a_bytes > b_bytes * 0.9")]
    [TestCase("a_bytes > 2 * b_bytes")]
    [TestCase("rate(a_bytes_total[5m]) > b_seconds")]
    [TestCase("a_bytes / b_seconds > c_celsius")]
    [TestCase("a_seconds_count > b_bytes")]
    [TestCase("count(a_seconds) > b_bytes")]
    [TestCase("a_seconds > 600")]
    [TestCase("a_megabytes > b_bytes")]
    [TestCase("a_ratio * 100 > b_percent")]
    [TestCase("a_ratio > 2")]
    [TestCase("a_compression_ratio > 20")]
    [TestCase("a_percent < 0.1")]
    [TestCase("job:a_seconds:sum > job:b_bytes:sum")]
    public void Units_fit_or_are_not_known(string expression) => Verify(expression);

    [Test]
    public void Units_come_through_recording_rules() => LintVerifier.Verify("PRL3044", """
        groups:
        - name: g
          rules:
          - record: job:reply:max
            expr: max by (job) (reply_milliseconds)
          - alert: ReplySlow
            expr: ⟦job:reply:max > reply_limit_seconds⟧
        """);

    [TestCase("slot:used:ratio", "slots_used / slots", "⟦slot:used:ratio > 80⟧")]
    [TestCase("slot_used_ratio", "slots_used / slots", "⟦80 < slot_used_ratio⟧")]
    [TestCase("slot:used:ratio", "slots_used / slots", "slot:used:ratio > 0.8")]
    [TestCase("slot:used:ratio", "100 * slots_used / slots", "slot:used:ratio > 80")]
    [TestCase("slot:used:share", "slots_used / slots", "slot:used:share > 80")]
    public void A_recorded_series_is_named_a_ratio(string name, string recorded, string alert) => LintVerifier.Verify(
        "PRL3044", $"groups:\n- name: g\n  rules:\n  - record: {name}\n    expr: {recorded}\n  - alert: SlotsFull\n    expr: {alert}\n");

    private static void Verify(string expression) => LintVerifier.Verify("PRL3044", $"groups:\n- name: g\n  rules:\n  - record: r\n    expr: '{expression}'\n");
}
