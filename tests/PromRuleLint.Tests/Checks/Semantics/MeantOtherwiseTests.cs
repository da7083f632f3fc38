using PromRuleLint.Configuration;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.Semantics;

/// <summary>Expressions that Prometheus evaluates and that mean something else than their author meant.</summary>
public sealed class MeantOtherwiseTests
{
    [TestCase("⟦count(gate_queue > bool 12)⟧")]
    [TestCase("⟦count by (yard) ((gate_queue > bool 12) * 1)⟧")]
    [TestCase("⟦count((gate_queue > bool 12) * (gate_staff < bool 2))⟧")]
    [TestCase("⟦count_over_time((gate_open == bool 1)[1h:1m])⟧")]
    [TestCase("count(gate_queue > 12)")]
    [TestCase("count(gate_queue * (gate_staff < bool 2))")]
    [TestCase("sum(gate_queue > bool 12) / count(gate_queue > bool 12)")]
    [TestCase("count(gate_queue > bool 12) - sum(gate_queue > bool 12)")]
    [TestCase("count_values(\"queue\", gate_queue > bool 12)")]
    [TestCase("count_over_time(gate_open[1h])")]
    public void A_count_does_not_see_bool(string expression) => Verify("PRL3040", expression);

    [TestCase("⟦avg_over_time((gate_open == 1)[1d:1m])⟧")]
    [TestCase("100 * ⟦avg_over_time((gate_open == 1)[1d:1m])⟧")]
    [TestCase("⟦quantile_over_time(0.5, (gate_queue < 10)[1d:1m])⟧")]
    [TestCase("⟦avg_over_time((10 > gate_queue)[1d:1m])⟧")]
    [TestCase("avg_over_time((0 < gate_queue)[1d:1m])")]
    [TestCase("⟦avg_over_time(clamp_max((gate_queue < 10) * (gate_staff > 2), 1)[1d:1m])⟧")]
    [TestCase("avg_over_time(sum by (yard) (gate_queue < 10)[1d:1m])")]
    [TestCase("⟦avg by (yard) (gate_open == 1)⟧")]
    [TestCase("avg_over_time((gate_open == bool 1)[1d:1m])")]
    [TestCase("avg_over_time((gate_queue > 0)[1d:1m])")]
    [TestCase("avg_over_time((gate:late:ratio5m >= 0)[1d:1m])")]
    [TestCase("avg_over_time((gate_served / (gate_queue > 10))[1d:1m])")]
    [TestCase("avg_over_time((gate_queue < 10 or gate_queue * 0)[1d:1m])")]
    [TestCase("avg_over_time((gate_queue > gate_limit)[1d:1m])")]
    [TestCase("avg by (yard) (gate_queue > 10)")]
    [TestCase("max_over_time((gate_queue > 10)[1d:1m])")]
    public void An_average_has_lost_what_a_filter_drops(string expression) => Verify("PRL3041", expression);

    [TestCase("⟦sum(rate(wait_seconds_bucket[5m]))⟧")]
    [TestCase("sum(⟦sum by (gate) (increase(wait_seconds_bucket[5m]))⟧)")]
    [TestCase("⟦sum(sum by (gate, le) (rate(wait_seconds_bucket[5m])))⟧")]
    [TestCase("sum by (le) (rate(wait_seconds_bucket[5m]))")]
    [TestCase("sum without (gate) (rate(wait_seconds_bucket[5m]))")]
    [TestCase("sum(rate(wait_seconds_bucket{le=\"5.0\"}[5m]))")]
    [TestCase("histogram_quantile(0.9, sum by (gate) (rate(wait_seconds_bucket[5m])))")]
    [TestCase("sum(rate(wait_seconds_bucket[5m])) > 0")]
    [TestCase("gate_open and on () sum(rate(wait_seconds_bucket[5m]))")]
    [TestCase("sum by (vmrange) (rate(wait_seconds_bucket[5m]))")]
    [TestCase("sum(bits_per_bucket_total)")]
    public void Buckets_are_cumulative(string expression) => Verify("PRL3049", expression);

