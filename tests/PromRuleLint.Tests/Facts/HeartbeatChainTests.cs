using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Facts;

/// <summary>The alert that exists to see a stalled heartbeat and cannot fire: the verdict, its chain and its fix.</summary>
public sealed class HeartbeatChainTests
{
    private const string Rules =
        """
        groups:
        - name: rules
          rules:
          - record: duri_heartbeat_changes_6m
            expr: changes(duri_textfile_heartbeat_seq{metric_realm="prod"}[6m])
          - record: duri_heartbeat_fresh_120s
            expr: clamp_max(((time() - duri_textfile_heartbeat_ts{metric_realm="prod"}) <= 120) * 1, 1)
          - record: duri_heartbeat_ok
            expr: clamp_max((duri_heartbeat_changes_6m > 0) * (duri_heartbeat_fresh_120s > 0) * 1, 1)
          - record: duri_heartbeat_stall
            expr: clamp_max((duri_heartbeat_ok == 0) * 1, 1)
        """;

    private const string Alerts =
        """
        groups:
        - name: alerts
          rules:
          - alert: HeartbeatStalled
            expr: duri_heartbeat_stall == 1
            for: 3m
        """;

    [Test]
    public void The_verdict_names_the_only_possible_value_and_the_chain_reaches_every_filter()
    {
        Diagnostic finding = Finding(Rules, Alerts)!;
        Assert.That(finding.Location.Path, Is.EqualTo("alerts.yml"));
        Assert.That(Text(finding.Location), Is.EqualTo("duri_heartbeat_stall == 1"));
        Assert.That(finding.Message, Does.Contain("'duri_heartbeat_stall' is never 1: its only possible value is 0"));
        string[] chain = [.. finding.AdditionalLocations.Select(static related => Text(related.Location))];
        Assert.That(chain, Is.SupersetOf(new[] { "duri_heartbeat_stall", "== 0", "duri_heartbeat_ok", "> 0", "<= 120" }));
        Assert.That(chain.Count(static text => text == "> 0"), Is.EqualTo(2));
    }

    [Test]
    public void After_the_fix_the_alert_may_fire()
    {
        CodeFix fix = Finding(Rules, Alerts)!.CodeFixes[0];
        string text = Rules;
        foreach (TextEdit edit in fix.Edits.OrderByDescending(static edit => edit.Range.Start))
        {
            text = text[..edit.Range.Start] + edit.NewText + text[edit.Range.End..];
        }

        Assert.That(text, Does.Contain("<= bool 120"));
        Assert.That(text, Does.Contain("(duri_heartbeat_changes_6m > bool 0) * (duri_heartbeat_fresh_120s > bool 0)"));
        Assert.That(text, Does.Contain("== bool 0"));
        Assert.That(Finding(text, Alerts), Is.Null);
    }

    private static Diagnostic? Finding(string rules, string alerts) =>
        LintVerifier.Lint(LintConfiguration.Default, ("rules.yml", rules), ("alerts.yml", alerts)).SingleOrDefault(static diagnostic => diagnostic.Id == "PRL4001");

    private static string Text(Location location) => location.Source.Text[location.Range.Start..location.Range.End];
}
