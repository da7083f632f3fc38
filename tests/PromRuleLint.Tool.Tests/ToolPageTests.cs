using System.Text.RegularExpressions;
using TextPattern = System.Text.RegularExpressions.Regex;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Tool.Tests;

/// <summary>The examples on the pages of suppressions: what is called bad gives the finding, what is called good nothing.</summary>
public sealed partial class ToolPageTests
{
    [TestCase("PRL0005")]
    [TestCase("PRL0006")]
    [TestCase("PRL0007")]
    [TestCase("PRL0008")]
    public void Suppression_pages_show_what_they_say(string id)
    {
        using Scratch scratch = new Scratch().With("promrulelint.yml", id == "PRL0008" ? "suppressions: {require_reason: true}\n" : "");
        string[] examples = [.. Example().Matches(CheckPages.Find(id)!).Select(static match => match.Groups[1].Value)];

        string bad = ToolRun.InProcess(scratch.Folder, ["lint", "-", "--format", "msbuild"], examples[0]).Output;
        string good = ToolRun.InProcess(scratch.Folder, ["lint", "-", "--format", "msbuild"], examples[1]).Output;

        Assert.That(bad, Does.Contain($"warning {id}: "));
        Assert.That(good, Is.Empty);
    }

    [Test]
    public void Pages_of_the_tools_own_findings_have_all_sections()
    {
        foreach (DiagnosticDescriptor descriptor in ToolDiagnostics.All)
        {
            Assert.That(Heading().Matches(CheckPages.Find(descriptor.Id)!).Select(static match => match.Groups[1].Value), Is.EqualTo(new[] { "What it flags", "Why", "Bad", "Good", "Fix", "Settings" }), descriptor.Id);
        }
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial TextPattern Example();

    [GeneratedRegex("^## (.*)$", RegexOptions.Multiline)]
    private static partial TextPattern Heading();
}
