using PromRuleLint.Configuration;
using PromRuleLint.Results.Suppressions;
using PromRuleLint.Tests.Docs;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Diagnostics;

/// <summary>The page about suppressions is a test: a good block gives nothing, a bad one exactly what is marked.</summary>
public sealed class SuppressionDocsTests
{
    private static readonly CheckPage Page = CheckPage.Read(Path.Combine(Repository.Root, "docs", "suppressions.md"));

    private static IEnumerable<TestCaseData> Blocks() =>
        Page.Blocks.Where(static block => block.Has("good") || block.Has("bad")).Select(static block => new TestCaseData(block).SetArgDisplayNames($"line {block.Line}"));

    [TestCaseSource(nameof(Blocks))]
    public void Example_gives_exactly_the_marked_findings(object block)
    {
        var example = (PageBlock)block;
        Assert.That(MarkedText.Parse(example.Text).Marks, example.Has("bad") ? Is.Not.Empty : Is.Empty);
        LintVerifier.VerifyFiles("PRL0006", LintConfiguration.Default, onlyMarked: true, example.Files());
    }

    [TestCaseSource(nameof(Words))]
    public void Every_word_stands_on_the_page(string word) => Assert.That(string.Join('\n', Page.Lines), Does.Contain($"`{word}`"));

    private static IEnumerable<string> Words() => SuppressionParser.Words;
}
