using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Tests.Facts;

/// <summary>What follows where the two sides of an operator are computed from the same series, or one from a part of the other.</summary>
public sealed class SideRelationTests
{
    // A part divided by its whole is at most 1.
    [TestCase("sum by (svc) (rate(calls_total{code=~\"5..\"}[5m])) / sum by (svc) (rate(calls_total[5m])) > 12")]
    [TestCase("sum by (svc, code) (rate(calls_total[5m])) / on (svc) group_left () sum by (svc) (rate(calls_total[5m])) > 12")]
    [TestCase("sum without (pod) (rate(calls_total{code=\"500\"}[5m])) / ignoring (code) group_left () sum without (pod, code) (rate(calls_total[5m])) >= 1.5")]
    [TestCase("rate(calls_total[5m]) / on () group_left () sum(rate(calls_total[5m])) > 2")]
    [TestCase("sum(rate(calls_total{zone=\"a\"}[5m])) / sum(rate(calls_total{zone=~\"a|b\"}[5m])) > 2")]
    [TestCase("(sum(rate(calls_total{code=\"500\"}[5m])) or vector(0)) / sum(rate(calls_total[5m])) > 50")]
    [TestCase("count(up == 0) / count(up) > 50")]
    [TestCase("count(level > 5) by (job) / count(level) by (job) > 2")]
    [TestCase("count(level > 5 and level < 9) / count(level) > 2")]
    [TestCase("count(abs(level > 5)) / count(abs(level)) > 2")]
    [TestCase("sum(up) / sum(up) > 1.1")]
    [TestCase("1 - sum(up == 1) / sum(up) < -1")]

    // The whole divided by its part is at least 1.
    [TestCase("sum(rate(calls_total[5m])) / sum(rate(calls_total{code=\"200\"}[5m])) < 0.5")]

    // Multiples of one value.
    [TestCase("sum(up) < sum(up) / 2")]
    [TestCase("sum(up) * 2 < sum(up)")]
    [TestCase("count(level) * 3 <= count(level)")]
    [TestCase("count(level) < count(level) / 2 - 1")]
    [TestCase("x_total * 2 < x_total")]
    [TestCase("sum by (svc) (rate(calls_total{code=~\"5..\"}[5m])) > 2 * sum by (svc) (rate(calls_total[5m]))")]
    [TestCase("count(up == 1) > count(up) * 1.5")]
    [TestCase("-count(level) > count(level)")]

    // Numbers of series are exact.
    [TestCase("count(level > 5) > count(level)")]
    [TestCase("sum(up) > count(up)")]
    [TestCase("sum by (job) (up{zone=\"a\"}) / count by (job) (up) > 50")]
    [TestCase("count(level) - 1 > count(level)")]

    // In one group of both, the part that a matcher of its label selects is the whole.
    [TestCase("sum by (code) (rate(calls_total{code=~\"5..\"}[5m])) / sum by (code) (rate(calls_total[5m])) > 1.5")]
    [TestCase("sum without (pod) (rate(calls_total{code=~\"5..\"}[5m])) / sum without (pod) (rate(calls_total[5m])) < 0.5")]

    // A bucket holds a part of what its histogram counts.
    [TestCase("sum(rate(wait_seconds_bucket{le=\"0.5\"}[5m])) / sum(rate(wait_seconds_bucket{le=\"+Inf\"}[5m])) > 95")]
    [TestCase("sum by (job) (rate(wait_seconds_bucket{le=\"0.5\", code=\"200\"}[5m])) / sum by (job) (rate(wait_seconds_count[5m])) > 95")]
    [TestCase("1 - sum without (le, pod) (increase(wait_seconds_bucket{le=\"0.5\"}[1h])) / sum without (le, pod) (increase(wait_seconds_count[1h])) < -1")]

    // A processor is in one mode for at most one second a second.
    [TestCase("avg by (instance) (rate(node_cpu_seconds_total{mode=\"iowait\"}[5m])) > 20")]
    [TestCase("1 - rate(host_cpu_seconds_total{mode=\"idle\"}[5m]) > 1.5")]
    [TestCase("increase(node_cpu_seconds_total[1m]) > 90")]
    public void Return_nothing(string expression) => Assert.That(FactSet.Of(expression).Presence, Is.EqualTo(Presence.Never));

