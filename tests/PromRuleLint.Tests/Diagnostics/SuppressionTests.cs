using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Tests.Verification;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Diagnostics;

public sealed class SuppressionTests
{
    [Test]
    public void At_the_end_of_a_line_it_covers_the_line() => Verify("""
        groups:
        - name: a
          rules:
          - record: x
            expr: sign(up)  # promrulelint disable PRL2002
          - record: y
            expr: ⟦PRL2002:sign⟧(up)
        """);

    [Test]
    public void On_a_line_of_its_own_it_covers_what_begins_below() => Verify("""
        groups:
        - name: a
          rules:
          # promrulelint disable unknown-function
          - record: x
            expr: sign(up)
          - record: y
            # promrulelint disable unknown-function
            expr: |
              sign(
                up
              ) + sign(up)
          - record: z
            expr: ⟦PRL2002:sign⟧(up)
        # promrulelint disable PRL2002
        - name: b
          rules:
          - record: x2
            expr: sign(up)
        """);

    [Test]
    public void Inside_an_expression_it_covers_its_line() => Verify("""
        groups:
        - name: a
          rules:
          - record: x
            expr: |
              sign(up) # promrulelint disable PRL2002
              + ⟦PRL2002:sign⟧(up)
        """);

    [Test]
    public void Line_next_line_rule_group_and_region_can_be_named() => Verify("""
        groups:
        - name: a
          rules:
          - record: x
            expr: sign(up) # promrulelint disable-line PRL2002
          - record: y
            # promrulelint disable-next-line PRL2002
            expr: sign(up)
          - record: z # promrulelint disable-rule PRL2002
            expr: sign(up)
          # promrulelint disable-region PRL2002
          - record: r1
            expr: sign(up)
          - record: r2
            expr: sign(up)
          # promrulelint enable PRL2002
          - record: r3
            expr: ⟦PRL2002:sign⟧(up)
        - name: b # promrulelint disable-group PRL2002
          rules:
          - record: g
            expr: sign(up)
        """);

    [Test]
    public void A_file_can_be_named_anywhere_in_it() => Verify("""
        groups:
        - name: a
          rules:
          - record: x
            expr: sign(up)
        # promrulelint disable-file PRL2002 -- old file
        """);

    [Test]
    public void One_that_suppresses_nothing_is_found_unless_its_check_is_off() => Verify("""
        groups:
        - name: a
          rules:
          - record: x
            expr: up ⟦PRL0006:# promrulelint disable PRL2002⟧
          - record: y
            expr: up # promrulelint disable substring-regexp
        """);

    [Test]
    public void Malformed_and_unknown_ones_are_found() => Verify("""
        groups:
        - name: a
          rules:
          - record: x
            expr: up ⟦PRL0005:# promrulelint disabel PRL2002⟧
          - record: y
            expr: up ⟦PRL0005:# promrulelint disable⟧
          - record: z
            expr: up # promrulelint disable ⟦PRL0004:unknown-functoin⟧
          - record: w
            expr: up ⟦PRL0005:# promrulelint disable PRL2002 until tomorrow⟧
        """);

    [Test]
    public void What_is_plainly_meant_as_one_is_told() => LintVerifier.Verify("PRL0005", """
        groups:
        - name: a
          rules:
          - record: a
            expr: up ⟦PRL0005:# PromRuleLint disable useless-sort⟧
          - record: b
            expr: up ⟦PRL0005:# promrulelint: disable useless-sort⟧
          - record: c
            expr: up ⟦PRL0005:# promrulelint/disable useless-sort⟧
          - record: d
            expr: up ⟦PRL0005:# promrulelint-disable-rule PRL3029⟧
          - record: e
            expr: up ⟦PRL0005:# promrullint disable PRL3029⟧
          - record: f
            expr: up ⟦PRL0005:# until the move is done: promrulelint disable useless-sort⟧
          - record: g
            expr: up # PromRuleLint would have something to say here, so disable nothing
          - record: h
            expr: up # see promrulelint disable in the handbook
          - record: i
            expr: up # a linter: disable what you like
        """, onlyMarked: true);

    [Test]
    public void It_holds_to_its_last_day_and_is_found_afterwards()
    {
        const string Text = "groups:\n- name: a\n  rules:\n  - record: x\n    expr: sign(up) # promrulelint disable PRL2002 until 2026-12-31 -- waits for the new name\n";
        Assert.Multiple(() =>
        {
            Assert.That(Ids(Text, new DateOnly(2026, 12, 31)), Is.Empty);
            Assert.That(Ids(Text, new DateOnly(2027, 1, 1)), Is.EquivalentTo(new[] { "PRL0007", "PRL2002" }));
            Assert.That(Ids(Text, null), Is.Empty);
        });
    }

    [Test]
    public void A_reason_can_be_required() => LintVerifier.Verify("PRL0008", """
        groups:
        - name: a
          rules:
          - record: x
            expr: sign(up) ⟦# promrulelint disable PRL2002⟧
          - record: y
            expr: sign(up) # promrulelint disable PRL2002 -- waits for the new name
        """, LintConfiguration.Default with { Suppressions = new SuppressionConfiguration { RequireReason = true } }, onlyMarked: true);

    [Test]
    public void Comments_of_pint_count_where_they_are_asked_for() => LintVerifier.Verify("PRL2002", """
        groups:
        - name: a
          rules:
          # pint disable promql/syntax
          - record: x
            expr: sign(up)
          - record: y
            expr: ⟦sign⟧(up)
        """, LintConfiguration.Default with { Suppressions = new SuppressionConfiguration { ReadPintComments = true } }, onlyMarked: true);

    private static void Verify(string marked) => LintVerifier.Verify("PRL2002", marked, onlyMarked: true);

    private static string[] Ids(string text, DateOnly? today) =>
        [.. new Linter().Lint([new LintInput(new SourceText("rules.yml", text), LintConfiguration.Default)], today).Select(static (Diagnostic finding) => finding.Id)];
}
