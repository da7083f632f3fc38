using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using PromRuleLint.Diagnostics;
using PromRuleLint.Reporting;
using PromRuleLint.Text;

namespace PromRuleLint.MSBuild.Tests.Task;

/// <summary>The lines of <c>--format msbuild</c>, read as MSBuild reads the output of a program that it runs.</summary>
public sealed class CanonicalLineTests
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL9001",
        name: "sample-check",
        title: "A sample",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error) { HelpLinkUri = "https://help.example/PRL9001.md" };

    [Test]
    public void MSBuild_reads_file_place_code_and_message()
    {
        var source = new SourceText("rules/a b (1).yml", "one: two\n\"three\" four\n");
        var finding = new Diagnostic(Descriptor, new Location(source, new SourceRange(9, 16)), "say: error 'x' {0}; write \"y\"");
        var engine = new RecordingBuildEngine();
        var log = new TaskLoggingHelper(engine, "Exec");

        Assert.That(log.LogMessageFromText(MSBuildReport.Format(finding), MessageImportance.Normal), Is.True, "it is an error");
        log.LogMessageFromText(MSBuildReport.Format(finding.WithSeverity(DiagnosticSeverity.Warning)), MessageImportance.Normal);
        log.LogMessageFromText(MSBuildReport.Format(finding.WithSeverity(DiagnosticSeverity.Info)), MessageImportance.Normal);

        BuildErrorEventArgs error = engine.Errors.Single();
        Assert.That((error.File, error.LineNumber, error.ColumnNumber, error.EndLineNumber, error.EndColumnNumber, error.Code), Is.EqualTo(("rules/a b (1).yml", 2, 1, 2, 8, "PRL9001")));
        Assert.That(error.Message, Is.EqualTo("say: error 'x' {0}; write \"y\" [https://help.example/PRL9001.md]"));
        Assert.That(engine.Warnings.Single().Code, Is.EqualTo("PRL9001"));
        Assert.That(engine.Messages.Single().Message, Does.Contain("info PRL9001"));
    }
}
