using PromRuleLint.Configuration;
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
    public void Nothing_is_said_where_nothing_is_configured(string expression)
    {
        foreach (string id in (string[])["PRL3025", "PRL3031", "PRL3032"])
        {
            LintVerifier.Verify(id, $"groups:\n- name: g\n  rules:\n  - record: a\n    expr: {expression}\n");
        }
    }
}
