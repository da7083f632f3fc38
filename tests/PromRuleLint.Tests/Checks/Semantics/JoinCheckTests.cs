using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.Semantics;

/// <summary>Checks of joins: what they match on, what they bring in, and what becomes of it.</summary>
public sealed class JoinCheckTests
{
    [TestCase("PRL3013", "sum by (job, i) (x) ⟦* on (job)⟧ sum by (job) (y)")]
    [TestCase("PRL3013", "sum by (job) (x) ⟦> on (job)⟧ max by (i, job) (y)")]
    [TestCase("PRL3013", "sum by (job) (x) ⟦/ on ()⟧ sum(y)")]
    [TestCase("PRL3013", "(100 * -sum by (job, i) (x)) ⟦== bool ignoring (i)⟧ sum by (job) (y)")]
    [TestCase("PRL3013", "sum by (job, i) (x{i=~\"a|b\"}) ⟦/ on (job)⟧ sum by (job) (y)")]
    [TestCase("PRL3013", "sum by (job, i) (x{i=\"a\"}) / on (job) sum by (job) (y)")]
    [TestCase("PRL3013", "sum by (job, i) (x) ⟦/ on (job)⟧ y")]
    [TestCase("PRL3013", "sum by (job, i) (x{i=\"a\"}) / on (job) y")]
    [TestCase("PRL3013", "rate(x{i=~\"a|b\"}[5m]) ⟦/ ignoring (i)⟧ sum without (i) (y)")]
    [TestCase("PRL3013", "rate(x{i=\"a\"}[5m]) / ignoring (i) sum without (i) (y)")]
    [TestCase("PRL3013", "x / ignoring (i) y")]
    [TestCase("PRL3013", "sum by (job, i) (x) / on (job) sum by (job, i) (y)")]
    [TestCase("PRL3013", "sum by (job, i) (x) and on (job) sum by (job) (y)")]
    [TestCase("PRL3013", "sum by (job, i) (x) / on (job) group_left sum by (job) (y)")]
    [TestCase("PRL3013", "sum by (job, i) (x) / sum by (job, i) (y)")]
    [TestCase("PRL3013", "topk by (job) (1, sum by (job, i) (x)) / on (job) sum by (job) (y)")]
    [TestCase("PRL3013", "(sum by (job, i) (x) == 1) / on (job) sum by (job) (y)")]
    [TestCase("PRL3013", "sum without (i) (x) / on (job) sum by (job) (y)")]
    [TestCase("PRL3013", "sum by (job, i) (sum by (job) (x)) / on (job) sum by (job) (y)")]
    [TestCase("PRL3014", "sum by (job, i) (x) ⟦/ on (job)⟧ sum by (job, i) (y)")]
    [TestCase("PRL3014", "sum by (job, i) (x) ⟦/ on ()⟧ group_right sum by (zone) (y)")]
    [TestCase("PRL3014", "sum by (job, i) (x) ⟦/ ignoring (i, zone)⟧ sum by (job, zone) (y)")]
    [TestCase("PRL3014", "sum by (job, i) (x) / on (job) group_left (zone) sum by (job, zone) (y)")]
    [TestCase("PRL3014", "x ⟦* on (job)⟧ group_left (zone) max by (job, zone, i) (y)")]
    [TestCase("PRL3014", "sum by (job, i) (x) ⟦* on (job)⟧ group_right y")]
    [TestCase("PRL3014", "sum by (job, i) (x) * on (job) group_left y")]
    [TestCase("PRL3014", "sum by (job, i) (x) or on (job) sum by (job, i) (y)")]
    [TestCase("PRL3014", "sum by (job, i) (x) / on (job) sum by (job) (y)")]
    public void Sides_that_may_have_several_series_in_a_match_group_are_found(string id, string expression) => Verify(id, expression);

