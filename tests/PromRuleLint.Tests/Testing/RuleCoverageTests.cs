using System.Collections.Immutable;
using PromRuleLint.Reporting.Testing;
using PromRuleLint.Testing;

namespace PromRuleLint.Tests.Testing;

/// <summary>What counts as reached: each rule beside a twin that a test does not reach.</summary>
public sealed class RuleCoverageTests
{
    private const string Rules = """
        - alert: DiskFull
          expr: disk_free_ratio < 0.1
          for: 2m
        """;

    [TestCase("0.5 0.05x5", "5m", "")]
    [TestCase("0.05x5", "5m", "NotHeld disk_free_ratio < 0.1")]
    [TestCase("0.5 0.05x5", "2m", "Fired 2m")]
    [TestCase("0.5x5", "5m", "Result DiskFull|Held disk_free_ratio < 0.1|Fired 2m")]
    public void A_comparison_holds_and_does_not_and_an_alert_lasts(string values, string time, string missing)
    {
        string test = $$"""
            input_series: [{series: 'disk_free_ratio{instance="a"}', values: {{values}}}]
            promql_expr_test: [{expr: vector(1), eval_time: {{time}}, exp_samples: [{labels: '{}', value: 1}]}]
            """;
        Assert.That(Missing(Rules, test), Is.EqualTo(missing));
    }

    [TestCase("requests or requests_legacy", "requests{job=\"api\"} 1|requests_legacy{job=\"web\"} 1", "")]
    [TestCase("requests or requests_legacy", "requests{job=\"api\"} 1|requests_legacy{job=\"api\"} 1", "Right requests_legacy")]
    [TestCase("requests or requests_legacy", "requests_legacy{job=\"web\"} 1", "Left requests")]
    [TestCase("requests unless on (job) muted", "requests{job=\"api\"} 1|requests{job=\"web\"} 1|muted{job=\"web\"} 1", "")]
    [TestCase("requests unless on (job) muted", "requests{job=\"api\"} 1|muted{job=\"web\"} 1", "Removed muted")]
    [TestCase("requests unless on (job) muted", "requests{job=\"web\"} 1|muted{job=\"web\"} 1", "Result job:requests|Left requests")]
    [TestCase("requests > on (job) allowed", "requests{job=\"api\"} 3|allowed{job=\"api\"} 2", "NotHeld requests > on (job) allowed")]
    [TestCase("requests > bool 2", "requests{job=\"api\"} 1", "Held requests > bool 2")]
    [TestCase("requests > 2", "", "Result job:requests|Held requests > 2|NotHeld requests > 2")]
    public void Branches_of_operators_are_told_apart(string expression, string series, string missing)
    {
        IEnumerable<string> inputs = series.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(static line => $"- {{series: '{line[..^2]}', values: {line[^1]}}}");
        string test = $"input_series:{(series.Length == 0 ? " []" : "\n" + string.Join('\n', inputs))}\npromql_expr_test: [{{expr: vector(1), exp_samples: [{{labels: '{{}}', value: 1}}]}}]";
        Assert.That(Missing($"- record: job:requests\n  expr: {expression}", test), Is.EqualTo(missing));
    }

    [TestCase("absent(up) == 1", "up 1", "Result job:requests|Held absent(up) == 1", "'absent(up)' is always 1, so that the comparison always holds")]
    [TestCase("count(requests) > 0", "requests 1", "", "'count(requests)' is always whole numbers in [1, +Inf), so that the comparison always holds")]
    [TestCase("0 > bool count(requests)", "requests 1", "", "'count(requests)' is always whole numbers in [1, +Inf), so that the comparison never holds")]
    [TestCase("requests or (requests{job=\"api\"})", "requests 1", "", "'requests' has all that '(requests{job=\"api\"})' gives")]
    [TestCase("requests unless (absent(up) == 2)", "requests 1", "", "'absent(up)' is always 1, so that the comparison never holds|'(absent(up) == 2)' never gives anything")]
    public void What_facts_prove_impossible_is_not_counted_and_said(string expression, string series, string missing, string proofs)
    {
        string[] parts = series.Split(' ');
        string test = $"input_series: [{{series: {parts[0]}, values: {parts[1]}}}]\npromql_expr_test: [{{expr: vector(1), exp_samples: [{{labels: '{{}}', value: 1}}]}}]";
        ImmutableArray<CoveredRule> rules = Run($"- record: job:requests\n  expr: {expression}", test);
        Assert.That(Missing(rules), Is.EqualTo(missing));
        IEnumerable<string?> found = rules.SelectMany(static rule => rule.Impossible).Select(static point => point.Impossibility).Distinct();
        Assert.That(found.Intersect(proofs.Split('|')), Is.EqualTo(found.Where(proof => proofs.Split('|').Contains(proof))).And.Not.Empty);
        var text = new StringWriter();
        CoverageTextReport.Write(text, rules);
        Assert.That(text.ToString(), Does.Contain($"not counted: {found.First()}"));
    }

