using PromRuleLint.Facts;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Tests.Facts;

/// <summary>Times are known by how far they are from the time of evaluation.</summary>
public sealed class TimeFactsTests
{
    [TestCase("time() - timestamp(x) > 600")]
    [TestCase("timestamp(x{zone=\"a\"}) < time() - 15 * 60")]
    [TestCase("time() - max(timestamp(x)) > 600")]
    [TestCase("max(time() - timestamp(x)) by (job) > 600")]
    [TestCase("vector(time()) - on () timestamp(x) > 600")]
    [TestCase("time() - timestamp(x offset 5m) > 700")]
    [TestCase("time() - timestamp(x) < -1")]
    [TestCase("timestamp(x) > time() + 60")]
    [TestCase("timestamp(x) - timestamp(y) > 600")]
    [TestCase("time() - 700 > timestamp(x)")]
    [TestCase("max_over_time((time() - timestamp(x))[1h:1m]) > 600")]
    public void Return_nothing(string expression) => Assert.That(FactSet.Of(expression).Presence, Is.EqualTo(Presence.Never));

    [TestCase("time() - timestamp(x) > 120")]
    [TestCase("time() - x > 600")]
    [TestCase("time() - timestamp(x offset 1h) > 600")]
    [TestCase("time() - timestamp(x @ 100) > 600")]
    [TestCase("time() - max_over_time(timestamp(x)[1h:1m]) > 600")]
    [TestCase("time() - last_over_time(x_seen[1h]) > 600")]
    [TestCase("time() - timestamp(x) * 2 > 600")]
    [TestCase("timestamp(x) > 1e9")]
    [TestCase("timestamp(x) == 5 and timestamp(x) < time() - 10")]
    public void May_return_something(string expression) => Assert.That(FactSet.Of(expression).Presence, Is.EqualTo(Presence.Maybe));

    [TestCase("time() - job:seen:timestamp > 600", Presence.Maybe)]
    [TestCase("time() - job:seen:timestamp > 601", Presence.Never)]
    [TestCase("time() - job:seen:timestamp offset 10m > 601", Presence.Maybe)]
    [TestCase("time() - max_over_time(job:seen:timestamp[1h]) > 601", Presence.Maybe)]
    [TestCase("time() - job:seen:timestamp @ 100 > 601", Presence.Maybe)]
    [TestCase("time() - (job:seen:timestamp - 500) > 601", Presence.Maybe)]
    public void A_time_that_was_recorded_is_older_by_the_lookback(string expression, Presence expected) =>
        Assert.That(FactSet.Of(expression, ("job:seen:timestamp", "max by (job) (timestamp(x))")).Presence, Is.EqualTo(expected));

    [Test]
    public void A_time_that_another_rule_records_as_any_number_is_not_near() =>
        Assert.That(FactSet.Of("time() - job:seen:timestamp > 601", ("job:seen:timestamp", "max by (job) (timestamp(x))"), ("job:seen:timestamp", "max by (job) (x_seen)")).Presence, Is.EqualTo(Presence.Maybe));

    [Test]
    public void The_lookback_is_as_configured()
    {
        var facts = new RuleSetFacts(RuleSet.Empty, new FactsOptions { LookbackDeltaOf = static _ => TimeSpan.FromMinutes(15) });
        Assert.That(facts.ForExpression(FactSet.Root("time() - timestamp(x) > 600")).Result.Presence, Is.EqualTo(Presence.Maybe));
    }
}
