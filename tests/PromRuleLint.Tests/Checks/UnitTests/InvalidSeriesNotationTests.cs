using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.UnitTests;

internal sealed class InvalidSeriesNotationTests
{
    [Test]
    public void A_line_break_at_the_end_of_the_last_values_does_no_harm()
    {
        LintVerifier.Verify("PRL8004", Test("    values: |\n      1 2 3\n", ""));
        LintVerifier.Verify("PRL8004", Test("    values: >-\n      1 2\n      3\n", "  - {series: b, values: 1}\n"));
    }

    [Test]
    public void Values_on_two_lines_are_two_series()
    {
        LintVerifier.Verify("PRL8004", Test("    values: |\n      1 2 3\n      ⟦4 5 6⟧\n", ""));
        LintVerifier.Verify("PRL8004", Test("    values: \"1 2\\n⟦3⟧\"\n", ""));
    }

    [Test]
    public void The_fix_strips_the_line_break()
    {
        Diagnostic finding = LintVerifier.Lint(LintConfiguration.Default, ("t.yml", Test("    values: >\n      1 2 3\n", "  - {series: b, values: 1}\n"))).Single(static diagnostic => diagnostic.Id == "PRL8004");
        TextEdit edit = finding.CodeFixes[0].Edits.Single();
        Assert.That(edit.Source.Text[..edit.Range.Start] + edit.NewText, Does.EndWith("values: >-"));
        Assert.That(finding.AdditionalLocations.Single().Message, Is.EqualTo("not loaded"));
    }

    [TestCase("'{\"a\", ⟦\"b\"⟧}'")]
    [TestCase("'{__name__=\"a\", ⟦__name__=\"b\"⟧}'")]
    [TestCase("'a{__name__=\"b\"}'")]
    public void Of_two_names_in_braces_none_is_loaded(string series) => LintVerifier.Verify("PRL8004", Test("    values: 1", $"\n  - series: {series}\n    values: 1\n"));

    private static string Test(string values, string more) =>
        $"tests:\n- interval: 1m\n  input_series:\n  - series: a\n{values}{more}  promql_expr_test:\n  - expr: a\n    eval_time: 1m\n    exp_samples: [{{labels: a, value: 2}}]\n";
}
