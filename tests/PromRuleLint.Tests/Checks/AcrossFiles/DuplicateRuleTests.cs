using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Tests.Verification;
using PromRuleLint.Text;

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
            LintConfiguration.Default with { RuleSet = "one server" },
            onlyMarked: false,
            ("one.yml", Three),
            ("two.yml", Three.Replace("a:sum", "⟦a:sum⟧", StringComparison.Ordinal)));
        Assert.That(found.Single().Message, Does.Contain("one.yml").And.Contain("2 others of this file"));
    }

    [Test]
    public void Single_rules_are_each_found_in_one_file_and_over_files() => LintVerifier.VerifyFiles(
        "PRL7001",
        LintConfiguration.Default with { RuleSet = "one server" },
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

    [Test]
    public void Labels_of_the_group_count_unless_the_rule_gives_others() => LintVerifier.Verify("PRL7001", """
        groups:
        - name: a
          labels: {team: x, tier: "1"}
          rules:
          - record: a:sum
            expr: sum(a)
          - record: b:sum
            expr: sum(b)
            labels: {team: y}
        - name: b
          labels: {tier: "1"}
          rules:
          - record: ⟦a:sum⟧
            expr: sum(a)
            labels: {team: x}
          - record: a:sum
            expr: sum(a)
          - record: ⟦b:sum⟧
            expr: sum(b)
            labels: {team: y}
          - record: b:sum
            expr: sum(b)
            labels: {team: x}
        """);

    // The growth of work is held by counts, in the shape "labels: of a group" of bench/PromRuleLint.Hostile.
    [Test]
    public void Rules_of_a_group_with_many_labels_differ_by_the_label_that_they_override()
    {
        string labels = string.Concat(Enumerable.Range(0, 600).Select(static i => $"    l{i}: '{{{{ $labels.x{i} }}}}'\n"));
        string rules = string.Concat(Enumerable.Range(0, 600).Select(static i => $"  - alert: A\n    expr: sum(up) > 0\n    labels: {{l{i}: a}}\n"));
        LintVerifier.Verify("PRL7001", $"groups:\n- name: a\n  labels:\n{labels}  rules:\n{rules}");
    }

    [Test]
    public void Rule_sets_do_not_see_each_other()
    {
        LintInput Input(string path, string ruleSet) => new(new SourceText(path, Three), LintConfiguration.Default with { RuleSet = ruleSet });
        var linter = new Linter();
        Assert.Multiple(() =>
        {
            Assert.That(linter.Lint([Input("one.yml", "a"), Input("two.yml", "b")]), Is.Empty);
            Assert.That(linter.Lint([Input("one.yml", "a"), Input("two.yml", "a")]), Has.Length.EqualTo(1));
        });
    }
}
