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
    [TestCase("PRL3013", "sum by (job, i) (x) / on (job) y")]
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

    private static void Verify(string id, string expression) =>
        LintVerifier.Verify(id, $"groups:\n- name: g\n  rules:\n  - record: a\n    expr: |\n      {expression}\n");
}
