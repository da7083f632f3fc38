using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Tests.Verification;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Results.Merging;

/// <summary>Files of another server say so once where no schema is set.</summary>
public sealed class OtherSchemaTests
{
    [Test]
    public void A_name_of_vmalert_takes_with_it_what_only_Prometheus_refuses()
    {
        Diagnostic finding = Lint(LintConfiguration.Default, ("a.yml", Alert("{{ $activeAt }}"))).Single();
        Assert.Multiple(() =>
        {
            Assert.That(finding.Descriptor.Name, Is.EqualTo("unknown-template-name"));
            Assert.That(finding.Message, Does.Contain("schema: victoriametrics"));
            Assert.That(finding.Explained.Select(static other => other.Descriptor.Category), Is.EqualTo(new[] { DiagnosticCategory.Syntax, DiagnosticCategory.Syntax }));
        });
    }

    [Test]
    public void What_is_wrong_for_vmalert_too_is_told() =>
        Assert.That(Names(Lint(LintConfiguration.Default, ("a.yml", Alert("{{ $activeAt }} {{ $labelz }}")))), Is.EqualTo(new[] { "unknown-template-name", "unknown-template-name" }));

    [Test]
    public void Without_such_a_name_each_fault_is_told() =>
        Assert.That(Names(Lint(LintConfiguration.Default, ("a.yml", Alert("now")))), Does.Contain("wrong-operand-type").And.Contain("promql-syntax"));

    [Test]
    public void Other_files_are_places_of_the_first()
    {
        Diagnostic finding = Lint(LintConfiguration.Default, ("a.yml", Alert("{{ $activeAt }}")), ("b.yml", Alert("{{ $expr }}")), ("c.yml", Alert("{{ $labels.queue }}").Replace("  rules:", "  concurrency: 2\n  rules:", StringComparison.Ordinal))).Single();
        Assert.That(finding.Location.Path, Is.EqualTo("a.yml"));
        Assert.That(finding.Repeated.Select(static other => $"{other.Location.Path} {other.Descriptor.Name}"), Is.EqualTo(new[] { "b.yml unknown-template-name", "c.yml unknown-field" }));
        Assert.That(finding.AdditionalLocations.Select(static related => related.Message), Has.Some.EndsWith("(unknown-field)"));
    }

    [Test]
    public void A_schema_that_is_set_is_believed()
    {
        LintConfiguration prometheus = ConfigurationReader.Read(new SourceText("promrulelint.yml", "schema: prometheus\n"), []).Configuration;
        Assert.That(Names(Lint(prometheus, ("a.yml", Alert("{{ $activeAt }}")))), Does.Contain("unknown-template-name").And.Contain("wrong-operand-type"));
        Assert.That(Lint(LintConfiguration.Default with { Schema = RuleSchema.VictoriaMetrics }, ("a.yml", Alert("{{ $activeAt }}"))), Is.Empty);
    }

    [Test]
    public void Tests_of_vmalert_say_so_once()
    {
        const string Test = """
            tests:
            - input_series:
              - series: up
                values: 0x5
              metricsql_expr_test:
              - expr: up
                eval_time: 1m
              alert_rule_test:
              - eval_time: 1m
                groupname: g
                alertname: Down
            """;
        IReadOnlyList<Diagnostic> found = Lint(LintConfiguration.Default, ("a_test.yml", Test), ("b_test.yml", Test.Replace("Down", "Gone", StringComparison.Ordinal)));
        Assert.That(found.Where(static finding => finding.Descriptor.Category == DiagnosticCategory.Validity).Select(static finding => $"{finding.Location.Path} {finding.Descriptor.Name}"), Is.EqualTo(new[] { "a_test.yml unknown-field", "a_test.yml unknown-field" }));
    }

    [TestCase("source_tenants: [a]", "schema: mimir")]
    [TestCase("partial_response_strategy: warn", "schema: thanos")]
    [TestCase("eval_offset: 1m", "schema: victoriametrics")]
    public void A_field_names_the_schema_that_has_it(string field, string schema) =>
        Assert.That(Lint(LintConfiguration.Default, ("a.yml", $"groups:\n- name: a\n  {field}\n  rules: []\n")).Single().Message, Does.Contain(schema));

    [Test]
    public void A_field_that_the_schema_has_elsewhere_is_none_of_it() =>
        Assert.That(Lint(LintConfiguration.Default, ("a.yml", "groups:\n- name: a\n  namespace: b\n  rules: []\n")).Single().Message, Does.Not.Contain("schema:"));

    [Test]
    public void LogQL_is_told_once()
    {
        const string Logs = """
            groups:
            - name: logs
              rules:
              - alert: Errors
                expr: sum(rate({app="shop"} |= "error" [5m])) > 3
                annotations:
                  summary: 'line_format "{{.msg}}"'
              - alert: Panics
                expr: sum(count_over_time({app="shop"} | json | level = "panic" [5m])) > 3
            """;
        Diagnostic[] found = [.. Lint(LintConfiguration.Default, ("a.yml", Logs))];
        Assert.That(Names(found), Is.EqualTo(new[] { "promql-syntax", "unknown-template-name" }));
        Assert.That(found[1].Message, Does.Contain("""write '{{ "{{.msg}}" }}'"""));
    }

    private static string Alert(string summary) => $$$"""
        groups:
        - name: a
          rules:
          - alert: QueueLong
            expr: sum(rate(queue_added_total)) by (queue) > 5
            annotations:
              summary: "{{{summary}}}"
          - record: queue:added:rate
            expr: rate(queue_added_total[5m]) keep_metric_names
        """;

    private static IEnumerable<string> Names(IEnumerable<Diagnostic> findings) => findings.Select(static finding => finding.Descriptor.Name);

    private static ImmutableArray<Diagnostic> Lint(LintConfiguration configuration, params (string Path, string Text)[] files) => [.. LintVerifier.Lint(configuration, files)];
}
