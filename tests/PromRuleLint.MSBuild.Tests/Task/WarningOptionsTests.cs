using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.MSBuild.Tests.Task;

public class WarningOptionsTests
{
    [TestCase(DiagnosticSeverity.Warning, null, false, null, null, ExpectedResult = DiagnosticSeverity.Warning)]
    [TestCase(DiagnosticSeverity.Warning, "PRL3025", false, null, null, ExpectedResult = DiagnosticSeverity.Hidden)]
    [TestCase(DiagnosticSeverity.Warning, "CS1591,prl3025", false, null, null, ExpectedResult = DiagnosticSeverity.Hidden)]
    [TestCase(DiagnosticSeverity.Warning, "1701;1702;\n short-rate-window ;", true, null, null, ExpectedResult = DiagnosticSeverity.Hidden)]
    [TestCase(DiagnosticSeverity.Warning, "PRL3024", false, null, null, ExpectedResult = DiagnosticSeverity.Warning)]
    [TestCase(DiagnosticSeverity.Warning, null, true, null, null, ExpectedResult = DiagnosticSeverity.Error)]
    [TestCase(DiagnosticSeverity.Warning, null, true, null, "PRL3025", ExpectedResult = DiagnosticSeverity.Warning)]
    [TestCase(DiagnosticSeverity.Warning, null, false, "PRL3025", null, ExpectedResult = DiagnosticSeverity.Error)]
    [TestCase(DiagnosticSeverity.Warning, null, false, "short-rate-window", "PRL3025", ExpectedResult = DiagnosticSeverity.Error)]
    [TestCase(DiagnosticSeverity.Error, "PRL3025", false, null, null, ExpectedResult = DiagnosticSeverity.Hidden)]
    [TestCase(DiagnosticSeverity.Error, null, true, null, "PRL3025", ExpectedResult = DiagnosticSeverity.Error)]
    [TestCase(DiagnosticSeverity.Info, null, true, "PRL3025", null, ExpectedResult = DiagnosticSeverity.Info)]
    [TestCase(DiagnosticSeverity.Info, "PRL3025", false, null, null, ExpectedResult = DiagnosticSeverity.Hidden)]
    public DiagnosticSeverity A_finding_gets_its_severity(DiagnosticSeverity severity, string? noWarn, bool treatAll, string? asErrors, string? notAsErrors) =>
        new WarningSettings(noWarn, treatAll, asErrors, notAsErrors).SeverityOf(Finding("PRL3025", "short-rate-window", severity));

    [TestCase("PRL0001")]
    [TestCase("PRL0011")]
    public void That_rules_were_not_looked_at_cannot_be_silenced(string id) =>
        Assert.That(new WarningSettings(id, false, null, id).SeverityOf(Finding(id, "name", DiagnosticSeverity.Error)), Is.EqualTo(DiagnosticSeverity.Error));

    [TestCase(DiagnosticSeverity.Warning, new[] { "PRL3025", "PRL3025" }, ExpectedResult = DiagnosticSeverity.Hidden)]
    [TestCase(DiagnosticSeverity.Warning, new[] { "PRL3025", "" }, ExpectedResult = DiagnosticSeverity.Warning)]
    [TestCase(DiagnosticSeverity.Error, new string[0], ExpectedResult = DiagnosticSeverity.Error)]
    public DiagnosticSeverity Of_several_frameworks_the_gravest_severity_counts(DiagnosticSeverity severity, string[] noWarns) =>
        new WarningOptions([.. noWarns.Select(static noWarn => new WarningSettings(noWarn, false, null, null))]).SeverityOf(Finding("PRL3025", "short-rate-window", severity));

    private static Diagnostic Finding(string id, string name, DiagnosticSeverity severity) =>
        new(new DiagnosticDescriptor(id, name, "", "", severity), new Location(new SourceText("a.yml", ""), default), "");
}
