using System.Globalization;
using System.Text;
using PromRuleLint.Configuration;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.Liveness;

public sealed class FreshnessOrChangeTests
{
    private const string Changes = """changes(duri_textfile_heartbeat_seq{metric_realm="prod"}[6m])""";
    private const string Age = """(time() - duri_textfile_heartbeat_ts{metric_realm="prod"})""";

    [TestCase($"{Changes} > 0 ⟦or⟧ {Age} <= 120")]
    [TestCase($"({Changes} > bool 0) ⟦+⟧ ({Age} <= bool 120)")]
    [TestCase($"clamp_max(({Changes} > bool 0) ⟦+⟧ ({Age} < bool 120), 1)")]
    [TestCase($"(({Changes} > bool 0) ⟦+⟧ ({Age} <= bool 120)) >= bool 1")]
    [TestCase($"max by (instance) (({Changes} > bool 0) ⟦or⟧ ({Age} <= bool 120))")]
    [TestCase($"0 < {Changes} ⟦or⟧ 120 > {Age}")]
    [TestCase($"(({Changes})) > 0 ⟦or⟧ max_over_time(({Age} <= bool 120)[5m:1m]) == 1")]
    [TestCase($"1 - (1 - ({Changes} > bool 0)) ⟦or⟧ {Age} <= 120")]
    [TestCase($$"""{{Changes}} > 0 ⟦or⟧ duri_textfile_heartbeat_ts{metric_realm="prod"} > time() - 120""")]
    [TestCase($$"""(mad_over_time(duri_textfile_heartbeat_seq{metric_realm="prod"}[6m]) > bool 0) ⟦+⟧ ({{Age}} <= bool 120)""")]
    [TestCase($$"""(stdvar_over_time(duri_textfile_heartbeat_seq{metric_realm="prod"}[6m]) > bool 0) ⟦+⟧ ({{Age}} <= bool 120)""")]
    [TestCase($$"""{{Changes}} > 0 ⟦or⟧ time() - quantile_over_time(1, duri_textfile_heartbeat_ts{metric_realm="prod"}[2m]) <= 120""")]
    [TestCase($$"""{{Changes}} > 0 ⟦or⟧ time() - first_over_time(duri_textfile_heartbeat_ts{metric_realm="prod"}[2m]) <= 120""")]
    [TestCase($$"""{{Changes}} > 0 ⟦or⟧ time() - max_over_time(duri_textfile_heartbeat_ts{metric_realm="prod"}[2m]) <= 120""")]
    [TestCase($"sort_by_label({Changes} > 0 ⟦or⟧ {Age} <= 120, \"instance\")")]
    public void Either_alone_suffices(string expression) => Verify(expression);

    [TestCase($"{Changes} > 0 and {Age} <= 120")]
    [TestCase($"({Changes} > bool 0) * ({Age} <= bool 120)")]
    [TestCase($"min(({Changes} > bool 0) * 1) * min({Age} <= bool 120)")]
    [TestCase($"{Changes} == 0 or {Age} > 120")]
    [TestCase($"({Changes} == bool 0) + ({Age} > bool 120) > 0")]
    [TestCase($"(({Changes} > bool 0) + ({Age} <= bool 120)) == 2")]
    [TestCase($"(({Changes} > bool 0) + ({Age} <= bool 120)) > bool 1")]
    [TestCase($"(({Changes} > bool 0) + ({Age} <= bool 120)) < 2")]
    [TestCase($"{Changes} > 0 unless {Age} > 120")]
    [TestCase($"{Changes} > 0 or {Changes} > 1")]
    [TestCase($"({Changes} > 0 and {Age} <= 120) or ({Changes} > 5 and {Age} <= 600)")]
    [TestCase($$"""{{Changes}} > 0 or time() - predict_linear(duri_textfile_heartbeat_ts{metric_realm="prod"}[2m], 60) <= 120""")]
    [TestCase("up == 1 or time() - process_start_time_seconds < 120")]
    public void Both_are_needed_or_it_is_no_heartbeat(string expression) => Verify(expression);

    [Test]
    public void It_is_followed_over_three_files() => LintVerifier.VerifyFiles(
        "PRL5002",
        LintConfiguration.Default,
        onlyMarked: false,
        ("change.yml", Rules("duri_changed", Changes + " > bool 0")),
        ("fresh.yml", Rules("duri_fresh", Age + " <= bool 120")),
        ("verdict.yml", Rules("duri_ok", "clamp_max((duri_changed == 1 ⟦or⟧ duri_fresh == 1) * 1, 1)")));

    [Test]
    public void A_recorded_sum_that_an_alert_asks_both_of_is_an_and() => LintVerifier.VerifyFiles(
        "PRL5002",
        LintConfiguration.Default,
        onlyMarked: false,
        ("sum.yml", Rules("duri_votes", $"({Changes} > bool 0) + ({Age} <= bool 120)")),
        ("alert.yml", "groups:\n- name: a\n  rules:\n  - alert: Stalled\n    expr: duri_votes < 2\n"));

