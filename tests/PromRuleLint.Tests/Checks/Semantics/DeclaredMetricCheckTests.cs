using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Tests.Docs;
using PromRuleLint.Tests.Verification;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Checks.Semantics;

/// <summary>Checks under a configuration that declares metrics.</summary>
public sealed class DeclaredMetricCheckTests
{
    private const string Metrics = """
        facts:
          metrics:
            fill: {type: gauge, values: "[0, 1]", labels: [queue]}
            level_total: {type: gauge}
            oom_kills: {type: counter}
            go_threads: {type: counter}
            latency: {type: histogram}
            depth: {type: gaugehistogram}
            size: {type: summary}
            mode: {type: stateset}
            odd_errors_total: {type: unknown}
            target: {type: info}
        """;

    [TestCase("PRL4001", "⟦fill > 1⟧")]
    [TestCase("PRL4001", "fill > 0.9")]
    [TestCase("PRL3001", "up == 1 and on (job) (⟦mode > 1⟧)")]
    [TestCase("PRL3011", "sum by (queue, ⟦pod⟧, job) (fill) > 0.5")]
    [TestCase("PRL3021", "rate(⟦fill⟧[5m]) > 1")]
    [TestCase("PRL3021", "rate(⟦level_total⟧[5m]) > 1")]
    [TestCase("PRL3021", "increase(⟦size⟧[5m]) > 1")]
    [TestCase("PRL3021", "increase(⟦depth_bucket⟧[5m]) > 1")]
    [TestCase("PRL3021", "increase(⟦mode⟧[5m]) > 1")]
    [TestCase("PRL3021", "rate(go_threads[5m]) > 1")]
    [TestCase("PRL3021", "rate(latency[5m]) > 1")]
    [TestCase("PRL3021", "rate(size_sum[5m]) > 1")]
    [TestCase("PRL3021", "rate(odd_errors_total[5m]) > 1")]
    [TestCase("PRL3022", "⟦oom_kills⟧ > 5")]
    [TestCase("PRL3022", "odd_errors_total > 5")]
    [TestCase("PRL3023", "⟦delta⟧(oom_kills[5m]) > 5")]
    [TestCase("PRL3023", "delta(level_total[5m]) > 5")]
    [TestCase("PRL3024", "rate((⟦sum⟧(oom_kills))[5m:1m]) > 5")]
    [TestCase("PRL3024", "rate((sum(level_total))[5m:1m]) > 5")]
    [TestCase("PRL3027", "histogram_quantile(0.9, ⟦latency_bucket⟧) > 5")]
    [TestCase("PRL3027", "histogram_quantile(0.9, depth_bucket) > 5")]
    [TestCase("PRL4003", "target{version=\"1\"}")]
    public void A_declaration_counts_before_the_name(string id, string expression) => LintVerifier.Verify(id, Rules(expression), PageConfiguration.Read(Metrics));

    [TestCase("rate(fill[5m]) > 1", "PRL3021", "gauge")]
    [TestCase("fill > 1", "PRL4001", "\"[0, 1]\"")]
    [TestCase("sum by (pod) (fill) > 0.5", "PRL3011", "[queue]")]
    [TestCase("delta(oom_kills[5m]) > 5", "PRL3023", "counter")]
    [TestCase("oom_kills > 5", "PRL3022", "counter")]
    public void The_finding_names_the_declaration(string expression, string id, string declared)
    {
        Diagnostic found = LintVerifier.Lint(PageConfiguration.Read(Metrics), ("rules.yml", Rules(expression))).Single(each => each.Id == id);

        AdditionalLocation place = found.AdditionalLocations.Single(static related => related.Location.Path == "promrulelint.yml");
        Assert.That(place.Location.Range.In(place.Location.Source.Text).ToString(), Is.EqualTo(declared));
        Assert.That(place.Message, Does.EndWith("is declared here"));
    }

    [Test]
    public void What_a_rule_records_is_not_what_is_declared()
    {
        const string Recorded = """
            groups:
            - name: g
              rules:
              - record: fill
                expr: vector(7)
              - alert: A
                expr: fill > 1 and rate(fill[5m]) > 0
            """;
        LintVerifier.Verify("PRL4001", Recorded, PageConfiguration.Read(Metrics));
        LintVerifier.Verify("PRL3021", Recorded, PageConfiguration.Read(Metrics));
    }

    [Test]
    public void Each_file_reads_the_metrics_of_its_own_configuration()
    {
        var declared = new LintInput(new SourceText("a.yml", Rules("fill > 1")), PageConfiguration.Read(Metrics));
        var other = new LintInput(new SourceText("b.yml", Rules("fill > 1")), LintConfiguration.Default);

        Assert.That(new Linter().Lint([declared, other]).Where(static each => each.Id == "PRL4001").Select(static each => each.Location.Path), Is.EqualTo(new[] { "a.yml" }));
    }

    private static string Rules(string expression) => $"groups:\n- name: g\n  rules:\n  - alert: A\n    expr: |\n      {expression}\n";
}
