using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Fixes;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Checks.UnitTests;

public sealed class DuplicateRuleFileTests
{
    private const string Tests = "\ntests:\n- promql_expr_test:\n  - expr: up\n";

    [TestCase("rule_files:\n- a.yml\n- ./a.yml\n- b.yml", "rule_files:\n- a.yml\n- b.yml")]
    [TestCase("rule_files:\n  - a.yml\n  -   'a.yml'  ", "rule_files:\n  - a.yml")]
    [TestCase("rule_files: [a.yml, b.yml, \"a.yml\"]", "rule_files: [a.yml, b.yml]")]
    [TestCase("rule_files: [a.yml,\n  a.yml, b.yml]", "rule_files: [a.yml, b.yml]")]
    [TestCase("rule_files: [a.yml, a.yml, ./a.yml]", "rule_files: [a.yml, ./a.yml]", Description = "the third goes in the next round")]
    [TestCase("rule_files:\n- a.yml\n- '*.yml'", "rule_files:\n- '*.yml'", Description = "the glob names the file as well")]
    [TestCase("rule_files: [a.yml, '*.yml']", "rule_files: ['*.yml']")]
    [TestCase("rule_files:\n- '*.yml'\n- a.yml", "rule_files:\n- '*.yml'")]
    public void The_entry_is_removed_whose_files_others_name(string entries, string fixedEntries)
    {
        Assert.That(Fix(entries + Tests), Is.EqualTo(fixedEntries + Tests));
        Assert.That(Fix((entries + Tests).ReplaceLineEndings("\r\n")), Is.EqualTo((fixedEntries + Tests).ReplaceLineEndings("\r\n")));
    }

    [TestCase("rule_files: ['[ab].yml', '[bc].yml']", Description = "each names a file that the other does not")]
    [TestCase("rule_files:\n- a.yml\n- a.yml # and this is why")]
    [TestCase("rule_files:\n- a.yml\n- &b ./a.yml\n- *b")]
    [TestCase("rule_files: [a.yml, &b ./a.yml]")]
    [TestCase("rule_files:\n- a.yml\n- |-\n  a.yml")]
    public void Nothing_else_goes_with_an_entry(string entries)
    {
        Diagnostic[] found = Find(entries + Tests);
        Assert.That(found, Is.Not.Empty);
        Assert.That(found.Select(static finding => finding.CodeFixes), Is.All.Empty);
    }

    private static string Fix(string text) => FixRound.Apply(Find(text), includeUnsafe: false).NewTexts.Values.Single();

    private static Diagnostic[] Find(string text)
    {
        SourceText[] Rules(params string[] names) => [.. names.Select(static name => new SourceText(name, $"groups: [{{name: {name[0]}, rules: []}}]"))];
        var input = new LintInput(new SourceText("test.yml", text), LintConfiguration.Default)
        {
            TestedRuleFiles = new Dictionary<string, SourceText[]>(StringComparer.Ordinal)
            {
                ["a.yml"] = Rules("a.yml"),
                ["./a.yml"] = Rules("a.yml"),
                ["b.yml"] = Rules("b.yml"),
                ["*.yml"] = Rules("a.yml", "b.yml", "c.yml"),
                ["[ab].yml"] = Rules("a.yml", "b.yml"),
                ["[bc].yml"] = Rules("b.yml", "c.yml"),
            }.ToImmutableDictionary(static entry => entry.Key, static entry => entry.Value.ToImmutableArray()),
        };
        return [.. new Linter().Lint([input]).Where(static finding => finding.Id == "PRL8002")];
    }
}