    [TestCase("⟦increase((gate_open == 1)[2h:1m])⟧")]
    [TestCase("⟦changes((gate_open == 0)[2h:1m])⟧")]
    [TestCase("sum(⟦rate(ALERTS{alertname=\"GateStuck\"}[1h])⟧)")]
    [TestCase("⟦delta(absent(gate_open)[1h:1m])⟧")]
    [TestCase("changes(gate_open[2h])")]
    [TestCase("count_over_time((gate_open == 1)[2h:1m])")]
    [TestCase("increase((gate_served > 1)[2h:1m])")]
    [TestCase("changes((gate_open == bool 1)[2h:1m])")]
    public void A_constant_never_changes(string expression) => Verify("PRL3042", expression);

    [TestCase("⟦code=\"5..\"⟧")]
    [TestCase("⟦code!=\"4..\"⟧")]
    [TestCase("⟦code=\"500|502\"⟧")]
    [TestCase("⟦path=\"/api/.+\"⟧")]
    [TestCase("⟦job=\".*mail.*\"⟧")]
    [TestCase("⟦major=\"[0-1]\"⟧")]
    [TestCase("⟦path=\"/(user|order)/list\"⟧")]
    [TestCase("⟦path=\"^/health\"⟧")]
    [TestCase("⟦path=\"/health$\"⟧")]
    [TestCase("⟦id=\"\\\\d+\"⟧")]
    [TestCase("⟦name=\"(?i)mail\"⟧")]
    [TestCase("⟦code=\"[45]..\"⟧")]
    [TestCase("⟦host=\"www\\\\.example\\\\.com\"⟧")]
    [TestCase("code=~\"5..\"")]
    [TestCase("code=\"5xx\"")]
    [TestCase("le=\"+Inf\"")]
    [TestCase("le=\"10.0\"")]
    [TestCase("version=\"1.2.3+build.5\"")]
    [TestCase("instance=\"[2001:db8::1]:9100\"")]
    [TestCase("instance=\"www.example.com:443\"")]
    [TestCase("path=\"/api/*\"")]
    [TestCase("path=\"*.*\"")]
    [TestCase("path=\"/a/(b)\"")]
    [TestCase("text=\"yes | no\"")]
    [TestCase("text=\"$job\"")]
    [TestCase("text=\"C:\\\\data\"")]
    public void An_equality_takes_a_pattern_letter_by_letter(string matcher) => Verify("PRL3043", $"gate_served{{{matcher}}}");

    [TestCase("⟦gate_queue != 1 or gate_queue != 2⟧")]
    [TestCase("⟦gate_open == 0 or gate_queue > 5 or gate_queue <= 10⟧")]
    [TestCase("⟦(gate_queue > 5 or gate_open == 0) or gate_queue < 9⟧")]
    [TestCase("gate_open == 0 or gate_queue > 10 or gate_queue <= 5")]
    [TestCase("gate_open == 0 or gate_queue{gate=\"a\"} > 5 or gate_queue{gate=\"b\"} <= 10")]
    [TestCase("gate_open == 0 or gate_queue > 5 or gate_queue offset 5m <= 10")]
    public void Branches_let_everything_through(string expression) => Verify("PRL3002", expression);

    [TestCase("⟦time() - up > 240⟧")]
    [TestCase("⟦240 < time() - up⟧")]
    [TestCase("⟦up < time() - 240⟧")]
    [TestCase("⟦max(time() - up) > 240⟧")]
    [TestCase("⟦(time() - up) / 60 > 5⟧")]
    [TestCase("⟦(time() - up) * 1000 > 240000⟧")]
    [TestCase("⟦-(up - time()) > 240⟧")]
    [TestCase("-(gate_seen_timestamp_seconds - time()) > 240")]
    [TestCase("time() - timestamp(up) > 240")]
    [TestCase("time() - gate_seen_timestamp_seconds > 240")]
    [TestCase("time() - hour() * 3600 > 240")]
    [TestCase("1 - up > 0.5")]
    [TestCase("time() - up > 1.7e9")]
    public void An_age_is_that_of_a_timestamp(string expression) => Verify("PRL3045", expression);

