using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Diagnostics.Fixes;
using PromRuleLint.Tests.Docs;
using PromRuleLint.Tests.Verification;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Diagnostics;

/// <summary>After a fix the finding is gone and no other error has come: tried on every bad example of every check's page.</summary>
public sealed class FixRoundTests
{
    private static IEnumerable<TestCaseData> FixableExamples() =>
        from page in CheckPage.All()
        where CheckCatalog.Find(page.Id) is { HasFix: true }
        select new TestCaseData(page).SetArgDisplayNames(page.Id);

    [TestCaseSource(nameof(FixableExamples))]
    public void A_fix_mends_its_finding_and_brings_no_error(object page)
    {
        var (id, fixes) = (((CheckPage)page).Id, 0);
        foreach (PageBlock block in ((CheckPage)page).Blocks.Where(static block => block.Has("bad")))
        {
            LintConfiguration configuration = CheckPageTests.ConfigurationFor((CheckPage)page, block, id);
            (string Path, string Text)[] files = Unmarked(block);
            IReadOnlyList<Diagnostic> before = LintVerifier.Lint(configuration, files);
            foreach (Diagnostic finding in before.Where(finding => finding.Id == id && finding.Fix is not null))
            {
                FixRound round = FixRound.Apply([finding], includeUnsafe: true);
                (string Path, string Text)[] mended = [.. files.Select(file => (file.Path, round.NewTexts.FirstOrDefault(text => text.Key.Path == file.Path).Value ?? file.Text))];
                IReadOnlyList<Diagnostic> after = LintVerifier.Lint(configuration, mended);
                Assert.That(after.Count(other => other.Id == id), Is.LessThan(before.Count(other => other.Id == id)), $"still there after '{finding.Fix!.Title}' in\n{string.Concat(mended)}");
                string[] newErrors = [.. Errors(after).Except(Errors(before))];
                Assert.That(newErrors, Is.Empty, string.Concat(mended));
                fixes++;
            }
        }

        Assert.That(fixes, Is.Positive, "no example on the page shows a fix");
    }

    [Test]
    public void A_check_whose_example_has_a_fix_says_so()
    {
        IEnumerable<string> silent =
            from page in CheckPage.All()
            from block in page.Blocks
            where block.Has("bad")
            from finding in LintVerifier.Lint(CheckPageTests.ConfigurationFor(page, block, page.Id), Unmarked(block))
            where finding.Fix is not null && !finding.Descriptor.HasFix
            select finding.Id;
        Assert.That(silent.Distinct(), Is.Empty);
    }

    [Test]
    public void Fixes_that_touch_wait_for_the_next_round_and_the_rest_stays_to_the_byte()
    {
        var source = new SourceText("a.yml", "one  two\r\nthree");
        Diagnostic[] findings = [Finding(source, (0, 3, "1")), Finding(source, (3, 4, "_")), Finding(source, (10, 15, "3"), (5, 8, "2")), Finding(source, (6, 7, "x"))];
        FixRound round = FixRound.Apply(findings, includeUnsafe: false);
        Assert.Multiple(() =>
        {
            Assert.That(round.Applied, Is.EqualTo(new[] { findings[0], findings[2] }));
            Assert.That(round.NewTexts[source], Is.EqualTo("1  2\r\n3"));
        });
    }

    [Test]
    public void An_unsafe_fix_is_made_only_when_asked_for()
    {
        var source = new SourceText("a.yml", "one");
        var finding = new Diagnostic(ToolDiagnostics.InvalidConfiguration, new Location(source, default), "", fix: new CodeFix("", IsSafe: false, [new TextEdit(source, new TextRange(0, 3), "1")]));
        Assert.Multiple(() =>
        {
            Assert.That(FixRound.Apply([finding], includeUnsafe: false).NewTexts, Is.Empty);
            Assert.That(FixRound.Apply([finding], includeUnsafe: true).NewTexts[source], Is.EqualTo("1"));
        });
    }

    private static IEnumerable<string> Errors(IEnumerable<Diagnostic> findings) =>
        findings.Where(static finding => finding.Severity == Severity.Error).Select(static finding => finding.Id);

    private static (string Path, string Text)[] Unmarked(PageBlock block) => [.. block.Files().Select(static file => (file.Path, MarkedText.Parse(file.Marked).Text))];

    private static Diagnostic Finding(SourceText source, params (int Start, int End, string Text)[] edits) =>
        new(ToolDiagnostics.InvalidConfiguration, new Location(source, default), "", fix: new CodeFix("", IsSafe: true, [.. edits.Select(edit => new TextEdit(source, new TextRange(edit.Start, edit.End), edit.Text))]));
}
