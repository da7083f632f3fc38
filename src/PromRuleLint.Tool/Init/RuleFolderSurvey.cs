using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;
using PromRuleLint.Results.Baselines;
using PromRuleLint.Rules;
using PromRuleLint.Yaml;

namespace PromRuleLint.Tool.Init;

/// <summary>What the rules of a folder are, before they have a configuration.</summary>
internal sealed record RuleFolderSurvey(int RuleFiles, int TestFiles, int Rules, ImmutableArray<Diagnostic> Findings)
{
    /// <summary>All findings as known ones.</summary>
    public Baseline Baseline => Baseline.FromFindings(Findings);

    /// <summary>The checks that found most, with how often.</summary>
    public IEnumerable<(DiagnosticDescriptor Check, int Count)> ByCheck => Findings
        .Where(static finding => finding.Descriptor.Category != DiagnosticCategory.Tool)
        .GroupBy(static finding => finding.Id, StringComparer.Ordinal)
        .Select(static group => (group.First().Descriptor, group.Count()))
        .OrderByDescending(static each => each.Item2).ThenBy(static each => each.Descriptor.Id, StringComparer.Ordinal);

    /// <summary>Lints the folder as without a configuration.</summary>
    public static RuleFolderSurvey Make(ToolConsole console, string folder)
    {
        var options = new LintSessionOptions { IgnoreConfiguration = true, DisplayFolder = folder };
        FileSearchResult found = new FileSearch(folder, new FileSearchOptions { Boundary = RepositoryBoundary.Create(options) }).Find(["."], console.Cancellation);
        using var session = new LintSession(options);
        LintResult result = session.Lint(found.Files, [], console.Cancellation);
        int tests = 0;
        int rules = 0;
        foreach (LintedFile file in result.Files)
        {
            YamlFile yaml = YamlReader.Read(file.Input.Source);
            if (TestFileReader.IsTestFile(yaml))
            {
                tests++;
            }
            else
            {
                rules += RuleFileReader.Read(yaml).Rules.Count();
            }
        }

        return new RuleFolderSurvey(result.FileCount - tests, tests, rules, result.Diagnostics);
    }

    /// <summary>The counts, for a person.</summary>
    public string Summary() =>
        $"{Count(RuleFiles, "rule file")} with {Count(Rules, "rule")}, {Count(TestFiles, "unit-test file")}, {Count(Findings.Length, "finding")}";

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
