using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks;

/// <summary>A fault that is spread over a recording rule and its reader is the same fault.</summary>
public sealed class ThroughRecordingRulesTests
{
    [TestCase("sum by (yard, lane) (lane_items)", "⟦* on (yard)⟧", "yard_weight")]
    [TestCase("topk by (yard) (1, sum by (yard, lane) (lane_items))", "* on (yard)", "yard_weight")]
    [TestCase("sum by (yard, lane) (lane_items{lane=\"a\"})", "* on (yard)", "yard_weight")]
    public void An_aggregation_keeps_a_label_that_is_not_matched(string recorded, string op, string other) =>
        LintVerifier.Verify("PRL3013", $"groups:\n- name: g\n  rules:\n  - record: yard:items\n    expr: {recorded}\n  - record: yard:weighed\n    expr: yard:items {op} {other}\n");

    [TestCase("sum by (yard, le) (rate(lane_wait_seconds_bucket[5m]))", "⟦sum by (yard) (yard:waits)⟧")]
    [TestCase("sum by (yard, le) (rate(lane_wait_seconds_bucket[5m]))", "⟦sum(yard:waits)⟧")]
    [TestCase("sum by (yard, le) (rate(lane_wait_seconds_bucket[5m]))", "sum by (yard, le) (yard:waits)")]
    [TestCase("sum by (yard, le) (rate(lane_wait_seconds_bucket[5m]))", "max(yard:waits)")]
    [TestCase("sum by (yard, le) (rate(lane_wait_seconds_bucket{le=\"0.5\"}[5m]))", "sum by (yard) (yard:waits)")]
    [TestCase("sum by (yard, le) (rate(lane_wait_seconds_bucket{le=~\"0.5|1.0\"}[5m]))", "⟦sum by (yard) (yard:waits)⟧")]
    [TestCase("sum by (yard, le) (rate(lane_wait_seconds_bucket{le=~\"5|5.0\"}[5m]))", "sum by (yard) (yard:waits)")]
    public void Buckets_are_added_up(string recorded, string reader) =>
        LintVerifier.Verify("PRL3049", $"groups:\n- name: g\n  rules:\n  - record: yard:waits\n    expr: '{recorded}'\n  - record: yard:waits:sum\n    expr: '{reader}'\n");

    [TestCase("yard_depth > bool 30", "⟦count(yard:full)⟧ > 3")]
    [TestCase("(yard_depth > bool 30) * (yard_open == bool 1)", "3 < ⟦count by (site) (yard:full)⟧")]
    [TestCase("yard_depth > bool 30", "count(yard:full) < 3")]
    [TestCase("yard_depth > bool 30", "count(yard:full == 1) > 3")]
    [TestCase("yard_depth > bool 30 == 1", "count(yard:full) > 3")]
    [TestCase("yard_depth > 30", "count(yard:full) > 3")]
    public void Verdicts_are_counted(string recorded, string alert) => Verify("PRL3040", "yard:full", recorded, alert);

    [TestCase("absent(up{job=\"yard\"})", "⟦yard:gone⟧ == 1")]
    [TestCase("sum(absent(up{job=\"yard\"}))", "max(⟦yard:gone⟧) > 0")]
    [TestCase("absent_over_time(up{job=\"yard\"}[10m])", "yard:gone == 1")]
    [TestCase("absent(up{job=\"yard\"}) or vector(0)", "yard:gone == 1")]
    public void An_alert_on_what_is_absent_does_not_wait(string recorded, string alert) => Verify("PRL4004", "yard:gone", recorded, alert);

    [TestCase("topk(5, yard_depth)", "⟦yard:deepest⟧ > 3")]
    [TestCase("topk(5, yard_depth)", "sum(yard:deepest) > 3")]
    [TestCase("topk(5, yard_depth)", "yard_open == 1 and on (yard) ⟦yard:deepest⟧")]
    [TestCase("topk(5, sum by (yard) (yard_depth))", "sum by (site) (yard:deepest) > 3")]
    public void A_selection_moves(string recorded, string alert) => Verify("PRL4010", "yard:deepest", recorded, alert);

    [TestCase("time() - clamp(yard_depth, 0, 1)", "⟦yard:age > 300⟧")]
    [TestCase("(time() - (yard_depth > bool 3)) / 60", "⟦yard:age > 5⟧")]
    [TestCase("time() - yard_depth", "yard:age > 300")]
    [TestCase("time() - timestamp(up)", "yard:age > 100")]
    public void An_age_is_taken_of_no_timestamp(string recorded, string alert) => Verify("PRL3045", "yard:age", recorded, alert);

