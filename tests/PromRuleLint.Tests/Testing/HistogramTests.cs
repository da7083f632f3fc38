using PromRuleLint.Testing;

namespace PromRuleLint.Tests.Testing;

/// <summary>Native histograms in rules and templates, as promtool prints and stores them.</summary>
public sealed class HistogramTests
{
    [Test]
    public void A_template_prints_a_histogram_by_its_buckets()
    {
        const string Rules = """
            - alert: Slow
              expr: latency
              annotations: {value: "{{ $value }}", fields: "{{ $value.Count }} {{ .Value.Sum }}", query: '{{ query "latency" | first | value }}', number: "{{ humanize $value }}"}
            """;
        const string Test = """
            input_series:
            - {series: latency, values: '{{schema:0 sum:10.5 count:7 z_bucket:1 z_bucket_w:0.01 buckets:[1 2 0 1] n_buckets:[1 1]}}'}
            alert_rule_test:
            - alertname: Slow
              exp_alerts:
              - exp_annotations:
                  value: "{count:7, sum:10.5, [-2,-1):1, [-1,-0.5):1, [-0.01,0.01]:1, (0.5,1]:1, (1,2]:2, (4,8]:1}"
                  fields: 7 10.5
                  query: "{count:7, sum:10.5, [-2,-1):1, [-1,-0.5):1, [-0.01,0.01]:1, (0.5,1]:1, (1,2]:2, (4,8]:1}"
                  number: "<error expanding template: error executing template __alert_Slow: template: __alert_Slow:1:115: executing \"__alert_Slow\" at <humanize $value>: error calling humanize: can't convert *histogram.FloatHistogram to float>"
            """;
        Assert.That(TestRun.OfTest(Test, Rules).AllFailures.SelectMany(static failure => failure.Differences).SelectMany(static difference => difference.Fields), Is.Empty);
    }

    [TestCase("latency", "buckets:[-1 2]", "An input series cannot be loaded at 0s: positive side: bucket number 1 has observation count of -1: histogram has a bucket whose observation count is negative.")]
    [TestCase("latency * -1", "buckets:[1 2]", "The rule 'r' cannot be evaluated at 0s: positive side: bucket number 1 has observation count of -1: histogram has a bucket whose observation count is negative.")]
    public void A_histogram_with_a_negative_bucket_is_not_stored(string expression, string buckets, string message)
    {
        string test = $$$"""
            input_series:
            - {series: latency, values: '{{schema:0 sum:1 count:3 {{{buckets}}}}}'}
            promql_expr_test:
            - {expr: latency, exp_samples: []}
            """;
        Assert.That(TestRun.OfTest(test, $"- {{record: r, expr: {expression}}}").AllFailures.Select(static failure => failure.Message), Is.EqualTo([message]));
    }

    [TestCase("3.3", false)]
    [TestCase("3.4", true)]
    public void A_field_is_refused_by_a_promtool_that_does_not_know_it_yet(string target, bool passes) =>
        Assert.That(TestRun.OfTest("promql_expr_test: [{expr: up, exp_samples: []}]", "- {record: r, expr: up}", "fuzzy_compare: true\n", new RuleTestOptions { TargetVersion = Version.Parse(target) }).Passed, Is.EqualTo(passes));
}
