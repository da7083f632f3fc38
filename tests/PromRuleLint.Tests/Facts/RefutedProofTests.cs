using PromRuleLint.Facts;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Tests.Facts;

/// <summary>Proofs that Prometheus refuted once, each with a twin that still holds.</summary>
public sealed class RefutedProofTests
{
    // Native histograms: differences have negative buckets, whatever was scraped.
    [TestCase("histogram_count(rate(x[5m]) - rate(x[5m] offset 1h)) < 0")]
    [TestCase("histogram_count(-x) < 0")]
    [TestCase("histogram_count(x * -1) < 0")]
    [TestCase("histogram_count(x / -2) < 0")]
    [TestCase("histogram_count(delta(x[5m])) < 0")]
    [TestCase("histogram_count(idelta(x[5m])) < 0")]
    [TestCase("histogram_count(sum(x - y)) < 0")]
    [TestCase("histogram_stdvar(x - y) < 0")]
    [TestCase("histogram_fraction(0, 1, x) > 1")]
    [TestCase("histogram_fraction(0, 1, sum by (le) (rate(x_bucket[5m]))) < 0")]
    [TestCase("job:x:rate5m unless sort(job:x:rate5m)")]
    [TestCase("x unless sort_desc(x)")]

    // Zero has a sign, which a comparison with 0 lets through.
    [TestCase("1 / (x == 0) < 0")]
    [TestCase("1 / (-up == 0) < 0")]
    [TestCase("1 / (x <= 0 and x >= 0) < 0")]
    [TestCase("((x == 0) atan2 -1) < 0")]

    [TestCase("1 / sum(-up) > 0")]
    [TestCase("1 / avg(-up) > 0")]
    [TestCase("1 / avg_over_time((-up)[5m:1m]) > 0")]

    // Small numbers become zero.
    [TestCase("(x > 0) * (y > 0) == 0")]
    [TestCase("(x > 0) * 0.5 == 0")]
    [TestCase("(x > 0) / 2 == 0")]
    [TestCase("(x > 0) ^ 2 == 0")]
    [TestCase("quantile(0.5, x > 0) == 0")]
    [TestCase("quantile_over_time(0.5, (x > 0)[5m:1m]) == 0")]
    [TestCase("avg_over_time((x > 0)[5m:1m]) == 0")]
    [TestCase("rad(x > 0) == 0")]
    [TestCase("(x > 1) ^ 1e9 == 1")]

    // A NaN hides a restart.
    [TestCase("rate((x >= 0 or y / y)[5m:1m]) < 0")]
    [TestCase("increase((x ^ 2)[5m:1m]) < 0")]

    // Values between the samples.
    [TestCase("rate(x_total[5m] smoothed) < 0.5 and on () max(up) == 1")]

    // A multiple of a great number is infinite.
    [TestCase("abs(x) / (abs(x) * 1000) == 0")]
    [TestCase("stdvar(x) < 0")]

    // Labels.
    [TestCase("count_values without (version) (\"version\", x) and on (version) y{version=\"\"}")]
    [TestCase("absent(x{zone!=\"a\", zone=\"b\"}) and on (zone) y{zone=\"\"}")]
    [TestCase("absent(x{zone=\"b\", zone=~\"b|c\"}) and on (zone) y{zone=\"\"}")]
    [TestCase("rate(x_total{__type__=\"counter\"}[5m]) / avg_over_time(y{__type__=\"gauge\"}[5m])")]
    [TestCase("sum without (pod) (x{__unit__=\"bytes\"}) / sum without (pod) (y{__unit__=\"seconds\"})")]

    // One side was narrowed by a set operator, the other was not.
    [TestCase("((sum by (job, zone) (x) and on (zone) vector(1)) > 5) and ignoring (zone) (sum by (job, zone) (x) < 3)")]
    [TestCase("(sum by (job, zone) (x) > 5) and ignoring (zone) ((sum by (job, zone) (x) and on (zone) vector(1)) < 3)")]

    // With delayed removal of names, two names still tell series apart.
    [TestCase("rate({__name__=~\"a|b\"}[5m]) > 5 and rate({__name__=~\"a|b\"}[5m]) < 3")]
    public void May_return_something(string expression) => Assert.That(FactSet.Of(expression).Presence, Is.Not.EqualTo(Presence.Never));

