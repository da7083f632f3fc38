using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.AcrossFiles;

public sealed class DuplicateRuleTests
{
    private const string Three = """
        groups:
        - name: a
          rules:
          - record: a:sum
            expr: sum(a)
          - record: b:sum
            expr: sum(b)
          - record: c:sum
            expr: sum(c)
        """;

    [Test]
    public void A_file_that_is_a_copy_of_another_is_found_once()
    {
        IReadOnlyList<Diagnostic> found = LintVerifier.VerifyFiles(
            "PRL7001",
            LintConfiguration.Default,
            onlyMarked: false,
            ("one.yml", Three),
            ("two.yml", Three.Replace("a:sum", "⟦a:sum⟧", StringComparison.Ordinal)));
        Assert.That(found.Single().Message, Does.Contain("one.yml").And.Contain("2 others of this file"));
    }

    [Test]
    public void Single_rules_are_each_found_in_one_file_and_over_files() => LintVerifier.VerifyFiles(
        "PRL7001",
        LintConfiguration.Default,
        onlyMarked: false,
        ("one.yml", Three + "\n  - record: ⟦b:sum⟧\n    expr: 'sum  (b)'\n"),
        ("two.yml", "groups:\n- name: b\n  rules:\n  - record: ⟦c:sum⟧\n    expr: sum(c)\n  - record: d:sum\n    expr: sum(d)\n"));

    [Test]
    public void Other_labels_another_kind_or_another_expression_make_another_rule() => LintVerifier.Verify("PRL7001", """
        groups:
        - name: a
          rules:
          - record: a:sum
            expr: sum(a)
          - record: a:sum
            expr: sum(a)
            labels:
              team: x
          - alert: a:sum
            expr: sum(a)
          - alert: a:sum
            expr: sum(a{x="a b"}) > 0
          - alert: a:sum
            expr: sum(a{x="ab"}) > 0
        """);
}
