using PromRuleLint.Configuration;
using PromRuleLint.Rules;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.Semantics;

/// <summary>Buckets of VictoriaMetrics have <c>vmrange</c> in the place of <c>le</c>, wherever the schema of a group comes from.</summary>
public sealed class MissingLeTests
{
    private const string WithoutLe = "sum without (le) (rate(request_duration_seconds_bucket[5m]))";
    private const string ByPath = "sum by (path) (rate(request_duration_seconds_bucket[5m]))";

    [Test]
    public void Resource_of_VictoriaMetrics_may_have_vmrange() => Verify(Resource("VMRule", WithoutLe));

    [Test]
    public void Resource_of_VictoriaMetrics_without_either_label_is_flagged() => Verify(Resource("VMRule", $"⟦{ByPath}⟧"));

    [Test]
    public void Resource_of_Prometheus_has_le_only() => Verify(Resource("PrometheusRule", $"⟦{WithoutLe}⟧"));

    [Test]
    public void Configured_schema_may_have_vmrange() =>
        LintVerifier.Verify("PRL3026", Plain(WithoutLe), LintConfiguration.Default with { Schema = RuleSchema.VictoriaMetrics });

    [Test]
    public void File_of_Prometheus_has_le_only() => Verify(Plain($"⟦{WithoutLe}⟧"));

    private static void Verify(string yaml) => LintVerifier.Verify("PRL3026", yaml);

    private static string Plain(string argument) => $$"""
        groups:
        - name: latency
          rules:
          - record: path:request_duration_seconds:p90
            expr: histogram_quantile(0.9, {{argument}})
        """;

    private static string Resource(string kind, string argument) => $$"""
        apiVersion: example.com/v1
        kind: {{kind}}
        metadata:
          name: latency
        spec:
          groups:
          - name: latency
            rules:
            - record: path:request_duration_seconds:p90
              expr: histogram_quantile(0.9, {{argument}})
        """;
}