    [TestCase("{{ if gt $value 5.0 }}many{{ else }}few{{ end }}", 9, "many", "Ran {{ else }}")]
    [TestCase("{{ if gt $value 5.0 }}many{{ else }}few{{ end }}", 3, "few", "Ran {{ if gt $value 5.0 }}")]
    [TestCase("{{ if gt $value 5.0 }}many{{ end }}.", 9, "many.", "Skipped {{ if gt $value 5.0 }}")]
    [TestCase("{{ range query `requests` }}x{{ end }}", 3, "x", "Skipped {{ range query `requests` }}")]
    [TestCase("{{ with query `nothing` }}x{{ else }}none{{ end }}", 3, "none", "Ran {{ with query `nothing` }}")]
    public void Branches_of_templates_are_told_apart(string template, int value, string text, string missing)
    {
        string rules = $"- alert: Busy\n  expr: requests\n  annotations: {{text: '{template}'}}\n";
        string test = $"input_series: [{{series: requests, values: {value}}}]\nalert_rule_test: [{{alertname: Busy, exp_alerts: [{{exp_annotations: {{text: '{text}'}}}}]}}]";
        Assert.That(Missing(Run(rules, test)), Is.EqualTo(missing));
    }

    [Test]
    public void What_an_expectation_evaluates_does_not_count()
    {
        const string Test = """
            input_series: [{series: disk_free_ratio, values: 0.5 0.05}]
            promql_expr_test: [{expr: disk_free_ratio < 0.1, eval_time: 0m, exp_samples: []}]
            """;
        Assert.That(Missing(Rules, Test), Does.Contain("Held disk_free_ratio"));
    }

    [Test]
    public void Formats_say_the_same_by_line()
    {
        const string Test = """
            input_series: [{series: disk_free_ratio, values: 0.5x3}]
            promql_expr_test: [{expr: vector(1), eval_time: 1m, exp_samples: [{labels: '{}', value: 1}]}]
            """;
        ImmutableArray<CoveredRule> rules = Run(Rules, Test);
        var text = new StringWriter { NewLine = "\n" };
        var lcov = new StringWriter { NewLine = "\n" };
        var cobertura = new StringWriter { NewLine = "\n" };
        CoverageTextReport.Write(text, rules);
        CoverageLcovReport.Write(lcov, rules);
        CoverageCoberturaReport.Write(cobertura, rules);
        Assert.Multiple(() =>
        {
            Assert.That(text.ToString(), Does.StartWith("rules.yml 25% (1 of 4)\n    4 -   - alert: DiskFull\n        'DiskFull' gave no result\n    5 ~     expr: disk_free_ratio < 0.1\n        never held: disk_free_ratio < 0.1\n"));
            Assert.That(lcov.ToString(), Is.EqualTo("TN:\nSF:rules.yml\nFN:4,DiskFull\nFNDA:0,DiskFull\nFNF:1\nFNH:0\nBRDA:5,0,0,0\nBRDA:5,0,1,2\nBRF:2\nBRH:1\nDA:4,0\nDA:5,2\nDA:6,0\nLF:3\nLH:1\nend_of_record\n"));
            Assert.That(cobertura.ToString(), Does.Contain("<line number=\"5\" hits=\"2\" branch=\"true\" condition-coverage=\"50% (1/2)\" />").And.Contain("line-rate=\"0.3333\" branch-rate=\"0.5\""));
        });
    }

    private static string Missing(string rules, string test) => Missing(Run(rules, test));

    private static string Missing(ImmutableArray<CoveredRule> rules) => string.Join('|', rules.SelectMany(static rule => rule.Points
        .Where(static point => !point.IsCovered)
        .Select(point => $"{point.Kind} {rule.Rule.File.Source.Text[point.Range.Start..point.Range.End]}")));

    private static ImmutableArray<CoveredRule> Run(string rules, string test)
    {
        var coverage = new RuleCoverage();
        TestFileOutcome outcome = TestRun.OfTest(test, rules, options: RuleTestOptions.Default with { Coverage = coverage });
        Assert.That(outcome.AllFailures.Select(static failure => failure.Message), Is.Empty);
        return coverage.Rules;
    }
}
