using PromRuleLint.Configuration;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Facts;

public sealed class ExpressionCostTests
{
    private static readonly MetricCatalog Catalog = MetricCatalogReader.Read(new SourceText("m.yml", """
        metrics:
          requests_total: {type: counter, series: 100}
          latency_seconds: {type: histogram, series: 0}
          latency_seconds_bucket: {series: 1000}
        """)).Catalog;

    [TestCase("requests_total", 100, 100)]
    [TestCase("rate(requests_total[5m])", 100, 2100)]
    [TestCase("rate(requests_total[5m]) / requests_total", 200, 2200)]
    [TestCase("max_over_time(rate(requests_total[5m])[1h:1m])", 100, 128100)]
    [TestCase("max_over_time(requests_total[1h:])", 100, 6100)]
    [TestCase("sum(latency_seconds_bucket) + 1", 1000, 1000)]
    [TestCase("vector(1)", 0, 0)]
    public void Cost_counts_series_and_samples(string expression, long series, long samples)
    {
        ExpressionCost cost = ExpressionCost.Estimate(PromQLParser.Parse(expression).Root!, Catalog, static _ => TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1));
        Assert.That((cost.Series, cost.Samples, cost.Unknown), Is.EqualTo((series, samples, System.Collections.Immutable.ImmutableArray<string>.Empty)).Using<(long, long, System.Collections.Immutable.ImmutableArray<string>)>(static (a, b) => a.Item1 == b.Item1 && a.Item2 == b.Item2 && a.Item3.Length == b.Item3.Length));
    }

    [Test]
    public void Metrics_of_which_nothing_is_known_are_named() =>
        Assert.That(ExpressionCost.Estimate(PromQLParser.Parse("up + {job=\"a\"} + requests_total").Root!, Catalog, static _ => TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1)).Unknown, Is.EqualTo(new[] { "up", "{…}" }));
}
