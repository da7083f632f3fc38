using PromRuleLint.Configuration;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.Rules.Formatting;
using PromRuleLint.Tests.Verification;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Rules;

/// <summary>What is right for the makers of a dialect is left alone; what is wrong there too is told.</summary>
public sealed class DialectTests
{
    private static readonly LintConfiguration VictoriaMetrics = LintConfiguration.Default with { Schema = RuleSchema.VictoriaMetrics };
    private static readonly LintConfiguration Loki = LintConfiguration.Default with { Schema = RuleSchema.Loki };
    private static readonly LintConfiguration Mimir = LintConfiguration.Default with { Schema = RuleSchema.Mimir };

    [TestCase("median(x) by (job)")]
    [TestCase("topk_max(5, x) by (job)")]
    [TestCase("sum(rate(x[5m]) keep_metric_names) by (job)")]
    [TestCase("a * on (job) group_left (*) prefix \"info_\" b")]
    [TestCase("a / on (job) group_right (zone) prefix 'x_' b")]
    [TestCase("sum by (job) (increase(x))")]
    [TestCase("x default 0 > 5")]
    [TestCase("x if (y > 5) ifnot z")]
    [TestCase("WITH (busy = 5) busy + x")]
    [TestCase("rate(x[5i]) > 5Ki")]
    [TestCase("rate(x[1.5h])")]
    [TestCase("rate(x[$__interval])")]
    [TestCase("x{a=\"b\" or c=\"d\"}")]
    [TestCase("sum(x) by (job) limit 5")]
    [TestCase("(x, y)")]
    [TestCase("scalar(x) == 0")]
    [TestCase("label_set(x, \"a\", \"b\")")]
    [TestCase("holt_winters(x[5m], 0.5, 0.5)")]
    public void MetricsQL_beyond_PromQL_is_left_alone(string expression)
    {
        ParseResult parse = PromQLParser.Parse(expression, new PromQLOptions { Language = ExpressionLanguage.MetricsQL });
        Assert.Multiple(() =>
        {
            Assert.That(parse.Errors, Is.Empty);
            Assert.That(parse.IsLeftAlone, Is.True);
            Assert.That(PromQLParser.Parse(expression).Errors, Is.Not.Empty, "it is no PromQL");
        });
    }

    [TestCase("sum(rate(x[5m])) by (job)", null)]
    [TestCase("x > > 5", PromQLErrorKind.Syntax)]
    [TestCase("sum(rate(x[5m]) keep_metric_names by (job)", PromQLErrorKind.Syntax)]
    [TestCase("summ(x)", PromQLErrorKind.UnknownFunction)]
    [TestCase("x{a=~\"(\"}", PromQLErrorKind.InvalidRegexp)]
    public void The_rest_of_MetricsQL_is_read_as_PromQL(string expression, PromQLErrorKind? kind)
    {
        ParseResult parse = PromQLParser.Parse(expression, new PromQLOptions { Language = ExpressionLanguage.MetricsQL });
        Assert.Multiple(() =>
        {
            Assert.That(parse.IsLeftAlone, Is.False);
            Assert.That(parse.Errors.Select(static error => (PromQLErrorKind?)error.Kind).Distinct(), Is.EqualTo(kind is null ? [] : new[] { kind }));
        });
    }

    [Test]
    public void Groups_of_other_databases_are_left_alone_but_for_their_form() => LintVerifier.Verify("PRL1003", """
        groups:
        - name: graphite
          type: graphite
          rules:
          - alert: QueueLong
            expr: threshold(queue.*.length, 100, "long")
            ⟦PRL1003:fore⟧: 5m
        - name: logs
          type: vlogs
          rules:
          - record: errors
            expr: 'level:error | stats by (app) count() errors'
            annotations: {text: passed over}
        """, VictoriaMetrics, onlyMarked: true);

