using PromRuleLint.Facts;

namespace PromRuleLint.Tests.Facts;

/// <summary>Which labels are there, may be, or cannot be, and with what values.</summary>
public sealed class LabelFactsTests
{
    [TestCase("x{job=\"a\"}", "job")]
    [TestCase("x{job!=\"\"}", "job")]
    [TestCase("x{job=~\"a|b\"}", "job")]
    [TestCase("x{job=~\".+\"}", "job")]
    [TestCase("sum by (job) (x{job=\"a\"})", "job")]
    [TestCase("sum without (instance) (x{job=\"a\"})", "job")]
    [TestCase("x{job=\"a\"} * y", "job")]
    [TestCase("x * on (job) y{job=\"a\"}", "job")]
    [TestCase("x * on (instance) group_left (job) y{job=\"a\"}", "job")]
    [TestCase("count_values(\"version\", x)", "version")]
    [TestCase("count_values by (job) (\"version\", x)", "version")]
    [TestCase("label_replace(x, \"a\", \"b\", \"\", \"\")", "a")]
    [TestCase("label_join(x, \"a\", \"-\", \"b\", \"c\")", "a")]
    [TestCase("absent(x{job=\"a\"})", "job")]
    [TestCase("x", "__name__")]
    [TestCase("last_over_time(x[5m])", "__name__")]
    [TestCase("x > 5", "__name__")]
    [TestCase("topk(3, x{job=\"a\"})", "job")]
    public void Is_there(string expression, string label) => Assert.That(FactSet.Of(expression).Labels.IsPresent(label), Is.True);

    [TestCase("x{job=\"\"}", "job")]
    [TestCase("sum(x)", "job")]
    [TestCase("sum by (job) (x)", "instance")]
    [TestCase("sum without (job) (x)", "job")]
    [TestCase("x * on (job) y", "instance")]
    [TestCase("x * ignoring (job) y", "job")]
    [TestCase("x * on (job) group_left (team) sum by (job) (y)", "team")]
    [TestCase("vector(1)", "job")]
    [TestCase("absent(x{job=~\"a\"})", "job")]
    [TestCase("absent(x{job=\"a\", job=\"b\"})", "job")]
    [TestCase("absent(sum(x{job=\"a\"}))", "job")]
    [TestCase("rate(x[5m])", "__name__")]
    [TestCase("-x", "__name__")]
    [TestCase("x > bool 5", "__name__")]
    [TestCase("x + 1", "__name__")]
    [TestCase("histogram_quantile(0.9, rate(x_bucket[5m]))", "le")]
    [TestCase("label_replace(x, \"job\", \"\", \"\", \"\")", "job")]
    [TestCase("sum by (job) (x) + y", "instance")]
    public void Cannot_be_there(string expression, string label) => Assert.That(FactSet.Of(expression).Labels.IsImpossible(label), Is.True);

    [TestCase("x", "job")]
    [TestCase("x{job=~\".*\"}", "job")]
    [TestCase("x{job=~\"a|\"}", "job")]
    [TestCase("x{job!=\"a\"}", "job")]
    [TestCase("x{job=\"a\"} or y", "job")]
    [TestCase("x{job=\"a\"} or vector(1)", "job")]
    [TestCase("label_replace(x, \"job\", \"$1\", \"instance\", \"(.*)\")", "job")]
    [TestCase("label_replace(x{job=\"a\"}, \"job\", \"$1\", \"instance\", \"(.*)\")", "job")]
    [TestCase("label_join(x, \"job\", \"\", \"b\", \"c\")", "job")]
    [TestCase("x * on (job) group_left (team) y", "team")]
    [TestCase("info(sum by (job) (x))", "instance")]
    [TestCase("info(x, {version=~\".*\"})", "version")]
    [TestCase("x{job=\"a\"} + fill(0) y", "job")]
    [TestCase("histogram_quantile(0.9, x)", "le")]
    public void May_be_there(string expression, string label)
    {
        LabelFacts labels = FactSet.Of(expression).Labels;
        Assert.That((labels.IsPresent(label), labels.IsImpossible(label)), Is.EqualTo((false, false)));
    }

    [TestCase("x{job=~\"a|b\"}", "job", "\"a\" or \"b\"")]
    [TestCase("x{job=~\"a|b\"} * on (job) y{job=~\"b|c\"}", "job", "\"b\"")]
    [TestCase("x{job=\"a\"} or x{job=\"b\"}", "job", "\"a\" or \"b\"")]
    [TestCase("label_replace(x{job=\"a\"}, \"b\", \"$1\", \"job\", \"(.*)\")", "b", "\"a\"")]
    [TestCase("label_join(x{a=\"1\", b=\"2\"}, \"c\", \"-\", \"a\", \"b\")", "c", "\"1-2\"")]
    [TestCase("ALERTS", "alertstate", "\"firing\" or \"pending\"")]
    [TestCase("x{a!=\"1\", a=~\"1|2\"}", "a", "\"2\"")]
    public void Values_are(string expression, string label, string expected) => Assert.That(FactSet.Of(expression).Labels[label].Values.ToString(), Is.EqualTo(expected));

    [Test]
    public void Labels_of_the_group_and_the_rule_are_laid_over_what_is_recorded()
    {
        RuleSetFacts facts = FactSet.Read(
            """
            groups:
            - name: g
              labels: {team: ops, realm: prod}
              rules:
              - record: job:x:sum
                expr: sum by (job, realm) (x)
                labels: {realm: test, gone: ""}
            """);
        LabelFacts labels = facts.ForExpression(FactSet.Root("job:x:sum")).Result.Labels;
        Assert.That(labels["team"].Values.Single, Is.EqualTo("ops"));
        Assert.That(labels["realm"].Values.Single, Is.EqualTo("test"));
        Assert.That(labels["__name__"].Values.Single, Is.EqualTo("job:x:sum"));
        Assert.That(labels.IsImpossible("gone"), Is.True);
        Assert.That(labels.IsImpossible("instance"), Is.True);
        Assert.That(facts.ForExpression(FactSet.Root("job:x:sum{realm=\"prod\"}")).Result.Presence, Is.EqualTo(Presence.Never));
        Assert.That(facts.ForExpression(FactSet.Root("job:x:sum{instance=~\".+\"}")).Result.Presence, Is.EqualTo(Presence.Never));
    }

    [TestCase("sum by (job) (x) * 2", "by (job)")]
    [TestCase("max by (job) (sum by (job, instance) (x))", "by (job)")]
    [TestCase("max by (job, instance) (sum by (job) (x))", "by (job)")]
    [TestCase("sum by (instance) (x) * on () y", "* on ()")]
    public void A_reason_names_the_fragment_that_took_a_label_away(string text, string fragment)
    {
        Reason? reason = FactSet.Of(text).Labels["instance"].Reason;
        Assert.That(reason?.Range.In(text).ToString(), Is.EqualTo(fragment));
    }
}