    [TestCase("PRL3016", "sum by (ns) (x * on (pod) group_left (⟦node⟧, ns) y)")]
    [TestCase("PRL3016", "sum without (node) (1 + -(x * on (pod) group_left (⟦node⟧) y > 5))")]
    [TestCase("PRL3016", "sum((y * on (pod) group_right (⟦node⟧) x) and on (pod) z)")]
    [TestCase("PRL3016", "sum(z * on (pod) group_left (⟦node⟧) (x * on (pod) group_left (node) y))")]
    [TestCase("PRL3016", "sum(z * on (node) group_left () (x * on (pod) group_left (node) y))")]
    [TestCase("PRL3016", "sum without (pod) (x * on (pod) group_left (node) y)")]
    [TestCase("PRL3016", "topk by (ns) (1, x * on (pod) group_left (node) y)")]
    [TestCase("PRL3016", "sum by (ns) (label_replace(x * on (pod) group_left (node) y, \"ns\", \"$1\", \"node\", \"(.*)\"))")]
    [TestCase("PRL3016", "sum by (ns) ((x * on (pod) group_left (node) y) / z)")]
    [TestCase("PRL3016", "sum by (ns) ((x * on (pod) group_left (node) y) / on (node, ns) z)")]
    [TestCase("PRL3016", "max_over_time((x * on (pod) group_left (node) y)[5m:])")]
    [TestCase("PRL3017", "z unless on (pod) (x * on (pod) group_left (⟦node⟧) y)")]
    [TestCase("PRL3017", "z and ignoring (node) (x * on (pod) group_left (⟦node⟧) y)")]
    [TestCase("PRL3017", "z * on (pod) group_left () (x * on (pod) group_left (⟦node⟧) y)")]
    [TestCase("PRL3017", "(x * on (pod) group_left (⟦node⟧) y) == bool on (pod) z")]
    [TestCase("PRL3017", "(x * on (pod) group_left (node) y) == on (pod) group_left z")]
    [TestCase("PRL3017", "(x * on (pod) group_left (node) y) and on (pod) z")]
    [TestCase("PRL3017", "z or on (pod) (x * on (pod) group_left (node) y)")]
    [TestCase("PRL3017", "z and (x * on (pod) group_left (node) y)")]
    [TestCase("PRL3017", "z and on (node) (x * on (pod) group_left (node) y)")]
    [TestCase("PRL3017", "z unless on (pod) sum by (pod) (x * on (pod) group_left (node) y)")]
    public void Labels_that_are_brought_in_for_nothing_are_found(string id, string expression) => Verify(id, expression);

    [TestCase("PRL3015", "sum without (⟦i⟧, job) (sum by (job) (x))")]
    [TestCase("PRL3015", "sum without (i) (x{i=~\".*\"})")]
    [TestCase("PRL3015", "sum without (__name__) (x)")]
    [TestCase("PRL3015", "sum by (i) (sum by (job) (x))")]
    [TestCase("PRL3015", "x * on (job, ⟦job⟧) group_left (team, ⟦team⟧) y")]
    [TestCase("PRL3015", "sum by (job) (x) / ignoring (⟦i⟧) sum by (job) (y)")]
    [TestCase("PRL3015", "sum by (job) (x) unless ignoring (⟦i⟧, ⟦zone⟧) sum by (job) (y)")]
    [TestCase("PRL3015", "sum by (job, i) (x) / ignoring (i) group_left sum by (job) (y)")]
    [TestCase("PRL3015", "x / ignoring (i) sum by (job) (y)")]
    [TestCase("PRL3015", "x * ignoring (i) group_right (⟦job⟧, i) y")]
    [TestCase("PRL3015", "x * ignoring (i) group_right (__name__) y")]
    [TestCase("PRL3015", "x * on (job) group_left (team) y")]
    public void Labels_that_change_nothing_are_found(string id, string expression) => Verify(id, expression);

    [Test]
    public void Recorded_series_may_come_back_with_external_labels() => LintVerifier.Verify("PRL3015", """
        groups:
        - name: g
          rules:
          - record: job:x:sum
            expr: sum by (job) (x)
          - alert: A
            expr: max without (replica) (job:x:sum) > 5
          - alert: B
            expr: max without (⟦replica⟧) (sum by (job) (x)) > 5
        """);

    private static void Verify(string id, string expression) =>
        LintVerifier.Verify(id, $"groups:\n- name: g\n  rules:\n  - record: a\n    expr: |\n      {expression}\n");
}
