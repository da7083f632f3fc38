using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Baselines;
using PromRuleLint.Tests.Verification;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Diagnostics;

public sealed class BaselineTests
{
    private const string Old = "groups:\n- name: a\n  rules:\n  - record: x\n    expr: sign(up) + sign(up)\n";

    private static readonly SourceText File = new("baseline.json", "");

    [Test]
    public void Known_findings_are_quiet_though_lines_moved_and_new_ones_are_not()
    {
        Baseline baseline = Baseline.FromFindings(Lint(Old));
        IReadOnlyList<Diagnostic> moved = Lint("# a line more\n" + Old.Replace("expr: sign", "expr:   sign", StringComparison.Ordinal) + "  - record: y\n    expr: sign(up)\n");
        Assert.Multiple(() =>
        {
            Assert.That(baseline.Count, Is.EqualTo(2));
            Assert.That(baseline.Apply(Lint(Old), File), Is.Empty);
            Assert.That(baseline.Apply(moved, File).Select(static finding => finding.RuleName), Is.EqualTo(new[] { "y" }));
        });
    }

    [Test]
    public void An_entry_that_is_found_no_more_is_told()
    {
        Diagnostic[] left = [.. Baseline.FromFindings(Lint(Old)).Apply(Lint(Old.Replace("sign(up) + ", "", StringComparison.Ordinal)), File)];
        Assert.That(left.Select(static finding => finding.Id), Is.EqualTo(new[] { "PRL0009" }));
    }

    [Test]
    public void It_is_read_as_it_was_written()
    {
        string json = Baseline.FromFindings(Lint(Old)).ToJson();
        Assert.Multiple(() =>
        {
            Assert.That(Baseline.Parse(json).Apply(Lint(Old), File), Is.Empty);
            Assert.That(Baseline.Parse(json).ToJson(), Is.EqualTo(json));
            Assert.That(json, Does.Contain("\"count\":2"));
            Assert.That(Baseline.Parse(new Baseline([]).ToJson()).Count, Is.Zero);
        });
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"findings": [1]}""")]
    [TestCase("""{"findings": [{"id": "PRL2002"}]}""")]
    [TestCase("""{"findings": [{"id": 1, "path": "", "rule": "", "fragment": ""}]}""")]
    public void What_is_no_baseline_is_refused_with_words(string json) =>
        Assert.That(() => Baseline.Parse(json), Throws.TypeOf<FormatException>().With.Message.Not.Empty);

    private static IReadOnlyList<Diagnostic> Lint(string text) => LintVerifier.Lint(LintConfiguration.Default, ("rules.yml", text));
}
