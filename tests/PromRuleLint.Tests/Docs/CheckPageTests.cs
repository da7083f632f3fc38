using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Docs;

/// <summary>Each page is a test: what it calls bad is found, exactly where it is marked; what it calls good is not.</summary>
public sealed class CheckPageTests
{
    private static readonly string[] Sections = ["## What it flags", "## Why", "## Bad", "## Good", "## Fix", "## Settings"];

    private static IEnumerable<TestCaseData> Blocks() =>
        from page in CheckPage.All()
        from block in page.Blocks
        where (block.Has("bad") || block.Has("good")) && !block.Has("test-run")
        select new TestCaseData(page, block).SetArgDisplayNames(page.Id, string.Join(' ', block.Words), $"line {block.Line}");

    [TestCaseSource(nameof(Blocks))]
    public void Example_gives_exactly_the_marked_findings(object page, object block)
    {
        var (id, example) = (((CheckPage)page).Id, (PageBlock)block);
        (string Path, string Marked)[] files = example.Files();
        Assert.That(files.SelectMany(static file => MarkedText.Parse(file.Marked).Marks), example.Has("bad") ? Is.Not.Empty : Is.Empty, "bad examples mark what is found, good ones mark nothing");
        LintVerifier.VerifyFiles(id, ConfigurationFor((CheckPage)page, example, id), onlyMarked: true, files);
    }

    [Test]
    public void Every_check_has_a_page_with_all_sections_and_both_kinds_of_examples()
    {
        Dictionary<string, CheckPage> pages = CheckPage.All().ToDictionary(static page => page.Id);
        foreach (DiagnosticDescriptor descriptor in CheckCatalog.All.SelectMany(static check => check.SupportedDiagnostics))
        {
            Assert.That(pages, Contains.Key(descriptor.Id), $"docs/checks/{descriptor.Id}.md is missing");
            CheckPage page = pages[descriptor.Id];
            Assert.That(page.Lines[0], Is.EqualTo($"# {descriptor.Id}: {descriptor.Name}"));
            Assert.That(page.Lines.Where(static line => line.StartsWith("## ", StringComparison.Ordinal)), Is.EqualTo(Sections), page.Id);
            Assert.That(page.Blocks.Any(static block => block.Has("bad")), Is.True, $"{page.Id} shows nothing bad");
            Assert.That(page.Blocks.Any(static block => block.Has("good")), Is.True, $"{page.Id} shows nothing good");
        }

        Assert.That(pages.Keys, Is.SubsetOf(CheckCatalog.All.SelectMany(static check => check.SupportedDiagnostics).Concat(ToolDiagnostics.All).Select(static d => d.Id)), "a page without a check");
    }

    [Test]
    public void Descriptions_are_how_the_pages_begin() => Assert.Multiple(() =>
    {
        Dictionary<string, CheckPage> pages = CheckPage.All().ToDictionary(static page => page.Id);
        foreach (DiagnosticDescriptor descriptor in CheckCatalog.All.SelectMany(static check => check.SupportedDiagnostics).Concat(ToolDiagnostics.All).Concat(TestDiagnostics.All))
        {
            IEnumerable<string> section = pages[descriptor.Id].Lines.SkipWhile(static line => line != "## What it flags").Skip(1);
            Assert.That(string.Join(' ', section).TrimStart(), Does.StartWith(descriptor.Description.TrimEnd('.')), descriptor.Id);
            Assert.That(descriptor.Description, Does.EndWith("."), descriptor.Id);
        }
    });

    /// <summary>The configuration of the nearest <c>yaml config</c> block above the example; a check that is off is switched on.</summary>
    internal static LintConfiguration ConfigurationFor(CheckPage page, PageBlock example, string id)
    {
        PageBlock? settings = page.Blocks.LastOrDefault(block => block.Has("config") && block.Line < example.Line);
        LintConfiguration configuration = settings is null ? LintConfiguration.Default : PageConfiguration.Read(settings.Text);
        DiagnosticDescriptor? descriptor = CheckCatalog.Find(id);
        return descriptor is { IsEnabledByDefault: false } && !configuration.Severities.ContainsKey(id)
            ? configuration with { Severities = configuration.Severities.SetItem(id, descriptor.DefaultSeverity) }
            : configuration;
    }
}
