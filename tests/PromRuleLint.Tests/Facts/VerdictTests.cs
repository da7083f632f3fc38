using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Facts;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Tests.Facts;

/// <summary>What is said of whole expressions: never, always, or neither.</summary>
public sealed class VerdictTests
{
    [TestCase("count(up{job=\"x\"}) == 0")]
    [TestCase("count by (job) (x) < 1")]
    [TestCase("day_of_week() == 7")]
    [TestCase("hour() >= 24")]
    [TestCase("month() == 0")]
    [TestCase("minute(x) > 59")]
    [TestCase("rate(x_total[5m]) < 0")]
    [TestCase("increase(x_count[5m]) < 0")]
    [TestCase("sum(rate(x_total[5m])) < 0")]
    [TestCase("changes(x[5m]) == 0.5")]
    [TestCase("resets(x[5m]) < 0")]
    [TestCase("sgn(x) == 2")]
    [TestCase("clamp_max(x, 1) > 1")]
    [TestCase("clamp(x, 0, 1) < 0")]
    [TestCase("avg_over_time(up[5m]) > 1")]
    [TestCase("max_over_time(up[5m:1m]) > 1")]
    [TestCase("up == 2")]
    [TestCase("2 == up")]
    [TestCase("up > 0 and up < 1")]
    [TestCase("x > 5 and x < 3")]
    [TestCase("(x > 5) and (x < 3)")]
    [TestCase("(x > 5) < 3")]
    [TestCase("x{a=\"1\", b=\"2\"} > 5 and x{b=\"2\", a=\"1\"} < 3")]
    [TestCase("rate(x[5m]) > 5 and rate(x[5m]) < 3")]
    [TestCase("x > x")]
    [TestCase("x unless x")]
    [TestCase("x > 5 unless x")]
    [TestCase("x > 5 unless x > 3")]
    [TestCase("x{a=\"1\"} unless x")]
    [TestCase("x unless on () vector(1)")]
    [TestCase("sum by (job) (x > 5) unless count by (job) (x)")]
    [TestCase("sum(x) unless group(x)")]
    [TestCase("max by (job, zone) (x > 5) unless on (job) x")]
    [TestCase("min without (pod) (rate(x{a=\"1\"}[5m])) unless on (job, zone) rate(x[5m])")]
    [TestCase("x{a=\"1\", a=\"2\"}")]
    [TestCase("x{a=~\"b|c\", a=\"d\"}")]
    [TestCase("x{a!~\".*\"}")]
    [TestCase("sum by (job) (x) * on (instance) y{instance=\"a\"}")]
    [TestCase("x{a=\"1\"} and x{a=\"2\"}")]
    [TestCase("x{a=\"1\"} / on (a) y{a=~\"2|3\"}")]
    [TestCase("absent(x) == 0")]
    [TestCase("absent(vector(1))")]
    [TestCase("vector(1) == 2")]
    [TestCase("(x > 5) == 0")]
    [TestCase("(x > 5) * (y > 5) == 0")]
    [TestCase("clamp(x, 10, 1)")]
    [TestCase("topk(0, x)")]
    [TestCase("abs(x) < 0")]
    [TestCase("x ^ 2 < 0")]
    [TestCase("sqrt(x) < 0")]
    [TestCase("x % 5 > 5")]
    [TestCase("label_replace(x, \"a\", \"b\", \"\", \"\") and on (a) y{a=\"c\"}")]
    [TestCase("histogram_quantile(0.9, x_bucket{le=\"1\"}) * on (le) y{le=\"1\"}")]
    [TestCase("stddev(x) < 0")]
    [TestCase("(up == 1) + (up == 1) > 2")]
    [TestCase("time() * vector(0) > 1")]
    public void Returns_nothing(string expression) => Assert.That(FactSet.Of(expression).Presence, Is.EqualTo(Presence.Never));

