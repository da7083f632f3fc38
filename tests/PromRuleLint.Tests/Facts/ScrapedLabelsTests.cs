using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.RuleSets;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Facts;

/// <summary>Which series are taken to have the labels of their target, and what takes that back.</summary>
public sealed class ScrapedLabelsTests
{
    private static readonly FactsOptions Usual = new() { ScrapedLabelsOf = static _ => ScrapedLabels.Usual };

    [TestCase("x and hour() > 8")]
    [TestCase("sum by (db) (x) > y")]
    [TestCase("rate(x_total[5m]) / sum(rate(x_total[5m]))")]
    [TestCase("sum(increase(x_total[1h])) < 1 and (y == 0)")]
    [TestCase("x and absent(y)")]
    [TestCase("x * sum without (instance) (y)")]
    [TestCase("label_replace(x, \"db\", \"a\", \"\", \"\") + count by (db) (y)")]
    [TestCase("x * ignoring (job) count(y)")]
    public void Never_match(string expression) => Assert.That(Facts(expression).Presence, Is.EqualTo(Presence.Never));

    [TestCase("x and on () hour() > 8")]
    [TestCase("sum(x) > 5 and hour() > 8")]
    [TestCase("job:x:sum > 5 and hour() > 8")]
    [TestCase("ALERTS and on (alertname) ALERTS_FOR_STATE")]
    [TestCase("x / ignoring (job, instance) sum(y)")]
    [TestCase("x or vector(0)")]
    [TestCase("{__name__=~\"x|y\"} and hour() > 8")]
    [TestCase("x{instance=\"\"} and sum by (job) (y)")]
    [TestCase("label_replace(label_replace(x, \"job\", \"\", \"\", \"\"), \"instance\", \"\", \"\", \"\") and hour() > 8")]
    public void May_match(string expression) => Assert.That(Facts(expression).Presence, Is.Not.EqualTo(Presence.Never));

    [Test]
    public void What_a_matcher_asks_for_is_the_better_reason()
    {
        Reason reason = Facts("orders{zone=\"north\"} > sum(orders_limit)").EmptyReason!;
        Assert.That(reason.Steps(1)[0].Message, Does.Contain("`zone` (\"north\")"));
    }

    [Test]
    public void What_prometheus_records_at_each_scrape_has_them_for_certain()
    {
        Assert.That(Facts("up and hour() > 8").EmptyReason!.Steps().Select(static step => step.Assumption), Has.All.Null);
        Assert.That(Facts("x and hour() > 8").EmptyReason!.Steps().Select(static step => step.Assumption), Has.One.EqualTo(Assumption.ScrapedLabels));
    }

    [Test]
    public void An_assumption_makes_a_warning_and_a_certainty_an_error()
    {
        IReadOnlyList<Diagnostic> found = LintVerifier.Lint(LintConfiguration.Default, ("rules.yml", """
            groups:
            - name: depot
              rules:
              - record: parcels:at_night
                expr: parcels_waiting and hour() > 20
              - record: scanners:at_night
                expr: up and hour() > 20
            """));
        Assert.That(found.Where(static finding => finding.Descriptor.Name == "impossible-match").Select(static finding => finding.Severity), Is.EqualTo([DiagnosticSeverity.Warning, DiagnosticSeverity.Error]));
    }

    [TestCase("facts: {scraped_labels: []}", 0)]
    [TestCase("facts: {scraped_labels: [job, instance]}", 1)]
    [TestCase("facts: {scraped_labels: {'parcels_.*': []}}", 0)]
    [TestCase("facts: {scraped_labels: {'parcels_.*': [depot]}}", 1)]
    [TestCase("facts: {scraped_labels: {'boxes_.*': []}}", 1)]
    [TestCase("facts: {external_metrics: [parcels_waiting]}", 0)]
    [TestCase("facts: {metrics: {parcels_waiting: {labels: [depot]}}}", 0)]
    [TestCase("facts: {metrics: {parcels_waiting: {labels: [job, instance]}}}", 1)]
    [TestCase("assumptions: {scraped-labels: false}", 0)]
    public void Configuration_says_which_series_have_them(string configuration, int findings)
    {
        LintConfiguration read = ConfigurationReader.Read(new PromRuleLint.Text.SourceText("promrulelint.yml", configuration), new Linter().Descriptors.All).Configuration;
        Assert.That(Mismatches(read, ("rules.yml", Rules)), Is.EqualTo(findings));
    }

    [TestCase("parcels_waiting{depot=\"a\"}", 0)]
    [TestCase("parcels_waiting{job=\"depot\"}", 1)]
    [TestCase("parcels_waiting{job=\"depot\", instance=\"a\"}", 1)]
    [TestCase("boxes_waiting{depot=\"a\"}", 1)]
    public void A_unit_test_that_feeds_the_series_without_them_is_the_better_witness(string series, int findings)
    {
        string test = $$"""
            rule_files: [rules.yml]
            tests:
            - input_series:
              - series: '{{series}}'
                values: 1x10
            """;
        Assert.That(Mismatches(LintConfiguration.Default, ("rules.yml", Rules), ("rules_test.yml", test)), Is.EqualTo(findings));
    }

    [TestCase("parcels_waiting{instance=\"\", job=\"\"}", 0)]
    [TestCase("parcels_waiting{instance=~\"|a\", job=\"\"}", 0)]
    [TestCase("parcels_waiting{instance=~\".*\"}", 1)]
    public void A_rule_that_asks_for_series_without_them_is_the_better_witness(string selector, int findings)
    {
        string other = $"""
            groups:
            - name: other
              rules:
              - record: parcels:pushed:sum
                expr: sum({selector})
            """;
        Assert.That(Mismatches(LintConfiguration.Default, ("rules.yml", Rules), ("other.yml", other)), Is.EqualTo(findings));
    }

    private const string Rules = """
        groups:
        - name: depot
          rules:
          - record: parcels:at_night
            expr: parcels_waiting and hour() > 20
        """;

    private static int Mismatches(LintConfiguration configuration, params (string Path, string Text)[] files) =>
        LintVerifier.Lint(configuration, files).Count(static finding => finding.Descriptor.Name == "impossible-match");

    private static NodeFacts Facts(string expression) => new RuleSetFacts(RuleSet.Empty, Usual).ForExpression(FactSet.Root(expression)).Result;
}
