using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.Alerts;

public sealed class AlertBlindWhenAbsentTests
{
    [TestCase("queue_length > 5", "queue_length")]
    [TestCase("rate(queue_total[5m]) > 5 and on () shop_open == 1", "queue_total,shop_open")]
    [TestCase("absent(queue_length) or queue_length > 5", "")]
    [TestCase("absent_over_time(queue_length[5m]) or queue_length > 5", "")]
    [TestCase("(sum(queue_length) or vector(0)) > 5", "")]
    [TestCase("shop_open == 1 unless on (shop) queue_length", "shop_open")]
    [TestCase("queue_length > 5 and on (instance) up == 1", "")]
    [TestCase("ALERTS{alertname=\"Other\"}", "")]
    [TestCase("duri_textfile_heartbeat_seq > 5 and on (instance) up == 1", "duri_textfile_heartbeat_seq")]
    public void A_series_may_go_silent(string expression, string unnoticed)
    {
        LintConfiguration configuration = LintConfiguration.Default with { Severities = ImmutableDictionary<string, DiagnosticSeverity>.Empty.Add("PRL4018", DiagnosticSeverity.Info) };
        IReadOnlyList<Diagnostic> found = LintVerifier.Lint(configuration, ("rules.yml", $"groups:\n- name: g\n  rules:\n  - alert: A\n    expr: '{expression}'\n"));
        string[] metrics = [.. found.Where(static finding => finding.Id == "PRL4018").Select(static finding => finding.Message.Split('\'')[3])];
        Assert.That(string.Join(',', metrics), Is.EqualTo(unnoticed));
    }
}
