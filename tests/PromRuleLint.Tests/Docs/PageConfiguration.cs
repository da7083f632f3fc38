using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Docs;

/// <summary>Reads the <c>yaml config</c> blocks of the pages.</summary>
internal static class PageConfiguration
{
    public static LintConfiguration Read(string text)
    {
        ConfigurationReadResult result = ConfigurationReader.Read(
            new SourceText("promrulelint.yml", text),
            CheckCatalog.All.SelectMany(static check => check.SupportedDiagnostics).Concat(ToolDiagnostics.All));
        Assert.That(result.Diagnostics.Select(static each => each.ToString()), Is.Empty, "the configuration of a page is valid");
        return result.Configuration;
    }
}
