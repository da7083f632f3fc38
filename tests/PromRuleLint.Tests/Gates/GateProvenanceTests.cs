using PromRuleLint.Facts;
using PromRuleLint.Gates;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Gates;

public sealed class GateProvenanceTests
{
    private const string Rules = """
        groups:
          - name: real
            rules:
              - record: failure_ratio
                expr: sum(rate(failures_total[5m])) / sum(rate(requests_total[5m]))
              - record: heartbeat_ok
                expr: clamp_max((changes(beat_seq[6m]) > bool 0) * 1, 1)
              - record: error_budget
                expr: 1 - avg_over_time(heartbeat_ok[5m])
              - record: burn
                expr: (error_budget offset 5m - error_budget) / 300
              - record: copied
                expr: restore_minutes or copied
              - record: kept
                expr: restore_minutes or last_over_time(kept[1h])
              - record: held
                expr: restore_minutes or first_over_time(held[1h])
              - record: by_realm
                expr: sum(up{job="a"})
                labels: {metric_realm: prod}
              - record: reads_doubled
                expr: max(doubled) + 1
              - alert: BurnHigh
                expr: burn > 14
              - alert: FailuresHigh
                expr: failure_ratio > 0.08
          - name: other
            rules:
              - record: doubled
                expr: sum(a)
              - record: by_realm
                expr: sum(up{job="b"})
                labels: {metric_realm: staging}
              - record: constant
                expr: vector(0.1)
              - record: shown
                expr: sum(b)
              - record: shown
                expr: vector(0.1)
                labels: {mode: smoke}
          - name: smoke
            rules:
              - record: doubled
                expr: vector(4)

        """;

    private static readonly GateProvenance Provenance = new(new RuleSetFacts(RuleSet.Create([RuleFileReader.Read(new SourceText("rules.yml", Rules))])));

    [TestCase("failure_ratio", "<= 0.08")]
    [TestCase("heartbeat_ok", "== 1")]
    [TestCase("by_realm{metric_realm=\"prod\"}", "> 3")]
    [TestCase("shown", "> 3")]
    [TestCase("unknown_metric", "<= 1")]
    [TestCase("burn", "<= 0.001")]
    [TestCase("max(failure_ratio) or vector(1)", "<= 0.08")]
    public void Series_that_may_say_either_are_not_refused(string expression, string bound) => Assert.That(Refusal(expression, bound), Is.Null);

    [TestCase("constant", "<= 0.6", "so <= 0.6 always holds and proves nothing")]
    [TestCase("constant", ">= 0.6", "so >= 0.6 can never hold")]
    [TestCase("doubled", "<= 12", "'doubled' has 2 recorders, in group 'other' and group 'smoke'")]
    [TestCase("max(reads_doubled)", "<= 12", "'doubled' has 2 recorders")]
    [TestCase("by_realm", "> 3", "'by_realm' has 2 recorders")]
    [TestCase("by_realm{metric_realm=~\"prod|staging\"}", "> 3", "'by_realm' has 2 recorders")]
    [TestCase("copied", "<= 12", "'copied' records itself")]
    [TestCase("kept", "<= 12", "'kept' records itself")]
    [TestCase("held", "<= 12", "'held' records itself")]
    [TestCase("burn", "<= 0.6", "so <= 0.6 always holds and proves nothing")]
    [TestCase("burn", "> 14", "so > 14 can never hold")]
    [TestCase("heartbeat_ok", "<= 1", "always holds")]
    [TestCase("heartbeat_ok > 1", "== 1", "it never returns anything")]
    [TestCase("vector(1)", "== 1", "always holds")]
    public void Series_that_prove_nothing_are_refused(string expression, string bound, string reason) => Assert.That(Refusal(expression, bound), Does.Contain(reason));

    [TestCase("BurnHigh", "can never fire")]
    [TestCase("Nobody", "there is no alert 'Nobody'")]
    public void Alerts_that_cannot_fire_are_refused(string alert, string reason) => Assert.That(Provenance.Refuse(new GateCondition { Alert = alert }), Does.Contain(reason));

    [Test]
    public void Alert_that_can_fire_is_not_refused() => Assert.That(Provenance.Refuse(new GateCondition { Alert = "FailuresHigh" }), Is.Null);

    [TestCase("up", "up{mode!=\"smoke\"}")]
    [TestCase("sum(rate(a{b=\"c\"}[5m])) / max({__name__=\"d\"})", "sum(rate(a{mode!=\"smoke\", b=\"c\"}[5m])) / max({mode!=\"smoke\", __name__=\"d\"})")]
    [TestCase("a{} or b{mode=\"smoke\"}", "a{mode!=\"smoke\"} or b{mode!=\"smoke\", mode=\"smoke\"}")]
    public void No_selector_reads_smoke_constants(string expression, string asked)
    {
        Assert.That(GateExpressions.WithoutSmoke(PromQLParser.Parse(expression)), Is.EqualTo(asked));
        Assert.That(PromQLParser.Parse(asked).IsValid, Is.True);
    }

    private static string? Refusal(string expression, string bound) => Provenance.Refuse(new GateCondition { Expression = PromQLParser.Parse(expression), Bound = GateBound.TryParse(bound) });
}
