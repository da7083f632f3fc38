using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Checks.UnitTests;

[Category("Corpus")]
public class UnitTestCorpusTests
{
    /// <summary>Tests that assert nothing, or ask when all series have long ended: findings that their authors would want.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "canonical+postgresql-k8s-operator/tests__alerts__test_pgbackrest_rules PRL8009",
        "kubernetes+kube-state-metrics/tests__rules__alerts-test PRL8008",
        "wikimedia+operations-alerts/team-data-platform__helmfile_pending_changes_test PRL8008",
    };

    [Test]
    public void Unit_tests_that_pass_in_promtool_give_nothing()
    {
        string root = SharedData.Path("corpus/unit-tests");
        var inputs = new List<LintInput>();
        foreach (string path in Directory.EnumerateFiles(root, "test.yml", SearchOption.AllDirectories))
        {
            SourceText source = Load(path);
            TestFile? tests = RuleFileReader.Read(source).UnitTests;
            Assert.That(tests, Is.Not.Null, path);
            inputs.Add(new LintInput(source, LintConfiguration.Default)
            {
                TestedRuleFiles = tests!.RuleFiles.Select(static entry => entry.Value).Distinct().ToImmutableDictionary(
                    static entry => entry,
                    entry => Directory.EnumerateFiles(Path.GetDirectoryName(Path.Combine(Path.GetDirectoryName(path)!, entry))!, Path.GetFileName(entry)).Select(Load).ToImmutableArray()),
            });
        }

        ImmutableArray<Diagnostic> found = new Linter().Lint(inputs);
        IEnumerable<Diagnostic> unknown = found.Where(diagnostic =>
            !Known.Contains($"{Path.GetRelativePath(root, Path.GetDirectoryName(diagnostic.Location.Path)!).Replace('\\', '/')} {diagnostic.Id}"));
        Assert.That(inputs, Has.Count.GreaterThan(200));
        Assert.That(unknown, Is.Empty);
    }

    private static SourceText Load(string path) => SourceText.FromUtf8(path, File.ReadAllBytes(path));
}
