using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Tests.Docs;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.AcrossFiles;

public sealed class UnknownMetricTests
{
    private const string Catalog = """
        severity: {unknown-metric: warning}
        facts:
          external_metrics: ["cluster:load:sum"]
          metrics:
            http_requests_total: {type: counter}
            request_size_bytes: {type: summary}
            "http.requests": {type: counter}
        """;

    [TestCase("⟦http_requests⟧ > 1")]
    [TestCase("absent(⟦nothing⟧)")]
    [TestCase("{__name__=⟦\"nothing\"⟧} > 1")]
    [TestCase("{⟦\"nothing\"⟧} > 1")]
    [TestCase("{__name__=~\"nothing.*\"} > 1")]
    [TestCase("request_size_bytes_sum / request_size_bytes_count > request_size_bytes{quantile=\"0.5\"}")]
    [TestCase("⟦request_size_bytes_bucket⟧ > 1")]
    [TestCase("{\"http.requests\"} > 1")]
    [TestCase("up == 0 or ALERTS == 1 or ALERTS_FOR_STATE > 1 or scrape_samples_scraped > 5 or cluster:load:sum > 1")]
    public void Only_what_nothing_provides_is_found(string expression) => LintVerifier.Verify("PRL7010", Rules(expression), PageConfiguration.Read(Catalog));

    [TestCase("http_requsts_total", "did you mean 'http_requests_total'?")]
    [TestCase("request_size_bytes_sums", "did you mean 'request_size_bytes_sum'?")]
    [TestCase("job:request:rate5m", "did you mean 'job:requests:rate5m'?")]
    [TestCase("http_request_duration_seconds", "check the name, or add it to the catalog")]
    public void The_nearest_name_is_told(string metric, string hint)
    {
        Diagnostic found = LintVerifier.Lint(PageConfiguration.Read(Catalog), ("rules.yml", Rules(metric))).Single(static each => each.Id == "PRL7010");

        Assert.That(found.Message, Does.StartWith($"No rule records '{metric}'").And.EndWith(hint));
        Assert.That(found.CodeFixes is not [], Is.EqualTo(hint.StartsWith("did", StringComparison.Ordinal)));
    }

    [Test]
    public void Without_a_catalog_nothing_is_found() =>
        LintVerifier.Verify("PRL7010", Rules("nothing"), PageConfiguration.Read("severity: {unknown-metric: warning}"));

    [Test]
    public void It_is_off_by_default() =>
        LintVerifier.Verify("PRL7010", Rules("nothing"), PageConfiguration.Read("facts: {metrics: {up: {type: gauge}}}"));

    [Test]
    public void A_catalog_of_another_server_does_not_make_the_run_slow()
    {
        string metrics = string.Concat(Enumerable.Range(0, 3000).Select(static i => $"    metric_with_a_rather_long_name_{i}_total:\n"));
        string rules = "groups:\n- name: g\n  rules:\n" + string.Concat(Enumerable.Range(0, 3000).Select(static i => $"  - record: r{i}\n    expr: metric_with_some_other_name_{i}_total\n"));

        IReadOnlyList<Diagnostic> found = LintVerifier.Lint(PageConfiguration.Read($"severity: {{unknown-metric: warning}}\nfacts:\n  metrics:\n{metrics}"), ("rules.yml", rules));

        Assert.That(found.Count(static each => each.Id == "PRL7010"), Is.EqualTo(3000));
    }

    private static string Rules(string expression) =>
        $"groups:\n- name: g\n  rules:\n  - record: job:requests:rate5m\n    expr: sum by (job) (rate(http_requests_total[5m]))\n  - alert: A\n    expr: |\n      {expression}\n";
}
