using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks;

/// <summary>What is said of a comparison that never holds: why, and what was probably meant.</summary>
public sealed class NeverHoldsTextTests
{
    [TestCase("count(door_open{site=\"a\"}) == 0", "'count' gives nothing, write 'absent(door_open{site=\"a\"})'")]
    [TestCase("0 == count(door_open)", "write 'absent(door_open)'")]
    [TestCase("count by (site) (door_open) <= 0", "'count' gives nothing, write 'absent(door_open)'")]
    [TestCase("count_over_time(door_open[5m]) < 1", "'count_over_time' gives nothing, write 'absent_over_time(door_open[5m])'")]
    [TestCase("1 - sum(rate(calls_total{code=\"500\"}[5m])) / sum(rate(calls_total[5m])) * 100 > 90", "'*' binds stronger than '-', write '(1 - sum(rate(calls_total{code=\"500\"}[5m])) / sum(rate(calls_total[5m]))) * 100'")]
    [TestCase("count(door_open == 0) / count(door_open) > 20 * 100", "'*' binds stronger than '>', write '(count(door_open == 0) / count(door_open)) * 100 > 20'")]
    [TestCase("count(door_open == 0) / count(door_open) > 50", "its possible values are (0, 1]")]
    public void Says_what_was_meant(string expression, string expected)
    {
        Assert.That(Message("alert: DoorsClosed", "PRL4001", expression), Does.Contain(expected));
        Assert.That(Message("record: doors:closed", "PRL3001", expression), Does.Contain(expected));
    }

    [Test]
    public void What_another_rule_counts_is_named()
    {
        const string Yaml = "groups:\n- name: g\n  rules:\n  - record: doors:open:count\n    expr: scalar(count(door_open))\n  - alert: DoorsClosed\n    expr: doors:open:count == 0\n";
        Assert.That(LintVerifier.Lint(LintConfiguration.Default, ("rules.yml", Yaml)).Single(static finding => finding.Id == "PRL4001").Message, Does.EndWith("'count' gives nothing, write 'absent(door_open)'"));
    }

    [TestCase("(door_lag_seconds or vector(0) > 30) and on () hour() > 6")]
    [TestCase("sum(door_lag_seconds or vector(0) > 30) > 0")]
    public void An_or_that_binds_weaker_is_named(string expression) =>
        Assert.That(Message("alert: DoorsLate", "PRL3001", expression), Does.EndWith("'or' binds weaker than the comparison; write '(door_lag_seconds or vector(0)) > 30' to compare both"));

    private static string Message(string rule, string id, string expression) =>
        LintVerifier.Lint(LintConfiguration.Default, ("rules.yml", $"groups:\n- name: g\n  rules:\n  - {rule}\n    expr: '{expression}'\n")).Single(finding => finding.Id == id).Message;
}
