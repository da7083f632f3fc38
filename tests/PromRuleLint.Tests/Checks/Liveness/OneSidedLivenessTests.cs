using PromRuleLint.Configuration;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.Liveness;

public sealed class OneSidedLivenessTests
{
    private const string Seq = """duri_textfile_heartbeat_seq{metric_realm="prod"}""";
    private const string Ts = """duri_textfile_heartbeat_ts{metric_realm="prod"}""";
    private const string Unchanged = $"changes({Seq}[6m]) == 0";
    private const string Stale = $"time() - {Ts} > 120";

    [TestCase(Unchanged)]
    [TestCase(Stale)]
    [TestCase($"absent(changes({Seq}[6m]) > 0) or {Unchanged}")]
    [TestCase($"({Unchanged}) and on (instance) up == 1")]
    [TestCase($"max by (instance, metric_realm) ({Stale})")]
    [TestCase($"{Ts} < time() - 120")]
    [TestCase($"{Seq} == {Seq} offset 6m")]
    [TestCase($"{Unchanged} or absent({Ts})")]
    public void An_alert_looks_at_one_side(string expression) => Verify(("alert", "Stalled", $"⟦{expression}⟧"));

    [TestCase($"{Unchanged} or {Stale}")]
    [TestCase($"absent_over_time({Seq}[10m]) == 1")]
    [TestCase($"absent({Ts})")]
    [TestCase($"absent({Seq}) or absent({Ts})")]
    [TestCase("changes(backup_heartbeat_total[5m]) == 0")]
    [TestCase("time() - agent_heartbeat_timestamp_seconds > 300")]
    [TestCase("time() - agent_last_heartbeat > 300")]
    [TestCase("up == 0")]
    public void An_alert_looks_at_both_sides_at_absence_or_at_no_such_heartbeat(string expression) => Verify(("alert", "Stalled", expression));

    [Test]
    public void The_other_alert_watches_the_other_side() => Verify(("alert", "Frozen", Unchanged), ("alert", "Old", Stale));

    [Test]
    public void A_verdict_that_no_alert_reads_does_not_watch_the_other_side() => Verify(
        ("record", "duri_ok", $"({Unchanged.Replace("== 0", "> bool 0", StringComparison.Ordinal)}) * (time() - {Ts} <= bool 120)"),
        ("alert", "Frozen", $"⟦{Unchanged}⟧"));

    [Test]
    public void A_verdict_that_an_alert_reads_watches_both_sides() => Verify(
        ("record", "duri_ok", $"({Unchanged.Replace("== 0", "> bool 0", StringComparison.Ordinal)}) * (time() - {Ts} <= bool 120)"),
        ("alert", "Frozen", Unchanged),
        ("alert", "NotOk", "duri_ok == 0"));

    [Test]
    public void Verdicts_watch_where_no_alert_is_in_sight() => Verify(
        ("record", "duri_up", $"{Unchanged.Replace("== 0", "> bool 0", StringComparison.Ordinal)}"),
        ("record", "duri_ok", $"time() - {Ts} <= bool 120"));

    [Test]
    public void An_alert_of_another_heartbeat_does_not_watch_the_other_side() => Verify(
        ("alert", "Frozen", $"⟦{Unchanged}⟧"),
        ("alert", "Old", """⟦time() - other_heartbeat_ts{metric_realm="prod"} > 120⟧"""));

    [Test]
    public void An_alert_on_absence_does_not_watch_the_other_side() => Verify(
        ("alert", "Frozen", $"⟦{Unchanged}⟧"),
        ("alert", "Gone", $"absent({Ts})"));

    [Test]
    public void An_alert_that_cannot_be_followed_may_watch_the_other_side() => Verify(
        ("alert", "Frozen", Unchanged),
        ("alert", "Late", $"quantile(0.9, time() - {Ts}) > 120"));

    [Test]
    public void A_chain_that_cannot_be_followed_may_have_the_other_side() => Verify(
        ("record", "duri_late", $"quantile by (instance) (0.9, time() - {Ts})"),
        ("alert", "Stalled", $"{Unchanged} or duri_late > 120"));

    [Test]
    public void A_rule_with_a_syntax_error_may_have_the_other_side() => LintVerifier.Verify(
        "PRL5003", Rules([("record", "duri_fresh", $"(time() - {Ts}) <= 120) * 1"), ("alert", "Stalled", $"{Unchanged} or duri_fresh == 0")]), onlyMarked: false);

    [Test]
    public void A_step_that_a_joining_rule_reads_is_not_final() => Verify(
        ("record", "duri_live", $"changes({Seq}[6m]) > bool 0"),
        ("record", "duri_up", $"(time() - {Ts}) <= bool 120"),
        ("record", "duri_heartbeat_ok", "duri_live * duri_up"));

    [Test]
    public void A_chain_with_one_side_is_one_sided_at_its_end() => Verify(
        ("record", "duri_live", $"changes({Seq}[6m]) > bool 0"),
        ("record", "duri_ok", "clamp_max(duri_live * 1, 1)"),
        ("alert", "Stalled", "⟦duri_ok == 0⟧"));

    [Test]
    public void A_recorded_verdict_that_nothing_reads_is_final() => Verify(("record", "duri_heartbeat_ok", $"⟦changes({Seq}[6m]) > bool 0⟧"));

    [TestCase("duri_heartbeat_fresh")]
    [TestCase("duri_heartbeat_stale_status")]
    [TestCase("duri_heartbeat_signs")]
    public void A_recorded_series_named_after_its_side_is_no_whole_verdict(string name) => Verify(("record", name, $"(time() - {Ts}) <= bool 120"));

    [Test]
    public void The_other_half_being_read_makes_a_heartbeat_plain() => Verify(
        ("record", "beats", "changes(heartbeat_of_writer_seq[6m])"),
        ("alert", "Old", "⟦time() - heartbeat_of_writer_ts > 120⟧"));

    [Test]
    public void A_configured_pattern_makes_a_heartbeat_plain() => LintVerifier.Verify(
        "PRL5003",
        Rules([("alert", "Old", "⟦time() - writer_alive_at > 120⟧")]),
        LintConfiguration.Default with { Heartbeat = new HeartbeatConfiguration { Pattern = "writer_.*" } });

    private static void Verify(params (string Kind, string Name, string Expression)[] rules) => LintVerifier.Verify("PRL5003", Rules(rules));

    private static string Rules((string Kind, string Name, string Expression)[] rules) =>
        "groups:\n- name: a\n  rules:\n" + string.Concat(rules.Select(static rule => $"  - {rule.Kind}: {rule.Name}\n    expr: {rule.Expression}\n"));
}