    [TestCase("histogram_count(increase(x[5m])) < 0")]
    [TestCase("histogram_count(sum by (job) (rate(x[5m]))) < 0")]
    [TestCase("histogram_count(x + y) < 0")]
    [TestCase("up unless sort(up)")]
    [TestCase("1 / (x > 0) < 0")]
    [TestCase("1 / (up == 0) < 0")]
    [TestCase("1 / sum(up) < 0")]
    [TestCase("1 / max(-up) > 0")]
    [TestCase("(up == 1) * on (job, instance) (x > 0) == 0")]
    [TestCase("(x > 0) * 2 == 0")]
    [TestCase("(changes(x[5m]) > 0) * (y > 0) == 0")]
    [TestCase("sum(x > 0) == 0")]
    [TestCase("increase(x_total[5m]) < 0")]
    [TestCase("rate(x_total[5m] smoothed) < 0")]
    [TestCase("count_values without (zone) (\"version\", x) and on (version) y{version=\"\"}")]
    [TestCase("absent(x{zone=\"b\"}) and on (zone) y{zone=\"\"}")]
    [TestCase("x_total{__type__=\"counter\"} / y{__type__=\"gauge\"}")]
    [TestCase("x{zone=\"a\"} > 5 and x{zone=~\"a|b\"} < 3")]
    [TestCase("rate(x{code=~\"5..\"}[5m]) > rate(x[5m])")]
    [TestCase("rate(x{code=~\"5..\"}[5m]) / rate(x[5m]) > 2")]
    [TestCase("abs(x{a=\"1\"} - 5) < abs(x - 5)")]
    public void Still_returns_nothing(string expression) => Assert.That(FactSet.Of(expression).Presence, Is.EqualTo(Presence.Never));

    [TestCase("(up or vector(1)) + on () vector(0)")]
    [TestCase("(count by (job) (x) or vector(1)) >= bool on () vector(1)")]
    [TestCase("vector(0) + on () (up or vector(1))")]
    [TestCase("label_replace(up or vector(1), \"instance\", \"\", \"\", \"\")")]
    [TestCase("abs({job=\"a\"} or vector(1))")]
    [TestCase("x * on () y or vector(1)")]
    [TestCase("label_replace(x, \"job\", \"a\", \"\", \"\") or vector(1)")]
    [TestCase("vector(scalar(-{job=\"a\"}))")]
    [TestCase("vector(1) </ 5")]
    public void May_fail_and_so_is_not_always_there(string expression) => Assert.That(FactSet.Of(expression).Presence, Is.EqualTo(Presence.Maybe));

    [TestCase("(count(x) or vector(0)) + on () vector(1)")]
    [TestCase("(up or vector(1)) + on () group_left () vector(0)")]
    [TestCase("abs(count(up) or vector(1))")]
    public void Never_fails_and_so_is_always_there(string expression) => Assert.That(FactSet.Of(expression).Presence, Is.EqualTo(Presence.Always));

    // Between two infinities there is no number.
    [TestCase("sum_over_time(job:limit:max[5m] smoothed)", "vector(Inf)")]
    [TestCase("sum_over_time(job:limit:max[5m] anchored)", "x > 5")]
    public void A_value_between_samples_may_be_NaN(string expression, string recorded) =>
        Assert.That(FactSet.Of(expression, ("job:limit:max", recorded)).Value.MayBeNaN, Is.True);

    [TestCase("rate(x[5m]) or vector(0)", Presence.Maybe)]
    [TestCase("sum without (pod) (rate(x[5m])) or vector(0)", Presence.Maybe)]
    [TestCase("sum by (job) (rate(x[5m])) or vector(0)", Presence.Always)]
    public void With_delayed_removal_of_names_labels_of_type_may_tell_series_apart_until_the_end(string expression, Presence expected)
    {
        var facts = new RuleSetFacts(RuleSet.Empty, new FactsOptions { DelaysNameRemovalOf = static _ => true });
        Assert.That(facts.ForExpression(FactSet.Root(expression)).Result.Presence, Is.EqualTo(expected));
    }

    [TestCase("rate(x_total[5m])")]
    [TestCase("increase(x_total[5m])")]
    [TestCase("irate(x_total[5m])")]
    public void Growth_of_a_counter_is_never_negative_and_never_NaN(string expression)
    {
        ValueSet value = FactSet.Of(expression).Value;
        Assert.That((value.Min, value.MayBeNaN), Is.EqualTo((0.0, false)));
    }

    // A label may be named twice.
    [TestCase("job:x:sum{job=\"\"}", "sum by (job, job) (x{job=\"a\"})", "job: \"\"")]
    public void What_is_recorded_may_be_there(string expression, string recorded, string label)
    {
        RuleSetFacts facts = FactSet.Read($"groups:\n- name: g\n  rules:\n  - record: job:x:sum\n    expr: '{recorded}'\n    labels: {{{label}}}\n");
        Assert.That(facts.ForExpression(FactSet.Root(expression)).Result.Presence, Is.EqualTo(Presence.Maybe));
    }
}
