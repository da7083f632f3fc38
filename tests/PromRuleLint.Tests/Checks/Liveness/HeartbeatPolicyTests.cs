using PromRuleLint.Configuration;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.Liveness;

public sealed class HeartbeatPolicyTests
{
    [TestCase("""⟦increase⟧((duri_textfile_heartbeat_seq{metric_realm="prod"}[5m]))""")]
    [TestCase("""⟦abs⟧(time() - duri_textfile_heartbeat_ts{metric_realm="prod"})""")]
    [TestCase("""max_over_time(⟦increase⟧(duri_textfile_heartbeat_seq{metric_realm="prod"}[5m])[1h:1m])""")]
    [TestCase("""⟦sgn⟧(last_over_time(duri_textfile_heartbeat_seq{metric_realm="prod"}[5m:15s]))""")]
    [TestCase("""abs(job:errors:rate5m) and on () duri_textfile_heartbeat_seq{metric_realm="prod"}""")]
    [TestCase("""abs(job:errors:rate5m and on () duri_textfile_heartbeat_seq{metric_realm="prod"})""")]
    [TestCase("""changes(duri_textfile_heartbeat_seq{metric_realm="prod"}[6m])""")]
    [TestCase("increase(etcd_server_heartbeat_send_failures_total[1h])")]
    [TestCase("increase(heartbeats_seen[1h])")]
    public void Forbidden_functions_are_found_where_the_value_comes_through(string expression) => LintVerifier.Verify("PRL5001", Rule(expression));

    [TestCase("changes(⟦duri_textfile_heartbeat_seq⟧[6m])")]
    [TestCase("""changes(⟦duri_textfile_heartbeat_seq⟧{instance="a"}[6m])""")]
    [TestCase("""changes(duri_textfile_heartbeat_seq{⟦metric_realm!="staging"⟧}[6m])""")]
    [TestCase("""changes(duri_textfile_heartbeat_seq{⟦metric_realm=""⟧}[6m])""")]
    [TestCase("""changes(duri_textfile_heartbeat_seq{metric_realm="prod"}[6m])""")]
    [TestCase("changes(airflow_scheduler_heartbeat[5m])")]
    [TestCase("""duri_textfile_heartbeat_seq{metric_realm="prod"} and ⟦airflow_scheduler_heartbeat⟧""")]
    public void A_realm_is_asked_for_where_realms_are_known(string expression) => LintVerifier.Verify("PRL5005", Rule(expression));

    [Test]
    public void A_recorded_series_needs_no_realm_again() => LintVerifier.Verify("PRL5005", """
        groups:
        - name: a
          rules:
          - record: duri_heartbeat_changes_6m
            expr: changes(duri_textfile_heartbeat_seq{metric_realm="prod"}[6m])
          - alert: Stalled
            expr: duri_heartbeat_changes_6m == 0
        """);

    [Test]
    public void Another_label_another_pattern_and_other_functions_can_be_set()
    {
        var configuration = LintConfiguration.Default with
        {
            Heartbeat = new HeartbeatConfiguration { Pattern = "pulse_.*", ForbiddenFunctions = ["rate"] },
            Realm = new RealmConfiguration { Label = "env", AllowedValues = ["live"], IsConfigured = true },
        };
        LintVerifier.Verify("PRL5001", Rule("""⟦PRL5001:rate⟧(pulse_seq{env="live"}[5m]) + increase(⟦PRL5005:pulse_seq⟧[5m]) + abs(duri_heartbeat_seq) + pulse_ts{env=⟦PRL5006:"liv"⟧}"""), configuration);
    }

    [TestCase("⟦(changes(duri_heartbeat_seq[6m]) > bool 0) + (changes(duri_heartbeat_seq[1h]) > bool 0)⟧", "duri_x")]
    [TestCase("⟦(time() - duri_heartbeat_ts) <= 120⟧", "duri_fresh")]
    [TestCase("(time() - duri_heartbeat_ts) > 120", "duri_age_of_the_old")]
    [TestCase("changes(duri_heartbeat_seq[6m])", "duri_changes_6m")]
    [TestCase("clamp_max(((time() - duri_heartbeat_ts) <= bool 120) * 1, 1)", "duri_fresh")]
    [TestCase("((time() - duri_heartbeat_ts) <= bool 120) * (changes(duri_heartbeat_seq[6m]) > bool 0)", "duri_ok")]
    [TestCase("1 - ((time() - duri_heartbeat_ts) <= bool 120)", "duri_stall")]
    public void A_verdict_is_bounded(string expression, string name) =>
        LintVerifier.Verify("PRL5004", $"groups:\n- name: a\n  rules:\n  - record: {name}\n    expr: {expression}\n");

    [Test]
    public void A_call_around_several_heartbeats_is_reported_for_the_one_that_is_read_first()
    {
        const string Rules = """
            groups:
            - name: a
              rules:
              - record: duri_x
                expr: abs(duri_heartbeat_a - duri_heartbeat_b)
            """;
        Assert.That(Message(Rules), Does.Contain("'duri_heartbeat_a'"));
        Assert.That(Message(Rules.Replace("rules:\n", "rules:\n  - record: duri_y\n    expr: duri_heartbeat_b\n", StringComparison.Ordinal)), Does.Contain("'duri_heartbeat_b'"));

        static string Message(string rules) => LintVerifier.Lint(LintConfiguration.Default, ("rules.yml", rules)).Single(static finding => finding.Id == "PRL5001").Message;
    }

    private static string Rule(string expression) => $"groups:\n- name: a\n  rules:\n  - record: duri_x\n    expr: '{expression.Replace("'", "''", StringComparison.Ordinal)}'\n";
}
