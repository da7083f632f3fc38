using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Tests.Docs;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Configuration;

/// <summary>The page about the configuration file is a test.</summary>
public sealed class ConfigurationDocsTests
{
    private static readonly CheckPage Page = CheckPage.Read(Path.Combine(Repository.Root, "docs", "configuration.md"));

    private static IEnumerable<TestCaseData> Blocks() =>
        Page.Blocks.Where(static block => block.Has("config") || block.Has("config-bad")).Select(static block => new TestCaseData(block).SetArgDisplayNames($"line {block.Line}"));

    [TestCaseSource(nameof(Blocks))]
    public void Example_gives_exactly_the_marked_findings(object block)
    {
        var example = (PageBlock)block;
        MarkedText marked = MarkedText.Parse(example.Text);
        Assert.That(marked.Marks, example.Has("config-bad") ? Is.Not.Empty : Is.Empty);

        ConfigurationReadResult result = ConfigurationReader.Read(new SourceText("promrulelint.yml", marked.Text), Descriptors);

        AssertFound(example, marked, result.Diagnostics);
    }

    private static IEnumerable<TestCaseData> CatalogBlocks() =>
        Page.Blocks.Where(static block => block.Has("catalog") || block.Has("catalog-bad")).Select(static block => new TestCaseData(block).SetArgDisplayNames($"line {block.Line}"));

    [TestCaseSource(nameof(CatalogBlocks))]
    public void Metric_catalog_gives_exactly_the_marked_findings(object block)
    {
        var example = (PageBlock)block;
        MarkedText marked = MarkedText.Parse(example.Text);
        Assert.That(marked.Marks, example.Has("catalog-bad") ? Is.Not.Empty : Is.Empty);

        AssertFound(example, marked, MetricCatalogReader.Read(new SourceText("metadata.json", marked.Text)).Diagnostics);
    }

    private static void AssertFound(PageBlock example, MarkedText marked, ImmutableArray<Diagnostic> diagnostics)
    {
        string found = MarkedText.Show(marked.Text, diagnostics.Select(static each => new MarkedText.Mark("", each.Location.Range)));
        Assert.That(found, Is.EqualTo(example.Text), string.Join('\n', diagnostics));
    }

    [Test]
    public void Every_key_stands_on_the_page()
    {
        string page = string.Join('\n', Page.Lines);
        foreach (string key in ConfigurationSettings.Root.Fields.SelectMany(static field => (field.Below?.Fields.Select(static each => each.Name) ?? []).Append(field.Name)))
        {
            Assert.That(page, Does.Contain($"{key}:"), "in the example with all keys");
            Assert.That(page.Contains($"`{key}`", StringComparison.Ordinal) || page.Contains($"### {key}", StringComparison.Ordinal), Is.True, $"'{key}' is not described");
        }
    }

    [Test]
    public void Every_schema_of_rule_files_has_its_word_in_the_JSON_schema_and_on_the_page()
    {
        string json = File.ReadAllText(Path.Combine(Repository.Root, "src", "PromRuleLint", "Configuration", "promrulelint.schema.json"));
        string[] words = [.. JsonNode.Parse(json)!["properties"]!["schema"]!["enum"]!.AsArray().Select(static word => word!.GetValue<string>())];
        Assert.That(
            words.Select(static word => ConfigurationReader.Read(new SourceText("promrulelint.yml", $"schema: {word}\n"), Descriptors).Configuration.Schema),
            Is.EquivalentTo(Enum.GetValues<RuleSchema>()));

        string page = Page.Lines.First(static line => line.StartsWith("`schema` says", StringComparison.Ordinal));
        Assert.That(words.Where(word => !page.Contains($"`{word}`", StringComparison.Ordinal)), Is.Empty);
    }

    internal static IEnumerable<DiagnosticDescriptor> Descriptors => CheckCatalog.All.SelectMany(static check => check.SupportedDiagnostics)
        .Append(new DiagnosticDescriptor(
            id: "PRL3025",
            name: "short-rate-window",
            title: "",
            messageFormat: "",
            defaultSeverity: DiagnosticSeverity.Warning))
        .Append(new DiagnosticDescriptor(
            id: "PRL6014",
            name: "alert-name-style",
            title: "",
            messageFormat: "",
            defaultSeverity: DiagnosticSeverity.Warning))
        .Concat(ToolDiagnostics.All)
        .DistinctBy(static each => each.Id);
}
