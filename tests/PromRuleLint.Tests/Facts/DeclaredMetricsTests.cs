using PromRuleLint.Configuration;
using PromRuleLint.Facts;
using PromRuleLint.RuleSets;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Facts;

/// <summary>What the facts make of what is declared of metrics.</summary>
public sealed class DeclaredMetricsTests
{
    private const string Catalog = """
        metrics:
          fill: {type: gauge, values: "[0, 1]", labels: [queue]}
          state: {values: 0 or 1, labels: {state: [on, off], shard: ["", a], instance: []}}
          things: {type: counter}
          brokers_total: {type: gauge}
          odd_total: {type: unknown}
          build: {type: info}
          mode: {type: stateset}
          latency: {type: histogram, labels: [code]}
          depth: {type: gaugehistogram}
          size: {type: summary, labels: [code]}
          plain_total:
        """;

    [TestCase("fill", "[0, 1]")]
    [TestCase("state", "0 or 1")]
    [TestCase("things", "[0, +Inf)")]
    [TestCase("things_total", "[0, +Inf)")]
    [TestCase("brokers_total", "unknown")]
    [TestCase("odd_total", "unknown")]
    [TestCase("build", "1")]
    [TestCase("build_info", "1")]
    [TestCase("mode", "0 or 1")]
    [TestCase("latency", "unknown")]
    [TestCase("latency_bucket", "[0, +Inf)")]
    [TestCase("latency_count", "[0, +Inf)")]
    [TestCase("latency_sum", "unknown")]
    [TestCase("depth_bucket", "unknown")]
    [TestCase("size", "unknown")]
    [TestCase("size_count", "[0, +Inf)")]
    [TestCase("plain_total", "[0, +Inf)")]
    [TestCase("other_total", "[0, +Inf)")]
    [TestCase("max_over_time(fill[5m])", "[0, 1]")]
    public void Values_are_those_declared_or_those_of_the_type_or_those_of_the_name(string expression, string values) =>
        Assert.That(Of(expression).Value.ToString(), Is.EqualTo(values));

    [TestCase("fill > 1")]
    [TestCase("avg(fill) < 0")]
    [TestCase("state{state=\"unknown\"}")]
    [TestCase("state{state=\"\"}")]
    [TestCase("state{shard=\"b\"}")]
    [TestCase("state * on (instance) up{instance=\"a\"}")]
    [TestCase("fill{pod=\"a\"}")]
    [TestCase("latency_bucket{path=\"/\"}")]
    [TestCase("rate(things[5m]) < 0")]
    public void What_the_declaration_excludes_is_never_there(string expression) => Assert.That(Of(expression).Presence, Is.EqualTo(Presence.Never));

    [TestCase("fill == 1")]
    [TestCase("fill{queue=\"a\", job=\"b\", instance=\"c\"}")]
    [TestCase("fill{queue=\"\"}")]
    [TestCase("state{state=\"on\", pod=\"a\"}")]
    [TestCase("state{shard=\"\"}")]
    [TestCase("latency_bucket{le=\"1\", code=\"200\"}")]
    [TestCase("size{quantile=\"0.9\"}")]
    [TestCase("brokers_total < 0")]
    [TestCase("delta(things[5m]) < 0")]
    public void What_it_does_not_exclude_may_be_there(string expression) => Assert.That(Of(expression).Presence, Is.EqualTo(Presence.Maybe));

    [Test]
    public void The_reason_names_the_file_and_the_place()
    {
        NodeFacts facts = Of("fill");

        ReasonStep[] ofValue = [.. facts.ValueReason!.Steps()];
        Assert.That(ofValue.Select(static step => step.Message), Is.EqualTo(new[] { "`fill` is [0, 1]: declared in metrics.yml", "`fill` is declared here" }));
        Assert.That(Text(ofValue[1]), Is.EqualTo("\"[0, 1]\""));

        ReasonStep[] ofLabel = [.. facts.Labels["pod"].Reason!.Steps()];
        Assert.That(ofLabel[0].Message, Is.EqualTo("`fill` has only the labels `queue`, `job`, `instance`: declared in metrics.yml"));
        Assert.That(Text(ofLabel[1]), Is.EqualTo("[queue]"));

        Assert.That(Of("state").Labels["state"].Reason!.Steps()[0].Message, Is.EqualTo("`state` of `state` is \"off\" or \"on\": declared in metrics.yml"));
        Assert.That(Of("state").Labels["instance"].Reason!.Steps()[0].Message, Is.EqualTo("`state` has no label `instance`: declared in metrics.yml"));
        Assert.That(Of("things").ValueReason!.Steps()[0].Message, Is.EqualTo("`things` is [0, +Inf): declared as a counter in metrics.yml"));
        Assert.That(Of("latency_count").ValueReason!.Steps()[0].Message, Is.EqualTo("`latency_count` is [0, +Inf): a counter of `latency`, declared in metrics.yml"));
    }