    [TestCase("graphite", "threshold(queue.*.length, 100, \"long\")")]
    [TestCase("vlogs", "'level:error | stats by (app) count() errors'")]
    public void Group_of_another_database_without_the_schema_has_one_fault(string type, string expression) => LintVerifier.Verify("PRL1003", $$"""
        groups:
        - name: others
          ⟦PRL1003:type⟧: {{type}}
          rules:
          - alert: QueueLong
            expr: {{expression}}
        """);

    [Test]
    public void Tests_of_vmalert_have_fields_of_their_own() => LintVerifier.Verify("PRL1003", """
        rule_files: []
        tests:
        - interval: 1m
          input_series:
          - {series: queue_length, values: 1x5}
          alert_rule_test:
          - {eval_time: 1m, groupname: queues, alertname: QueueLong, ⟦PRL1003:expect⟧: []}
          metricsql_expr_test:
          - {expr: median(queue_length), eval_time: 1.5m, exp_samples: []}
        """, VictoriaMetrics, onlyMarked: true);

    [Test]
    public void Misspelled_fields_of_vmalert_tests_get_the_nearest_one() => LintVerifier.Verify("PRL1003", """
        rule_files: []
        tests:
        - interval: 1m
          input_series:
          - {series: queue_length, values: 1x5}
          alert_rule_test:
          - {eval_time: 1m, ⟦PRL1003:grupname⟧: queues, alertname: QueueLong, exp_alerts: []}
          ⟦PRL1003:metricsql_expr_tests⟧:
          - {expr: median(queue_length), eval_time: 1.5m, exp_samples: []}
        """, VictoriaMetrics, onlyMarked: true);

    [Test]
    public void LogQL_is_left_alone_and_its_templates_are_read() => LintVerifier.Verify("PRL4012", """
        groups:
        - name: errors
          interval: 1m
          rules:
          - alert: ManyErrors
            expr: sum by (app) (count_over_time({app="shop"} |= "error" | json [5m])) > 10
            for: 10m
            annotations:
              summary: "{{ $labels.app }}: {{ ⟦PRL4012:$valu⟧ }}"
          - record: errors:rate
            expr: sum(rate({app=~".+"} | logfmt | level="error" [1m]))
        """, Loki, onlyMarked: true);

    [Test]
    public void So_are_resources_of_its_operator() => LintVerifier.Verify("PRL1014", """
        apiVersion: loki.grafana.com/v1
        kind: AlertingRule
        metadata: {name: shop}
        spec:
          tenantID: shop
          groups:
          - name: errors
            rules:
            - alert: ManyErrors
              expr: sum(rate({app="shop"} |~ "err.*" [5m])) > 5
              for: ⟦PRL1014:10 minutes⟧
        """, onlyMarked: true);

    [Test]
    public void Every_document_of_Mimir_counts_with_groups_of_its_own() => LintVerifier.Verify("PRL2001", """
        namespace: shop
        groups:
        - name: a
          rules: [{record: a, expr: up}]
        ---
        namespace: mail
        groups:
        - name: a
          rules: [{record: b, expr: up ⟦PRL2001:===⟧ 1}]
        """, Mimir, onlyMarked: true);

    [Test]
    public void Formatting_leaves_them_alone()
    {
        const string Text = "groups:\n- name: a\n  rules:\n  - {record: a, expr: 'sum(rate(x)  keep_metric_names)'}\n  - {record: b, expr: 'x  +  1'}\n";
        RuleFileReaderOptions options = VictoriaMetrics.ReaderOptions;
        FormattedRuleFile formatted = RuleFileFormatter.Format(RuleFileReader.Read(new SourceText("rules.yml", Text), options), options);
        Assert.That(formatted.Text, Is.EqualTo(Text.Replace("x  +  1", "x + 1", StringComparison.Ordinal)));
        Assert.That(formatted.Skipped.Select(static skipped => skipped.Reason), Is.EqualTo(["it is MetricsQL, which is not read"]));
    }
}
