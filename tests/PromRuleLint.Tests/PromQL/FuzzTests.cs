using System.Text.Json;
using PromRuleLint.Fuzz;

namespace PromRuleLint.Tests.PromQL;

/// <summary>A short run of the fuzzer; bench/README.md tells of the long one.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Seeds =
    [
        "sum by (job, instance) (rate(http_requests_total{job=~\"api|web\", code!~\"2..\"}[5m])) / ignoring(code) group_left sum(x) > 0.05",
        "histogram_quantile(0.99, sum by (le) (rate(a_bucket[5m] offset 1h))) > bool 2 and on(handler) b @ start() unless c[5m:1m] @ 5",
        "label_replace({\"http.requests\", 'a'=`b`}, \"x\", \"$1\", \"y\", \"(.*)\") # comment\n + fill_left(0) fill_right(1) -topk(5, x ^ -2)",
        "x[max_of(step(), 5m) * 2] offset -min_of(1h, range()) anchored </ 5 >/ 1e3 atan2 0x1f or vector(NaN)",
    ];

    [Test]
    public void Nothing_that_must_hold_is_broken_by_mutated_expressions()
    {
        var mutator = new ExpressionMutator(Seeds, seed: 20);
        int valid = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string text = mutator.Next();
            string? violated = ParserProperties.Violated(text, out bool isValid);
            valid += isValid ? 1 : 0;
            Assert.That(violated, Is.Null, JsonSerializer.Serialize(text));
        }

        Assert.That(valid, Is.GreaterThan(500), "mutants that are right must be among them");
    }

    [TestCase("increase(a[1m")]
    [TestCase("sum(rate(\uFFFD")]
    [TestCase("f{a=\"b\" c")]
    [TestCase("sum by (a) ((=\"b\"} ==  ) + on(c) group_left(n{d) (0 *1")]
    [TestCase("on (a)\n f( b > 0.9c")]
    public void What_once_went_wrong_goes_right(string text) =>
        Assert.That(ParserProperties.Violated(text, out _), Is.Null);
}
