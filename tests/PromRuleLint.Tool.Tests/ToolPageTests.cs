using System.Text.RegularExpressions;
using TextPattern = System.Text.RegularExpressions.Regex;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Tool.Tests;

/// <summary>The pages of the findings that no check reports have the sections of the pages of checks.</summary>
public sealed partial class ToolPageTests
{
    [Test]
    public void Pages_of_the_tools_own_findings_have_all_sections()
    {
        foreach (DiagnosticDescriptor descriptor in ToolDiagnostics.All)
        {
            Assert.That(Heading().Matches(CheckPages.Find(descriptor.Id)!).Select(static match => match.Groups[1].Value), Is.EqualTo(new[] { "What it flags", "Why", "Bad", "Good", "Fix", "Settings" }), descriptor.Id);
        }
    }

    [GeneratedRegex("^## (.*)$", RegexOptions.Multiline)]
    private static partial TextPattern Heading();
}
