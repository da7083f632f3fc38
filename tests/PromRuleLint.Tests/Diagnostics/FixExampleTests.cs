using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Fixes;
using PromRuleLint.Tests.Docs;
using PromRuleLint.Tests.Verification;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Diagnostics;

/// <summary>What every fix of every check does, tried on the bad examples of the checks' pages: a check with a fix shows one there.</summary>
public sealed class FixExampleTests
{
    private static IEnumerable<string> FixableIds() =>
        from descriptor in CheckCatalog.All.SelectMany(static check => check.SupportedDiagnostics)
        where descriptor.HasFix
        select descriptor.Id;

    [Test]
    public void A_fix_mends_its_finding_brings_no_error_and_leaves_all_else_to_the_byte([ValueSource(nameof(FixableIds))] string id, [Values] bool withCarriageReturns)
    {
        string lineBreak = withCarriageReturns ? "\r\n" : "\n";
        CheckPage page = CheckPage.All().Single(page => page.Id == id);
        int fixes = 0;
        foreach (PageBlock block in page.Blocks.Where(static block => block.Has("bad")))
        {
            LintConfiguration configuration = CheckPageTests.ConfigurationFor(page, block, id);
            (string Path, string Text)[] files = [.. Unmarked(block).Select(file => (file.Path, file.Text.ReplaceLineEndings(lineBreak)))];
            IReadOnlyList<Diagnostic> before = LintVerifier.Lint(configuration, files);
            foreach (Diagnostic finding in before.Where(finding => finding.Id == id && finding.CodeFixes is not []))
            {
                FixRound round = FixRound.Apply([finding], includeUnsafe: true);
                Assert.That(round.Applied, Is.EqualTo(new[] { finding }));
                foreach ((SourceText source, string fixedText) in round.NewTexts)
                {
                    AssertOnlyEdited(source, [.. finding.CodeFixes[0].Edits.Where(edit => edit.Source == source).OrderBy(static edit => edit.Range.Start)], fixedText);
                }

                (string Path, string Text)[] after = [.. files.Select(file => (file.Path, round.NewTexts.FirstOrDefault(text => text.Key.Path == file.Path).Value ?? file.Text))];
                AssertMended(finding, before, LintVerifier.Lint(configuration, after), string.Concat(after));
                fixes++;
            }
        }

        Assert.That(fixes, Is.Positive, $"no bad example in docs/checks/{id}.md has the fix that the check says it has");
    }

    [Test]
    public void A_check_whose_example_has_a_fix_says_so()
    {
        IEnumerable<string> silent =
            from page in CheckPage.All()
            from block in page.Blocks
            where block.Has("bad")
            from finding in LintVerifier.Lint(CheckPageTests.ConfigurationFor(page, block, page.Id), Unmarked(block))
            where finding.CodeFixes is not [] && !finding.Descriptor.HasFix
            select finding.Id;
        Assert.That(silent.Distinct(), Is.Empty);
    }

    [TestCaseSource(nameof(FixableIds))]
    public void Examples_show_whether_fixes_are_safe_as_the_check_says(string id)
    {
        CheckPage page = CheckPage.All().Single(page => page.Id == id);
        IEnumerable<bool> areSafe = page.Blocks.Where(static block => block.Has("bad"))
            .SelectMany(block => LintVerifier.Lint(CheckPageTests.ConfigurationFor(page, block, id), Unmarked(block)))
            .Where(finding => finding.Id == id)
            .Select(static finding => finding.CodeFixes.FirstOrDefault()?.IsSafe)
            .OfType<bool>()
            .Distinct();
        bool[] expected = CheckCatalog.Find(id)!.FixSafety switch
        {
            FixSafety.Safe => [true],
            FixSafety.Unsafe => [false],
            _ => [true, false],
        };
        Assert.That(areSafe, Is.EquivalentTo(expected));
    }

    /// <summary>The finding is gone, and no error has come.</summary>
    private static void AssertMended(Diagnostic finding, IReadOnlyList<Diagnostic> before, IReadOnlyList<Diagnostic> after, string text)
    {
        Assert.That(after.Count(other => other.Id == finding.Id), Is.LessThan(before.Count(other => other.Id == finding.Id)), $"still there after '{finding.CodeFixes[0].Title}' in\n{text}");
        IEnumerable<string> newErrors =
            from error in Errors(after).CountBy(static id => id)
            where error.Value > Errors(before).Count(id => id == error.Key)
            select error.Key;
        Assert.That(newErrors, Is.Empty, $"after '{finding.CodeFixes[0].Title}' in\n{text}");
    }

    /// <summary>Between the edits stands what stood there before, whatever way the text was put together.</summary>
    private static void AssertOnlyEdited(SourceText source, TextEdit[] edits, string fixedText)
    {
        int from = 0;
        int to = 0;
        foreach (TextEdit edit in edits)
        {
            int length = edit.Range.Start - from;
            Assert.That(length, Is.Not.Negative, "edits of one fix overlap");
            Assert.That(fixedText.Substring(to, length), Is.EqualTo(source.Text.Substring(from, length)));
            to += length;
            Assert.That(fixedText.Substring(to, edit.NewText.Length), Is.EqualTo(edit.NewText));
            to += edit.NewText.Length;
            from = edit.Range.End;
        }

        Assert.That(fixedText[to..], Is.EqualTo(source.Text[from..]));
        if (source.Text.Contains("\r\n", StringComparison.Ordinal))
        {
            Assert.That(fixedText.Replace("\r\n", "", StringComparison.Ordinal), Does.Not.Contain('\n').And.Not.Contain('\r'), "line breaks are those of the file");
        }
    }

    private static IEnumerable<string> Errors(IEnumerable<Diagnostic> findings) =>
        findings.Where(static finding => finding.Severity == DiagnosticSeverity.Error).Select(static finding => finding.Id);

    private static (string Path, string Text)[] Unmarked(PageBlock block) => [.. block.Files().Select(static file => (file.Path, MarkedText.Parse(file.Marked).Text))];
}
