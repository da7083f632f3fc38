using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.MSBuild.Tests.Task;

public class WarningOptionsTests
{
    [TestCase(Severity.Warning, null, false, null, null, ExpectedResult = Severity.Warning)]
    [TestCase(Severity.Warning, "PRL3025", false, null, null, ExpectedResult = Severity.Hidden)]
    [TestCase(Severity.Warning, "CS1591,prl3025", false, null, null, ExpectedResult = Severity.Hidden)]
    [TestCase(Severity.Warning, "1701;1702;\n short-rate-window ;", true, null, null, ExpectedResult = Severity.Hidden)]
    [TestCase(Severity.Warning, "PRL3024", false, null, null, ExpectedResult = Severity.Warning)]
    [TestCase(Severity.Warning, null, true, null, null, ExpectedResult = Severity.Error)]
    [TestCase(Severity.Warning, null, true, null, "PRL3025", ExpectedResult = Severity.Warning)]
    [TestCase(Severity.Warning, null, false, "PRL3025", null, ExpectedResult = Severity.Error)]
    [TestCase(Severity.Warning, null, false, "short-rate-window", "PRL3025", ExpectedResult = Severity.Error)]
    [TestCase(Severity.Error, "PRL3025", false, null, null, ExpectedResult = Severity.Hidden)]
    [TestCase(Severity.Error, null, true, null, "PRL3025", ExpectedResult = Severity.Error)]
    [TestCase(Severity.Info, null, true, "PRL3025", null, ExpectedResult = Severity.Info)]
    [TestCase(Severity.Info, "PRL3025", false, null, null, ExpectedResult = Severity.Hidden)]
    public Severity A_finding_gets_its_severity(Severity severity, string? noWarn, bool treatAll, string? asErrors, string? notAsErrors) =>
        new WarningSettings(noWarn, treatAll, asErrors, notAsErrors).SeverityOf(Finding("PRL3025", "short-rate-window", severity));

    [TestCase("PRL0001")]
    [TestCase("PRL0011")]
    public void That_rules_were_not_looked_at_cannot_be_silenced(string id) =>
        Assert.That(new WarningSettings(id, false, null, id).SeverityOf(Finding(id, "name", Severity.Error)), Is.EqualTo(Severity.Error));

    [TestCase(Severity.Warning, new[] { "PRL3025", "PRL3025" }, ExpectedResult = Severity.Hidden)]
    [TestCase(Severity.Warning, new[] { "PRL3025", "" }, ExpectedResult = Severity.Warning)]
    [TestCase(Severity.Error, new string[0], ExpectedResult = Severity.Error)]
    public Severity Of_several_frameworks_the_gravest_severity_counts(Severity severity, string[] noWarns) =>
        new WarningOptions([.. noWarns.Select(static noWarn => new WarningSettings(noWarn, false, null, null))]).SeverityOf(Finding("PRL3025", "short-rate-window", severity));

    private static Diagnostic Finding(string id, string name, Severity severity) =>
        new(new DiagnosticDescriptor(id, name, "", "", severity), new Location(new SourceText("a.yml", ""), default), "");
}