    [TestCase("yard_depth > bool 3", "yard_open > 3 and ⟦yard:full⟧")]
    [TestCase("yard_depth > bool 3", "yard_open > 3 unless on (yard) ⟦yard:full⟧")]
    [TestCase("yard_depth > bool 3", "yard_open > 3 and yard:full == 1")]
    [TestCase("yard_depth > 3", "yard_open > 3 and yard:full")]
    public void A_verdict_is_asked_whether_it_is_there(string recorded, string alert) => Verify("PRL3004", "yard:full", recorded, alert);

    [TestCase("sum by (le) (yard_wait_seconds_bucket)", "histogram_quantile(0.9, ⟦yard:waits⟧) > 3")]
    [TestCase("sum by (le) (rate(yard_wait_seconds_bucket[5m]))", "histogram_quantile(0.9, yard:waits) > 3")]
    public void Buckets_are_read_without_a_rate(string recorded, string alert) => Verify("PRL3027", "yard:waits", recorded, alert);

    [TestCase("⟦time() - max(yard_seen_timestamp_seconds)⟧", "yard:age > 300")]
    [TestCase("time() - max(yard_seen_timestamp_seconds)", "yard:age < 300")]
    [TestCase("time() - min(yard_seen_timestamp_seconds)", "yard:age > 300")]
    public void The_newest_hides_the_oldest(string recorded, string alert) => Verify("PRL3046", "yard:age", recorded, alert);

    [TestCase("max by (job) (process_open_fds)", "rate(⟦yard:files⟧[5m]) > 1")]
    [TestCase("process_open_fds / 1000", "increase(⟦yard:files⟧[5m]) > 1")]
    [TestCase("process_open_fds + process_cpu_seconds_total", "rate(yard:files[5m]) > 1")]
    [TestCase("max by (job) (process_open_fds)", "deriv(yard:files[5m]) > 1")]
    public void A_gauge_is_taken_for_a_counter(string recorded, string alert) => Verify("PRL3021", "yard:files", recorded, alert);

    [TestCase("100 * yard_full_slots / yard_slots", "yard:fill > 90", "{{ ⟦$value | humanizePercentage⟧ }}")]
    [TestCase("yard_full_slots / yard_slots", "yard:fill > 0.9", "⟦{{ $value }}%⟧")]
    [TestCase("yard_full_slots / yard_slots", "yard:fill > 0.9", "⟦{{ $value | humanize }} %⟧")]
    [TestCase("yard_full_slots / yard_slots", "yard:fill > 0.9", "{{ $value | humanizePercentage }}")]
    [TestCase("100 * yard_full_slots / yard_slots", "yard:fill > 90", "{{ $value | humanize }}%")]
    public void A_percentage_is_off(string recorded, string alert, string summary) =>
        LintVerifier.Verify("PRL4030", $"groups:\n- name: g\n  rules:\n  - record: yard:fill\n    expr: {recorded}\n  - alert: Yard\n    expr: {alert}\n    annotations: {{summary: '{summary}'}}\n");

    /// <summary>Rules of one group see one time; what another group records may be older, or be there without the other.</summary>
    [TestCase("", "", "", true)]
    [TestCase("", "", "\n- name: h\n  rules:", false)]
    [TestCase("limit: 5", "", "", false)]
    [TestCase("", "labels: {yard: all}", "", false)]
    public void A_recorded_part_is_at_most_its_recorded_whole(string group, string rule, string between, bool isNever)
    {
        string expression = "yard:lost / yard:items > 12";
        LintVerifier.Verify("PRL4001", $$"""
            groups:
            - name: g
              {{group}}
              rules:
              - record: yard:items
                expr: sum by (yard) (rate(items_total[5m]))
                {{rule}}
              - record: yard:lost
                expr: sum by (yard) (rate(items_total{fate="lost"}[5m])){{between}}
              - alert: Lost
                expr: {{(isNever ? $"⟦{expression}⟧" : expression)}}
            """);
    }

    [TestCase("PRL3045", "time() - up", "⟦yard:second > 300⟧")]
    [TestCase("PRL3004", "yard_depth > bool 3", "yard_open > 3 and ⟦yard:second⟧")]
    [TestCase("PRL3041", "yard_depth == 1", "⟦avg_over_time(yard:second[1h])⟧ > 0.5")]
    [TestCase("PRL3040", "yard_depth > bool 3", "⟦count(yard:second)⟧ > 3")]
    public void A_rule_that_only_gives_another_name_changes_nothing(string id, string recorded, string alert) => LintVerifier.Verify(
        id, $"groups:\n- name: g\n  rules:\n  - record: yard:first\n    expr: '{recorded}'\n  - record: yard:second\n    expr: (yard:first)\n  - alert: Yard\n    expr: '{alert}'\n");

    private static void Verify(string id, string record, string recorded, string alert) =>
        LintVerifier.Verify(id, $"groups:\n- name: g\n  rules:\n  - record: {record}\n    expr: '{recorded}'\n  - alert: Yard\n    expr: '{alert}'\n");
}