    [TestCase("x > 5 and on (job) x < 3")]
    [TestCase("x > 5 and x offset 5m < 3")]
    [TestCase("x > 5 and x @ 10 < 3")]
    [TestCase("{job=\"a\"} > 5 and {job=\"a\"} < 3")]
    [TestCase("rate(x[5m]) < 0")]
    [TestCase("delta(x_total[5m]) < 0")]
    [TestCase("sum(x) == 0")]
    [TestCase("max(x) < min(x)")]
    [TestCase("x == x")]
    [TestCase("x != x")]
    [TestCase("x > 3 unless x > 5")]
    [TestCase("sum by (job) (x) unless max by (job) (x)")]
    [TestCase("count by (job) (x > 5) unless sum by (job) (x)")]
    [TestCase("max by (job) (x > 5) unless on (job, zone) x")]
    [TestCase("max by (job) (x) unless on (job) x{a=\"1\"}")]
    [TestCase("max by (job) (x) unless on (job) x > 5")]
    [TestCase("x unless x{a=\"1\"}")]
    [TestCase("x or x{a=\"1\"}")]
    [TestCase("x{a=~\".*\"}")]
    [TestCase("x{a=~\"b.*\", a!=\"b\"}")]
    [TestCase("absent(x)")]
    [TestCase("sum by (job) (x) * on (instance) y")]
    [TestCase("quantile(2, x) > 1e300")]
    [TestCase("x / 0 > 1e300")]
    [TestCase("exp(x) == 0")]
    [TestCase("histogram_quantile(0.9, sum by (job) (rate(x[5m])))")]
    [TestCase("x >= 5 and x <= 5")]
    [TestCase("up == 0")]
    [TestCase("min_over_time((x > 5)[5m:1m]) == 6")]
    [TestCase("ALERTS{alertstate=\"firing\"}")]
    [TestCase("x_bucket < 0 or y")]
    [TestCase("histogram_count(rate(x_bucket[5m]))")]
    [TestCase("x_bucket </ 5")]
    [TestCase("x + fill(0) y == 0")]
    [TestCase("label_replace(rate(x[5m]), \"n\", \"$1\", \"__name__\", \"(.+)\") and on (n) y{n=\"x\"}")]
    public void May_return_something_and_may_not(string expression) => Assert.That(FactSet.Of(expression).Presence, Is.EqualTo(Presence.Maybe));

    [TestCase("vector(1)")]
    [TestCase("absent(x) or vector(0)")]
    [TestCase("x or vector(0)")]
    [TestCase("sum(up or vector(0))")]
    [TestCase("vector(1) > 0")]
    [TestCase("vector(1) > bool 5")]
    [TestCase("hour() >= 0")]
    [TestCase("absent(x > 5 and x < 3)")]
    [TestCase("vector(1) + vector(2)")]
    [TestCase("vector(1) unless (x unless x)")]
    [TestCase("1 + time()")]
    public void Returns_something_always(string expression) => Assert.That(FactSet.Of(expression).Presence, Is.EqualTo(Presence.Always));

    [TestCase("rate(x_total[5m])", ">=", 0)]
    [TestCase("count(x)", ">", 0)]
    [TestCase("day_of_month()", "<=", 31)]
    public void Always_holds_where_the_series_exists(string expression, string op, double limit)
    {
        var comparison = (BinaryExpr)FactSet.Root($"{expression} {op} {limit}");
        Assert.That(ValueSet.IsAlwaysTrue(FactSet.Of(expression).Value, comparison.Operator, ValueSet.From(limit)), Is.True);
    }

    [TestCase("floor()")]
    [TestCase("a > b(")]
    [TestCase("a > b()")]
    [TestCase("++-++-+-+-<")]
    [TestCase("label_replace(x)")]
    public void A_tree_with_errors_has_facts_too(string expression)
    {
        if (PromQLParser.Parse(expression).Root is { } root)
        {
            Assert.That(new RuleSetFacts(RuleSet.Empty).ForExpression(root).Result.Presence, Is.Not.EqualTo(Presence.Never));
        }
    }

    [TestCase("x > 5", true)]
    [TestCase("sum(x > 5)", true)]
    [TestCase("x > 5 or y < 3", true)]
    [TestCase("absent(x)", true)]
    [TestCase("x and on () hour() > 9", true)]
    [TestCase("ALERTS{alertname=\"a\"}", true)]
    [TestCase("ALERTS_FOR_STATE{alertname=\"a\"}", true)]
    [TestCase("x", false)]
    [TestCase("x > bool 5", false)]
    [TestCase("x > 5 or y", false)]
    [TestCase("rate(x[5m])", false)]
    public void Knows_whether_a_condition_let_the_series_through(string expression, bool expected) =>
        Assert.That(FactSet.Of(expression).IsConditional, Is.EqualTo(expected));
}
