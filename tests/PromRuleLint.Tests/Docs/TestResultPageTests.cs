using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Testing;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Docs;

/// <summary>The pages of what running unit tests finds: each block is run, and gives exactly the marked findings.</summary>
public sealed class TestResultPageTests
{
    private static IEnumerable<TestCaseData> Blocks() =>
        from page in CheckPage.All()
        from block in page.Blocks
        where block.Has("test-run")
        select new TestCaseData(page, block).SetArgDisplayNames(page.Id, string.Join(' ', block.Words), $"line {block.Line}");

    [TestCaseSource(nameof(Blocks))]
    public void Example_gives_exactly_the_marked_findings(object page, object block)
    {
        string id = ((CheckPage)page).Id;
        MarkedText[] files = [.. ((PageBlock)block).Files().Select(static file => MarkedText.Parse(file.Marked))];
        TestFile test = TestFileReader.Read(new SourceText("rules_test.yml", files[0].Text));
        RuleFile[] rules = [.. files.Skip(1).Select(static file => RuleFileReader.Read(new SourceText("rules.yml", file.Text)))];
        Diagnostic[] findings = [.. TestFindings.From(RuleTester.Run(test, rules))];
        Assert.That(findings.Select(static finding => finding.Id), Is.All.EqualTo(id));
        Assert.That(findings.Select(finding => finding.Location.Range.In(files[0].Text).ToString()), Is.EqualTo(files[0].Marks.Select(mark => mark.Range.In(files[0].Text).ToString())));
    }

    [Test]
    public void Every_finding_of_a_run_has_a_page_with_executed_examples() => Assert.Multiple(() =>
    {
        Dictionary<string, CheckPage> pages = CheckPage.All().ToDictionary(static page => page.Id);
        foreach (DiagnosticDescriptor descriptor in TestDiagnostics.All)
        {
            Assert.That(pages, Contains.Key(descriptor.Id));
            Assert.That(pages[descriptor.Id].Lines[0], Is.EqualTo($"# {descriptor.Id}: {descriptor.Name}"));
            bool isOfTheRun = descriptor == TestDiagnostics.NoTests;
            Assert.That(pages[descriptor.Id].Blocks.Count(static block => block.Has("test-run")), isOfTheRun ? Is.Zero : Is.EqualTo(2), descriptor.Id);
        }
    });
}
