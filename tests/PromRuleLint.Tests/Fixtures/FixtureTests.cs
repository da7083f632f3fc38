using System.Text;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Fixtures;

/// <summary>
/// Whole files: what stands in <c>name.expected</c> beside <c>name.yml</c> is what is found in it, and a file without one
/// gives nothing. To write the expectations anew set PROMRULELINT_ACCEPT=1, then read them before committing.
/// </summary>
public sealed class FixtureTests
{
    private static string Folder => Path.Combine(Repository.Root, "tests", "fixtures");

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Folder, "*.y*ml", SearchOption.AllDirectories)
            .Where(static path => Path.GetFileName(path) != "promrulelint.yml")
            .Select(static path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Files))]
    public void File_gives_exactly_what_stands_beside_it(string file)
    {
        string path = Path.Combine(Folder, file);
        string actual = Show(LintVerifier.LintBytes(LintConfiguration.Default, (Path.GetFileName(file), File.ReadAllBytes(path))));
        string expectedPath = Path.ChangeExtension(path, ".expected");
        if (Environment.GetEnvironmentVariable("PROMRULELINT_ACCEPT") == "1")
        {
            File.Delete(expectedPath);
            if (actual.Length > 0)
            {
                File.WriteAllText(expectedPath, actual);
            }
        }

        string expected = File.Exists(expectedPath) ? File.ReadAllText(expectedPath) : "";
        Assert.That(actual, Is.EqualTo(expected));
    }

    private static string Show(IEnumerable<Diagnostic> findings)
    {
        var text = new StringBuilder();
        foreach (Diagnostic finding in findings)
        {
            text.Append(Place(finding.Location)).Append(' ').Append(finding.Severity.ToString().ToLowerInvariant()).Append(' ')
                .Append(finding.Id).Append(": ").Append(finding.Message).Append('\n');
            foreach (AdditionalLocation related in finding.AdditionalLocations)
            {
                text.Append("    ").Append(Place(related.Location)).Append(' ').Append(related.Message).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Place(Location location) => $"{location.Path}({location.Start.Line},{location.Start.Column},{location.End.Line},{location.End.Column}):";
}
