using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Reporting;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Reporting;

public sealed class FindingLimitTests
{
    [Test]
    public void Findings_of_a_file_are_capped_and_counted()
    {
        Diagnostic[] findings = [.. Lint("a.yml", 3000), .. Lint("b.yml", 10)];
        Diagnostic[] shown = [.. FindingLimit.Apply(findings)];

        Assert.That(shown.Count(static finding => finding.Location.Path == "b.yml"), Is.EqualTo(findings.Count(static finding => finding.Location.Path == "b.yml")));
        Assert.That(shown.Count(static finding => finding.Location.Path == "a.yml"), Is.EqualTo(FindingLimit.PerFile + 1));
        Assert.That(shown[^1].Id, Is.EqualTo("PRL0014"));
        Assert.That(shown[^1].Message, Does.StartWith($"{findings.Count(static finding => finding.Location.Path == "a.yml") - FindingLimit.PerFile} more findings"));
        Assert.That(shown[^1].Severity, Is.EqualTo(DiagnosticSeverity.Error));
    }

    [Test]
    public void What_a_file_makes_is_kept_up_to_a_number()
    {
        Assert.That(Lint("a.yml", 200_000), Has.Length.LessThanOrEqualTo(60_000));
    }

    private static Diagnostic[] Lint(string path, int count) =>
        [.. new Linter().Lint([new LintInput(new SourceText(path, $"groups: [{string.Join(", ", Enumerable.Repeat("a", count))}]"), LintConfiguration.Default)])];
}