    [Test]
    public void Of_a_recorded_metric_the_rule_counts_alone()
    {
        FactsOptions options = Options();
        RuleSet rules = FactSet.Rules(("fill", "vector(7)"), ("state", "state + 1")).Rules;

        Assert.That(new RuleSetFacts(rules, options).ForExpression(FactSet.Root("fill")).Result.Value.Single, Is.EqualTo(7));
        Assert.That(new RuleSetFacts(rules, options).ForExpression(FactSet.Root("state")).Result.Value.Contains(2), Is.True, "a rule that reads itself");
        Assert.That(new RuleSetFacts(rules, options with { IsExternal = static name => name == "fill" }).ForExpression(FactSet.Root("fill")).Result.Value.IsUnknown, Is.True);
    }

    [Test]
    public void A_rule_that_reads_a_declared_metric_passes_on_what_is_known()
    {
        RuleSet rules = FactSet.Rules(("queue:fill:max", "max by (queue) (fill)")).Rules;

        NodeFacts facts = new RuleSetFacts(rules, Options()).ForExpression(FactSet.Root("queue:fill:max > 1")).Result;

        Assert.That(facts.Presence, Is.EqualTo(Presence.Never));
        Assert.That(facts.EmptyReason!.Steps().Select(static step => step.Source?.Path), Has.Some.EqualTo("etc/metrics.yml"));
    }

    [Test]
    public void Of_two_catalogs_the_first_counts_for_what_it_says()
    {
        MetricCatalog own = Read("metrics: {x: {values: '[0, 1]'}, y: {labels: {a: [b]}}}");
        MetricCatalog server = Read("metrics: {x: {type: gauge, values: '[5, 6]'}, y: {labels: [c]}, z: {type: info}}");

        MetricCatalog both = own.Over(server);

        Assert.That(both.Find("x")!.Values!.Value.ToString(), Is.EqualTo("[0, 1]"));
        Assert.That(both.Find("x")!.Type!.Value, Is.EqualTo(MetricType.Gauge));
        Assert.That(both.Find("y")!.AllLabels, Is.Null);
        Assert.That(both.Find("z")!.Type!.Value, Is.EqualTo(MetricType.Info));
        Assert.That(both.Find("w"), Is.Null);
    }

    [Test]
    public void The_series_of_a_family_are_known_by_name()
    {
        MetricCatalog catalog = Read("metrics: {a: {type: histogram}, b: {type: summary}, c_total: {type: counter}, d: {type: counter}, e: }");

        Assert.That(catalog.SeriesNames, Is.EquivalentTo(new[]
        {
            "a", "a_bucket", "a_count", "a_sum", "a_created", "b", "b_count", "b_sum", "b_created", "c_total", "c_total_created", "d", "d_total", "d_created", "e",
        }));
    }

    private static NodeFacts Of(string expression) => new RuleSetFacts(RuleSet.Empty, Options()).ForExpression(FactSet.Root(expression)).Result;

    private static FactsOptions Options()
    {
        MetricCatalog catalog = Read(Catalog);
        return new FactsOptions { CatalogOf = _ => catalog };
    }

    private static MetricCatalog Read(string text)
    {
        MetricCatalogReadResult result = MetricCatalogReader.Read(new SourceText("etc/metrics.yml", text));
        Assert.That(result.Diagnostics.Select(static each => each.ToString()), Is.Empty);
        return result.Catalog;
    }

    private static string Text(ReasonStep step) => step.SourceRange.In(step.Source!.Text).ToString();
}
