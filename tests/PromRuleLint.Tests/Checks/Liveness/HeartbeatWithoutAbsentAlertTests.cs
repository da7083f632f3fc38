using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.Liveness;

public sealed class HeartbeatWithoutAbsentAlertTests
{
    private const string Seq = """duri_textfile_heartbeat_seq{metric_realm="prod"}""";
    private const string Ts = """duri_textfile_heartbeat_ts{metric_realm="prod"}""";
    private const string Unchanged = $"changes({Seq}[6m]) == 0";

    [TestCase($"absent({Seq})")]
    [TestCase($"absent({Ts}) == 1")]
    [TestCase($"absent_over_time({Seq}[10m]) == 1")]
    [TestCase("absent(duri_changes)")]
    [TestCase("duri_gone == 1")]
    [TestCase($"up unless on (instance) {Seq}")]
    [TestCase("(duri_changes or vector(0)) == 0")]
    public void An_alert_notices_the_absence(string expression) => Verify(
        ("record", "duri_changes", $"changes({Seq}[6m])"), ("record", "duri_gone", $"absent({Seq})"), ("alert", "Stalled", Unchanged), ("alert", "Gone", expression));

    [TestCase("up == 0")]
    [TestCase("absent(up)")]
    [TestCase("""absent(other_heartbeat_seq{metric_realm="prod"})""")]
    public void No_alert_notices_the_absence(string expression) => Verify(("alert", "Stalled", $"⟦{Unchanged}⟧"), ("alert", "Gone", expression));

    [Test]
    public void A_recorded_absence_that_no_alert_reads_is_not_noticed() =>
        Verify(("record", "duri_gone", $"absent({Seq})"), ("alert", "Stalled", $"⟦{Unchanged}⟧"));

    [Test]
    public void Each_heartbeat_is_reported_once_at_the_first_alert() =>
        Verify(("alert", "Frozen", $"⟦{Unchanged}⟧"), ("alert", "Old", $"time() - {Ts} > 120"));

    [Test]
    public void Rules_that_only_record_and_other_heartbeats_are_left_alone() => Verify(
        ("record", "duri_changes", $"changes({Seq}[6m])"),
        ("alert", "AgentGone", "time() - agent_last_heartbeat > 300"),
        ("alert", "NoBeats", "rate(agent_heartbeat_total[5m]) == 0"));

    private static void Verify(params (string Kind, string Name, string Expression)[] rules) => LintVerifier.Verify(
        "PRL5009", "groups:\n- name: a\n  rules:\n" + string.Concat(rules.Select(static rule => $"  - {rule.Kind}: {rule.Name}\n    expr: {rule.Expression}\n")));
}