    [TestCase($"1 - (1 - ({Changes} > bool 0)) ⟦*⟧ (1 - ({Age} <= bool 120))")]
    [TestCase($"({Changes} == bool 0) ⟦*⟧ ({Age} > bool 120) == bool 0")]
    [TestCase($"({Changes} == bool 0) ⟦+⟧ ({Age} > bool 120) < bool 2")]
    [TestCase($"absent({Changes} == 0 ⟦and⟧ {Age} > 120)")]
    [TestCase($"vector(1) unless on () ({Changes} == 0 ⟦and⟧ {Age} > 120)")]
    [TestCase($"({Changes} > bool 0) ⟦+⟧ ({Age} <= bool 120) - ({Changes} > bool 0) * ({Age} <= bool 120)")]
    public void Either_alone_suffices_by_complements(string expression) => Verify(expression);

    [TestCase($"({Changes} == bool 0) * ({Age} > bool 120)")]
    [TestCase($"{Changes} == 0 and {Age} > 120")]
    [TestCase($"1 - ({Changes} > bool 0) * ({Age} <= bool 120)")]
    public void Both_complements_by_themselves_are_no_verdict_of_life(string expression) => Verify(expression);

    [Test]
    public void Complements_that_a_rule_joins_are_told_where_they_are_negated() => LintVerifier.Verify("PRL5002", Group(
        ("duri_dead", $"(1 - ({Changes} > bool 0)) * (1 - ({Age} <= bool 120))"),
        ("duri_ok", "⟦1 - duri_dead⟧")));

    [TestCase($"{Changes} == 0 ⟦and⟧ {Age} > 120")]
    [TestCase($"{Changes} == 0 ⟦unless⟧ {Age} <= 120")]
    public void An_alert_that_waits_until_both_have_failed_is_told(string expression) => LintVerifier.Verify("PRL5002", Alerts(("DuriDead", expression)));

    [Test]
    public void Beside_an_alert_on_either_it_is_an_escalation() =>
        LintVerifier.Verify("PRL5002", Alerts(("DuriStalled", $"{Changes} == 0 or {Age} > 120"), ("DuriDead", $"{Changes} == 0 and {Age} > 600")));

    [Test]
    public void Two_rules_of_one_name_that_say_alike_are_one_signal() => LintVerifier.Verify("PRL5002", Group(
        ("duri_changed", """changes(duri_textfile_heartbeat_seq{metric_realm="prod"}[6m]) > bool 0"""),
        ("duri_changed", """changes(duri_textfile_heartbeat_seq{metric_realm="stage"}[6m]) > bool 0"""),
        ("duri_fresh", """(time() - duri_textfile_heartbeat_ts{metric_realm="prod"}) <= bool 120"""),
        ("duri_fresh", """(time() - duri_textfile_heartbeat_ts{metric_realm="stage"}) <= bool 120"""),
        ("duri_ok", "clamp_max(duri_changed ⟦+⟧ duri_fresh, 1)")));

    [Test]
    public void Two_rules_of_one_name_that_need_both_are_right() => LintVerifier.Verify("PRL5002", Group(
        ("duri_changed", """changes(duri_textfile_heartbeat_seq{metric_realm="prod"}[6m]) > bool 0"""),
        ("duri_changed", """changes(duri_textfile_heartbeat_seq{metric_realm="stage"}[6m]) > bool 0"""),
        ("duri_fresh", $"{Age} <= bool 120"),
        ("duri_ok", "clamp_max(duri_changed * duri_fresh * 1, 1)")));

    [Test]
    public void Two_rules_of_one_name_that_say_different_things_say_nothing() => LintVerifier.Verify("PRL5002", Group(
        ("duri_side", Changes + " > bool 0"),
        ("duri_side", Age + " <= bool 120"),
        ("duri_ok", $"clamp_max(duri_side + ({Age} <= bool 60), 1)")));

    [TestCase("vector(1)")]
    [TestCase("duri_verdict")]
    [TestCase("max(duri_verdict)")]
    public void A_constant_or_a_copy_of_the_same_name_hides_nothing(string second) => LintVerifier.Verify("PRL5002", Group(
        ("duri_verdict", $"clamp_max(({Changes} > bool 0) ⟦+⟧ ({Age} <= bool 120), 1)"),
        ("duri_verdict", second)));

    [TestCase("vector(7)")]
    [TestCase("duri_textfile_heartbeat_seq")]
    public void A_constant_or_a_copy_beside_the_raw_series_hides_nothing(string second) => LintVerifier.Verify("PRL5002", Group(
        ("duri_textfile_heartbeat_seq", second),
        ("duri_verdict", $"clamp_max(({Changes} > bool 0) ⟦+⟧ ({Age} <= bool 120), 1)")));

    [Test]
    public void Rules_that_record_each_other_end() =>
        LintVerifier.Verify("PRL5002", "groups:\n- name: a\n  rules:\n  - record: duri_a\n    expr: duri_b or " + Changes + " > 0\n  - record: duri_b\n    expr: duri_a\n");

    private static void Verify(string expression) => LintVerifier.Verify("PRL5002", Rules("duri_verdict", expression));

    private static string Alerts(params (string Name, string Expression)[] alerts) =>
        "groups:\n- name: g\n  rules:\n" + string.Concat(alerts.Select(static alert => $"  - alert: {alert.Name}\n    expr: {alert.Expression}\n"));

    private static string Group(params ReadOnlySpan<(string Name, string Expression)> rules)
    {
        var yaml = new StringBuilder("groups:\n- name: duri\n  rules:\n");
        foreach ((string name, string expression) in rules)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  - record: {name}\n    expr: {expression}\n");
        }

        return yaml.ToString();
    }

    private static string Rules(string name, string expression) => $"groups:\n- name: {name}\n  rules:\n  - record: {name}\n    expr: {expression}\n";
}
