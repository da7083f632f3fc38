using PromRuleLint.Configuration;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.Liveness;

public sealed class UnboundedIndicatorTests
{
    private const string Changes = """changes(duri_textfile_heartbeat_seq{metric_realm="prod"}[6m])""";
    private const string Age = """(time() - duri_textfile_heartbeat_ts{metric_realm="prod"})""";

    [TestCase("duri_heartbeat_ok", $"{Changes}")]
    [TestCase("duri_heartbeat_up", $"{Changes} / 10")]
    [TestCase("duri_heartbeat_alive", $"clamp_max({Changes} - 5, 1)")]
    [TestCase("duri_heartbeat_healthy", $"clamp_max(({Changes} > bool 0) - 5, 1)")]
    [TestCase("duri_heartbeat_ok", $"clamp_max({Changes} > 0, 5)")]
    [TestCase("duri_heartbeat_ok", $"{Changes} > 0 and {Age} <= 120")]
    [TestCase("duri:heartbeat_stalled:now", $"{Age}")]
    [TestCase("duri_heartbeat_up", $"clamp({Changes} / 10, 0, 1)")]
    public void A_verdict_may_be_something_else_than_0_or_1(string name, string expression) => Verify((name, $"⟦{expression}⟧"));

    [TestCase("duri_heartbeat_ok", $"clamp_max(({Changes} > bool 0) * ({Age} <= bool 120) * 1, 1)")]
    [TestCase("duri_heartbeat_up", $"clamp({Changes}, 0, 1)")]
    [TestCase("duri_heartbeat_up", $"sgn({Changes})")]
    [TestCase("duri_heartbeat_changes_6m", Changes)]
    [TestCase("duri_heartbeat_stale_seconds", Age)]
    [TestCase("duri_heartbeat_up:ratio", $"avg_over_time(({Changes} > bool 0)[1h:1m])")]
    [TestCase("duri_ok", "sum(up)")]
    [TestCase("cluster_up", "changes(etcd_heartbeats[5m])")]
    public void A_verdict_is_bounded_or_it_is_no_verdict(string name, string expression) => Verify((name, expression));

    [Test]
    public void A_filter_below_an_upper_bound_is_reported_where_it_filters() =>
        Verify(("duri_heartbeat_fresh", $"clamp_max(({Age} ⟦PRL3003:<=⟧ 120) * 1, 1)"));

    [TestCase("vector(1)")]
    [TestCase("duri_heartbeat_ok")]
    public void Each_rule_of_one_name_is_judged_by_its_own_expression(string second) =>
        Verify(("duri_heartbeat_ok", $"⟦{Changes} * ({Age} <= bool 120)⟧"), ("duri_heartbeat_ok", second));

    [Test]
    public void Each_realm_has_a_verdict_of_one_name() => Verify(
        ("duri_heartbeat_ok", $"⟦{Changes} * ({Age} <= bool 120)⟧"),
        ("duri_heartbeat_ok", $"⟦{InStage($"{Changes} * ({Age} <= bool 120)")}⟧"));

    [Test]
    public void Realm_whose_verdict_is_bounded_is_not_flagged() => Verify(
        ("duri_heartbeat_ok", $"({Changes} > bool 0) * ({Age} <= bool 120)"),
        ("duri_heartbeat_ok", $"⟦{InStage($"{Changes} * ({Age} <= bool 120)")}⟧"));

    [Test]
    public void Reader_of_a_name_is_bounded_where_all_its_rules_are() => Verify(
        ("duri_heartbeat_ok", $"({Changes} > bool 0) * ({Age} <= bool 120)"),
        ("duri_heartbeat_ok", InStage($"({Changes} > bool 0) * ({Age} <= bool 120)")),
        ("duri_heartbeat_alive", "max by (metric_realm) (duri_heartbeat_ok)"));

    [Test]
    public void Reader_of_a_name_is_unbounded_where_one_of_its_rules_is() => Verify(
        ("duri_heartbeat_ok", $"({Changes} > bool 0) * ({Age} <= bool 120)"),
        ("duri_heartbeat_ok", $"⟦{InStage($"{Changes} * ({Age} <= bool 120)")}⟧"),
        ("duri_heartbeat_alive", "⟦max by (metric_realm) (duri_heartbeat_ok)⟧"));

    [Test]
    public void The_message_speaks_of_fractions()
    {
        var found = LintVerifier.VerifyFiles(
            "PRL5004", LintConfiguration.Default, onlyMarked: false,
            ("rules.yml", Group([("duri_heartbeat_up", $"⟦clamp({Changes} / 10, 0, 1)⟧")])));
        Assert.That(found.Single().Message, Does.Contain("fractions"));
    }

    private static string InStage(string expression) => expression.Replace("prod", "stage", StringComparison.Ordinal);

    private static void Verify(params (string Name, string Expression)[] rules) => LintVerifier.Verify("PRL5004", Group(rules));

    private static string Group((string Name, string Expression)[] rules) =>
        "groups:\n- name: duri\n  rules:\n" + string.Concat(rules.Select(static rule => $"  - record: {rule.Name}\n    expr: {rule.Expression}\n"));
}
