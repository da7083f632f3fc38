using PromRuleLint.Configuration;
using PromRuleLint.PromQL;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.Semantics;

/// <summary>Checks that need to know the server.</summary>
public sealed class ConfiguredIntervalTests
{
    [TestCase("PRL3025", "rate(x_total[⟦59s⟧])")]
    [TestCase("PRL3025", "rate(x_total[1m])")]
    [TestCase("PRL3025", "rate(slow[⟦5m⟧])")]
    [TestCase("PRL3025", "deriv(slow[⟦19m⟧])")]
    [TestCase("PRL3025", "rate(slow[20m])")]
    [TestCase("PRL3025", "rate((x_total)[30s:10s])")]
    [TestCase("PRL3025", "max_over_time(x_total[10s])")]
    [TestCase("PRL3025", "rate(x_total[10s] anchored)")]
    [TestCase("PRL3031", "x ⟦offset 11d⟧")]
    [TestCase("PRL3031", "x offset 10d")]
    [TestCase("PRL3031", "x offset 20d @ 1700000000")]
    [TestCase("PRL3032", "avg_over_time(x[⟦11d⟧])")]
    [TestCase("PRL3032", "avg_over_time(x[⟦6d⟧] offset 5d)")]
    [TestCase("PRL3032", "avg_over_time(x[5d] offset 11d)")]
    [TestCase("PRL3032", "avg_over_time(x[10d])")]
    public void Windows_are_held_against_what_is_configured(string id, string expression)
    {
        var configuration = LintConfiguration.Default with
        {
            Facts = new FactsConfiguration { ScrapeInterval = TimeSpan.FromSeconds(30), EvaluationInterval = TimeSpan.FromMinutes(1), Retention = TimeSpan.FromDays(10) },
        };
        LintVerifier.Verify(id, $"groups:\n- name: g\n  rules:\n  - record: a\n    expr: {expression}\n- name: h\n  interval: 10m\n  rules:\n  - record: slow\n    expr: sum(x)\n", configuration);
    }

    [TestCase("rate(x_total[1s])")]
    [TestCase("x offset 5y")]
    [TestCase("avg_over_time(x[5y])")]
    [TestCase("histogram_quantiles(x, \"q\", 0.5, 0.9)")]
    public void Nothing_is_said_where_nothing_is_configured(string expression)
    {
        foreach (string id in (string[])["PRL2010", "PRL3025", "PRL3031", "PRL3032"])
        {
            LintVerifier.Verify(id, $"groups:\n- name: g\n  rules:\n  - record: a\n    expr: {expression}\n");
        }
    }

    [TestCase("3.3", "avg_over_time(x[⟦5m + 1m⟧])")]
    [TestCase("3.4", "avg_over_time(x[5m + 1m])")]
    [TestCase("2.53", "x > ⟦1_000⟧")]
    [TestCase("2.54", "x > 1_000")]
    [TestCase("2.30", "x ⟦atan2⟧ y")]
    [TestCase("2.32", "x ⟦@ start()⟧")]
    [TestCase("3.6", "rate(x_total[5m] ⟦anchored⟧)")]
    [TestCase("3.9", "x + ⟦fill(0)⟧ y")]
    [TestCase("2.28", "⟦present_over_time⟧(x[5m])")]
    [TestCase("2.40.1", "histogram_sum(x)")]
    public void What_is_newer_than_the_target_version_is_found(string version, string expression)
    {
        var configuration = LintConfiguration.Default with { PromQL = new PromQLOptions { TargetVersion = Version.Parse(version) } };
        LintVerifier.Verify("PRL2010", $"groups:\n- name: g\n  rules:\n  - record: a\n    expr: {expression}\n", configuration);
    }
}
