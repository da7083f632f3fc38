using PromRuleLint.Rules;
using PromRuleLint.Testing;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Tests.Testing;

/// <summary>Unit tests of public repositories, all of which promtool passes.</summary>
[Category("Corpus")]
public sealed class UnitTestCorpusRunTests
{
    [Test]
    public void What_promtool_passes_passes()
    {
        string[] paths = [.. Directory.EnumerateFiles(SharedData.Path("corpus/unit-tests"), "test.yml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Assert.That(paths, Has.Length.GreaterThan(200));
        Assert.Multiple(() =>
        {
            foreach (string path in paths)
            {
                TestFileOutcome outcome = Run(path);
                Assert.That(outcome.AllFailures.Select(static failure => failure.Message), Is.Empty, path);
            }
        });
    }

    private static TestFileOutcome Run(string path)
    {
        TestFile file = TestFileReader.Read(SourceText.FromUtf8(path, File.ReadAllBytes(path)));
        string folder = Path.GetDirectoryName(path)!;
        var rules = new List<RuleFile>();
        foreach (YamlScalar entry in file.RuleFiles)
        {
            string full = Path.Combine(folder, entry.Value);
            string[] found = File.Exists(full) ? [full] : Directory.Exists(Path.GetDirectoryName(full)) ? [.. Directory.EnumerateFiles(Path.GetDirectoryName(full)!, Path.GetFileName(full)).Order(StringComparer.Ordinal)] : [];
            rules.AddRange(found.Select(static rulePath => RuleFileReader.Read(SourceText.FromUtf8(rulePath, File.ReadAllBytes(rulePath)))));
        }

        return RuleTester.Run(file, rules);
    }
}
