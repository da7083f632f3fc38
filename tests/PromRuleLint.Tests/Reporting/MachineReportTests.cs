using System.Text.Json;
using PromRuleLint.Diagnostics;
using PromRuleLint.Reporting;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Reporting;

public sealed class MachineReportTests
{
    private static readonly DiagnosticDescriptor Descriptor = new("PRL9001", "sample-check", "A sample", "{0}", Severity.Error) { HelpLink = "https://help.example/PRL9001.md" };

    private static readonly Diagnostic Finding = new(
        Descriptor,
        new Location(new SourceText("rules/a b.yml", "one\n\"two\" é\n"), new TextRange(4, 9)),
        "Say \"é\" {0}\n%0A",
        [new RelatedLocation(new Location(new SourceText("b.yml", "x"), new TextRange(0, 1)), "because")]);

    private static readonly Diagnostic OfAFile = new Diagnostic(Descriptor, new Location(new SourceText("gone.yml", ""), default), "It is gone").WithSeverity(Severity.Information);

    [Test]
    public void MSBuild_lines_are_canonical()
    {
        Assert.That(Write(static writer => MSBuildReport.Write(writer, [Finding, Finding.WithSeverity(Severity.Warning), OfAFile])), Is.EqualTo("""
            rules/a b.yml(2,1,2,6): error PRL9001: Say "é" {0} %0A [https://help.example/PRL9001.md]
            rules/a b.yml(2,1,2,6): warning PRL9001: Say "é" {0} %0A [https://help.example/PRL9001.md]
            gone.yml : info PRL9001: It is gone [https://help.example/PRL9001.md]

            """));
    }

    [Test]
    public void Json_has_the_documented_shape()
    {
        string json = Write(static writer => JsonReport.Write(writer, [Finding, OfAFile]));

        using JsonDocument actual = JsonDocument.Parse(json);
        using JsonDocument expected = JsonDocument.Parse("""
            [
              {
                "id": "PRL9001", "name": "sample-check", "severity": "error", "message": "Say \"é\" {0}\n%0A", "file": "rules/a b.yml",
                "range": {"start": {"line": 2, "column": 1}, "end": {"line": 2, "column": 6}},
                "helpLink": "https://help.example/PRL9001.md",
                "related": [{"message": "because", "file": "b.yml", "range": {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 2}}}]
              },
              {
                "id": "PRL9001", "name": "sample-check", "severity": "information", "message": "It is gone", "file": "gone.yml",
                "range": {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 1}},
                "helpLink": "https://help.example/PRL9001.md",
                "related": []
              }
            ]
            """);
        Assert.That(JsonElement.DeepEquals(actual.RootElement, expected.RootElement), Is.True, json);
        Assert.That(json, Does.Contain("é"), "readable as it is");
    }

    [Test]
    public void Json_of_no_findings_is_an_empty_array()
    {
        Assert.That(Write(static writer => JsonReport.Write(writer, [])), Is.EqualTo("[]\n"));
    }

    private static string Write(Action<TextWriter> write)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        write(writer);
        return writer.ToString();
    }
}