    [TestCase("sum by (svc) (rate(calls_total{code=~\"5..\"}[5m])) / sum by (svc) (rate(calls_total[5m])) > 0.05")]
    [TestCase("sum(rate(wait_seconds_bucket{le=\"0.5\"}[5m])) / sum(rate(wait_seconds_bucket{le=\"1.0\"}[5m])) > 2")]
    [TestCase("sum(rate(wait_seconds_bucket{le=~\"0.5|1.0\"}[5m])) / sum(rate(wait_seconds_count[5m])) > 2")]
    [TestCase("sum(rate(wait_seconds_bucket{le=\"0.5\"}[5m])) / sum(rate(wait_seconds_count{code=\"200\"}[5m])) > 2")]
    [TestCase("sum(rate(wait_seconds_bucket{le=\"0.5\"}[5m])) / sum(rate(wait_seconds_count[1h])) > 2")]
    [TestCase("sum(wait_seconds_bucket{le=\"0.5\"}) / sum(wait_seconds_count) > 2")]
    [TestCase("100 * count(up == 0) / count(up) > 50")]
    [TestCase("sum(rate(retries_total[5m])) / sum(rate(calls_total[5m])) > 1.5")]
    [TestCase("sum(rate(calls_total[5m])) / sum(rate(calls_total{code=\"200\"}[5m])) > 2")]
    [TestCase("sum(rate(calls_total{code=\"500\"}[5m])) / sum(rate(calls_total{code!=\"500\"}[5m])) > 2")]
    [TestCase("sum(rate(calls_total{code=\"500\"}[1m])) / sum(rate(calls_total[5m])) > 2")]
    [TestCase("sum(rate(calls_total{code=\"500\"}[5m])) / sum(rate(calls_total[5m] offset 1h)) > 2")]
    [TestCase("sum by (svc) (level{zone=\"a\"}) / sum by (svc) (level) > 2")]
    [TestCase("sum by (svc) (rate(calls_total{code=\"500\"}[5m])) / on () group_left () sum by (zone) (rate(calls_total[5m])) > 2")]
    [TestCase("sum(rate(calls_total{code=\"500\"}[5m])) / on () group_right () sum by (svc) (rate(calls_total[5m])) > 2")]
    [TestCase("sum(x_total) / count(x_total) > 2")]
    [TestCase("max_over_time((up == 1)[5m:1m]) / max_over_time(up[5m:1m]) > 2")]
    [TestCase("sum(x_total) == sum(x_total) * 2")]
    [TestCase("sum(level) < sum(level) / 2")]
    [TestCase("level * 2 < level")]
    [TestCase("level + 5 < level offset 1h")]
    [TestCase("count(level) > count(level) / 2 + 5")]
    [TestCase("(level > 5) > on (job) level * 2")]
    [TestCase("sum(rate(calls_total{code=\"500\"}[5m])) / sum(rate(calls_total[5m])) > 1", Description = "sums are rounded")]
    public void May_return_something(string expression) => Assert.That(FactSet.Of(expression).Presence, Is.EqualTo(Presence.Maybe));

    [TestCase("count(level) > bool count(level) / 2 - 1", 1)]
    [TestCase("count(level) < bool count(level) * 2", 1)]
    [TestCase("count(level) == bool count(level) * 2", 0)]
    [TestCase("count(level > 1) <= bool count(level) * 2", 1)]
    public void Give_one_value_with_bool(string expression, double value) => Assert.That(FactSet.Of(expression).Value.Single, Is.EqualTo(value));

    [Test]
    public void Each_series_divided_by_itself_is_1_or_NaN() =>
        Assert.That(FactSet.Of("rate(calls_total{code=~\"5..\"}[5m]) / rate(calls_total[5m])").Value, Is.EqualTo(ValueSet.One.WithNaN(true)));
}