    [TestCase("⟦time() - max(gate_seen_seconds)⟧ > 240")]
    [TestCase("240 < ⟦time() - max by (job) (gate_seen_seconds)⟧")]
    [TestCase("(⟦time() - max(gate_seen_seconds)⟧) / 60 > 4")]
    [TestCase("⟦max(gate_seen_seconds) < time() - 240⟧")]
    [TestCase("⟦min(time() - gate_seen_seconds)⟧ > 240")]
    [TestCase("⟦time() - topk(1, gate_seen_seconds)⟧ > 240")]
    [TestCase("⟦time() - quantile(1, gate_seen_seconds)⟧ > 240")]
    [TestCase("⟦time() - max without (gate, instance) (gate_seen_seconds)⟧ > 240")]
    [TestCase("time() - max without (instance) (gate_seen_seconds) > 240")]
    [TestCase("time() - max without (prometheus_replica) (gate_seen_seconds) > 240")]
    [TestCase("time() - topk(2, gate_seen_seconds) > 240")]
    [TestCase("time() - topk by (gate) (1, gate_seen_seconds) > 240")]
    [TestCase("time() - min(gate_seen_seconds) > 240")]
    [TestCase("time() - max(gate_seen_seconds) < 240")]
    [TestCase("time() - max by (gate) (gate_seen_seconds) > 240")]
    [TestCase("max(time() - gate_seen_seconds) > 240")]
    [TestCase("max(gate_seen_seconds) - min(gate_seen_seconds) > 240")]
    public void The_newest_hides_the_oldest(string expression) => Verify("PRL3046", expression);

    [TestCase("⟦count_over_time(gate_open[5m]) > 30⟧")]
    [TestCase("⟦count_over_time(gate_open[5m]) >= 22⟧")]
    [TestCase("⟦30 > count_over_time(gate_open[5m])⟧")]
    [TestCase("⟦max by (gate) (count_over_time(gate_open[5m])) > 30⟧")]
    [TestCase("sum by (gate) (count_over_time(gate_open[5m])) > 30")]
    [TestCase("⟦count_over_time(gate_open[1d]) < 1368⟧")]
    [TestCase("⟦count_over_time(gate_open[1d]) >= bool 1368⟧")]
    [TestCase("⟦count_over_time(gate_open[1d]) / 1440 < 0.95⟧")]
    [TestCase("⟦count_over_time((gate_open == 1)[1h:5m]) > 20⟧")]
    [TestCase("count_over_time(gate_open[5m]) > 20")]
    [TestCase("count_over_time(gate_open[5m]) < 19")]
    [TestCase("count_over_time(gate_open[1d]) < 5472")]
    [TestCase("count_over_time(gate_open[1d]) < 10")]
    [TestCase("count_over_time(gate_open[5m]) > 0")]
    [TestCase("count_over_time((gate_open == 1)[1h:]) > 90")]
    public void A_range_holds_so_many_samples(string expression) => LintVerifier.Verify(
        "PRL3047", Rule(expression), LintConfiguration.Default with { Facts = new FactsConfiguration { ScrapeInterval = TimeSpan.FromSeconds(15) } });

    [Test]
    public void How_many_samples_are_scraped_is_not_known_without_an_interval() => Verify("PRL3047", "count_over_time(gate_open[5m]) > 3000");

    private static void Verify(string id, string expression) => LintVerifier.Verify(id, Rule(expression));

    private static string Rule(string expression) => $"groups:\n- name: gates\n  rules:\n  - record: gate:result\n    expr: '{expression}'\n";
}
