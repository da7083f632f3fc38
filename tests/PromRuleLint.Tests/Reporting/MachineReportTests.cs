using System.Text.Json;
using System.Xml.Linq;
using PromRuleLint.Diagnostics;
using PromRuleLint.Reporting;
using PromRuleLint.Results.Baselines;
using PromRuleLint.Results.Suppressions;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Reporting;

public sealed class MachineReportTests
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL9001",
        name: "sample-check",
        title: "A sample",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error) { HelpLinkUri = "https://help.example/PRL9001.md" };

    private static readonly Diagnostic Finding = new(
        Descriptor,
        new Location(new SourceText("rules/a b.yml", "one\n\"two\" é\n"), new SourceRange(4, 9)),
        "Say \"é\" {0}\n%0A",
        [new AdditionalLocation(new Location(new SourceText("b.yml", "x"), new SourceRange(0, 1)), "because")]);

    private static readonly Diagnostic OfAFile = new Diagnostic(Descriptor, new Location(new SourceText("gone.yml", ""), default), "It is gone").WithSeverity(DiagnosticSeverity.Info);

    private static readonly Diagnostic OverLines = new(Descriptor, new Location(new SourceText("a,:b.yml", "one\ntwo"), new SourceRange(0, 7)), "m");

    [Test]
    public void Every_format_stands_in_the_table_of_the_command_line() =>
        Assert.That(MachineReports.Formats.Where(static format => !File.ReadLines(Path.Combine(Repository.Root, "docs", "command-line.md")).Any(line => line.StartsWith($"| `{format}` |", StringComparison.Ordinal))), Is.Empty);

    [Test]
    public void One_line_a_finding_has_the_first_steps_of_the_argument()
    {
        var source = new SourceText("a.yml", "0\n1\n2\n3\n4\n");
        AdditionalLocation Step(int line, string text) => new(new Location(source, new SourceRange(2 * (line - 1), (2 * line) - 1)), text);
        string Line(params AdditionalLocation[] steps) => MSBuildReport.Format(new Diagnostic(Descriptor, Step(3, "").Location, "It is 0: `sum` gives 0", [.. steps]))[..^"[https://help.example/PRL9001.md]".Length];

        Assert.That(Line(Step(1, "`a` is 0"), Step(2, "`b` is 0"), Step(4, "`c` is 0"), Step(5, "`d` is 0")), Does.EndWith(": It is 0: `sum` gives 0 (see line 1: `a` is 0; line 2: `b` is 0; line 4: `c` is 0; and 1 more step) "));
        Assert.That(Line(Step(3, "used as a number here"), Step(1, "`sum` gives 0")), Does.EndWith(": It is 0: `sum` gives 0 "), "what says nothing without its range, and what the message says");
        Assert.That(Line(Step(4, "used as a number here")), Does.EndWith(" (see line 4: used as a number here) "));
    }

    [Test]
    public void MSBuild_lines_are_canonical()
    {
        Assert.That(Write(static writer => MSBuildReport.Write(writer, [Finding, Finding.WithSeverity(DiagnosticSeverity.Warning), OfAFile])), Is.EqualTo("""
            rules/a b.yml(2,1,2,6): error PRL9001: Say "é" {0} %0A (see b.yml:1: because) [https://help.example/PRL9001.md]
            rules/a b.yml(2,1,2,6): warning PRL9001: Say "é" {0} %0A (see b.yml:1: because) [https://help.example/PRL9001.md]
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
                "id": "PRL9001", "name": "sample-check", "severity": "error", "confidence": "proved", "assumptions": [], "message": "Say \"é\" {0}\n%0A", "file": "rules/a b.yml",
                "range": {"start": {"line": 2, "column": 1}, "end": {"line": 2, "column": 6}},
                "helpLink": "https://help.example/PRL9001.md",
                "related": [{"message": "because", "file": "b.yml", "range": {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 2}}}]
              },
              {
                "id": "PRL9001", "name": "sample-check", "severity": "information", "confidence": "proved", "assumptions": [], "message": "It is gone", "file": "gone.yml",
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

    [Test]
    public void GitHub_lines_are_workflow_commands_with_everything_escaped()
    {
        Assert.That(Write(static writer => GitHubReport.Write(writer, [Finding, OfAFile, OverLines])), Is.EqualTo("""
            ::error file=rules/a b.yml,line=2,col=1,endColumn=6,title=PRL9001 sample-check::Say "é" {0}%0A%250A (see b.yml:1: because)%0Ahttps://help.example/PRL9001.md
            ::notice file=gone.yml,title=PRL9001 sample-check::It is gone%0Ahttps://help.example/PRL9001.md
            ::error file=a%2C%3Ab.yml,line=1,endLine=2,title=PRL9001 sample-check::m%0Ahttps://help.example/PRL9001.md

            """));
    }

    [Test]
    public void JUnit_has_a_case_a_finding_and_is_xml_whatever_the_text_holds()
    {
        string xml = Write(static writer => JUnitReport.Write(writer, [Finding, OfAFile, new Diagnostic(Descriptor, OverLines.Location, "\0\uFFFE\uD800<&>")]));

        Assert.That(xml, Does.StartWith("""
            <testsuites>
              <testsuite name="promrulelint" tests="3" failures="2" errors="0">
                <testcase classname="rules/a b.yml" name="PRL9001 sample-check rules/a b.yml:2:1" file="rules/a b.yml" line="2">
                  <failure type="error" message="Say &quot;é&quot; {0} %0A">rules/a b.yml(2,1,2,6): error PRL9001: Say "é" {0} %0A (see b.yml:1: because) [https://help.example/PRL9001.md]</failure>
                </testcase>
                <testcase classname="gone.yml" name="PRL9001 sample-check gone.yml" file="gone.yml">
                  <system-out>gone.yml : info PRL9001: It is gone [https://help.example/PRL9001.md]</system-out>
            """));
        Assert.That(System.Xml.Linq.XDocument.Parse(xml).Descendants("testcase").Count(), Is.EqualTo(3));
        Assert.That(System.Xml.Linq.XDocument.Parse(Write(static writer => JUnitReport.Write(writer, []))).Descendants("testcase").Count(), Is.EqualTo(1));
    }

    [Test]
    public void Sarif_holds_place_reasons_and_fix()
    {
        var source = new SourceText("/abs/a b.yml", "one two");
        var fix = new CodeFix("Write 'three'", IsSafe: true, [new TextEdit(source, new SourceRange(4, 7), "three")]);
        var withFix = new Diagnostic(Descriptor, new Location(source, new SourceRange(4, 7)), "Two", Finding.AdditionalLocations, [fix]);

        using JsonDocument sarif = JsonDocument.Parse(Write(writer => SarifReport.Write(writer, [OfAFile, withFix])));

        JsonElement run = sarif.RootElement.GetProperty("runs")[0];
        JsonElement rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        Assert.That(rules.GetArrayLength(), Is.EqualTo(1));
        Assert.That(rules[0].GetProperty("helpUri").GetString(), Is.EqualTo("https://help.example/PRL9001.md"));
        Assert.That(rules[0].GetProperty("help").GetProperty("text").GetString(), Is.EqualTo("A sample. 'promrulelint explain PRL9001' shows the page of the check."));
        Assert.That(rules[0].GetProperty("help").GetProperty("markdown").GetString(), Is.EqualTo("A sample. `promrulelint explain PRL9001` shows [the page of the check](https://help.example/PRL9001.md)."));
        Assert.That(rules[0].GetProperty("properties").GetProperty("tags").EnumerateArray().Select(static tag => tag.GetString()), Does.Contain("prometheus"));
        using JsonDocument expected = JsonDocument.Parse("""
            [
              {
                "ruleId": "PRL9001", "ruleIndex": 0, "level": "note", "rank": 100, "message": {"text": "It is gone"},
                "partialFingerprints": {"ruleAndFragment/v1": "383ccab1a6c8c54f905605c55837c0b8"},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": "gone.yml"}}}]
              },
              {
                "ruleId": "PRL9001", "ruleIndex": 0, "level": "error", "rank": 100, "message": {"text": "Two"},
                "partialFingerprints": {"ruleAndFragment/v1": "edc3711f4a94d2614a9028359550c232"},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": "file:///abs/a%20b.yml"}, "region": {"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 8, "snippet": {"text": "two"}}}}],
                "relatedLocations": [{"id": 0, "physicalLocation": {"artifactLocation": {"uri": "b.yml"}, "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2}}, "message": {"text": "because"}}],
                "codeFlows": [{"threadFlows": [{"locations": [
                  {"location": {"physicalLocation": {"artifactLocation": {"uri": "b.yml"}, "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2}}, "message": {"text": "because"}}},
                  {"location": {"physicalLocation": {"artifactLocation": {"uri": "file:///abs/a%20b.yml"}, "region": {"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 8}}, "message": {"text": "Two"}}}
                ]}]}],
                "fixes": [{"description": {"text": "Write 'three'"}, "artifactChanges": [{
                  "artifactLocation": {"uri": "file:///abs/a%20b.yml"},
                  "replacements": [{"deletedRegion": {"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 8}, "insertedContent": {"text": "three"}}]
                }]}]
              }
            ]
            """);
        Assert.That(JsonElement.DeepEquals(run.GetProperty("results"), expected.RootElement), Is.True, run.GetRawText());
    }

    [Test]
    public void Sarif_says_what_is_known_gone_and_suppressed()
    {
        var source = new SourceText("a.yml", "one two three");
        Diagnostic At(int start, int end) => new(Descriptor, new Location(source, new SourceRange(start, end)), source.Text[start..end]);
        var baseline = new Baseline([BaselineEntry.From(At(4, 7)), new BaselineEntry("PRL3034", "old.yml", "a:b", "sort(up)")]);
        BaselineComparison comparison = baseline.Compare([At(0, 3), At(4, 7)]);
        var options = new SarifReportOptions { Baseline = comparison, Suppressed = [new SuppressedDiagnostic(At(8, 13), "until it moves"), new SuppressedDiagnostic(At(8, 9), null)] };

        using JsonDocument sarif = JsonDocument.Parse(Write(writer => SarifReport.Write(writer, comparison.New, options)));

        JsonElement run = sarif.RootElement.GetProperty("runs")[0];
        Assert.That(run.GetProperty("results").EnumerateArray().Select(static result => string.Join(' ', new[] { "ruleId", "level", "baselineState", "kind", "suppressions" }.Select(name => result.TryGetProperty(name, out JsonElement value) ? value.ToString().Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal) : "-"))), Is.EqualTo(new[]
        {
            "PRL9001 error new - -",
            "PRL9001 error unchanged - [{\"kind\":\"external\",\"justification\":\"Thebaselineliststhisfinding.\"}]",
            "PRL9001 error new - [{\"kind\":\"inSource\",\"justification\":\"untilitmoves\"}]",
            "PRL9001 error new - [{\"kind\":\"inSource\"}]",
            "PRL3034 none absent pass -",
        }));
        Assert.That(run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(static rule => rule.GetProperty("id").GetString()), Is.EqualTo(new[] { "PRL3034", "PRL9001" }));
    }

    [Test]
    public void Sarif_help_is_the_page_with_links_that_lead_somewhere()
    {
        const string Page = "# PRL9001\n\n## What it flags\n\nA sample\nof `all`.\n\nMore, see [another](PRL1001.md), [the keys](../configuration.md#facts), [top](#why) and `](x)`.\n";
        using JsonDocument sarif = JsonDocument.Parse(Write(static writer => SarifReport.Write(writer, [Finding], new SarifReportOptions { FindPage = static _ => Page })));

        JsonElement rule = sarif.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules")[0];
        Assert.That(rule.GetProperty("fullDescription").GetProperty("text").GetString(), Is.EqualTo("A sample of `all`."));
        Assert.That(rule.GetProperty("help").GetProperty("markdown").GetString(), Does.EndWith(
            "More, see [another](https://help.example/PRL1001.md), [the keys](https://help.example/configuration.md#facts), [top](https://help.example/PRL9001.md#why) and `](x)`.\n"));
    }

    [Test]
    public void Compact_lines_have_one_finding_each()
    {
        Assert.That(Write(static writer => CompactReport.Write(writer, [Finding, OfAFile])), Is.EqualTo("""
            rules/a b.yml:2:1: error PRL9001 [sample-check] Say "é" {0} %0A (see b.yml:1: because)
            gone.yml: information PRL9001 [sample-check] It is gone

            """));
    }

    [Test]
    public void Checkstyle_groups_findings_by_file()
    {
        var xml = XDocument.Parse(Write(static writer => CheckstyleReport.Write(writer, [Finding, OverLines, OfAFile, Finding.WithSeverity(DiagnosticSeverity.Warning)])));

        Assert.That(xml.Root!.Elements("file").Select(static file => ((string)file.Attribute("name")!, file.Elements("error").Count())),
            Is.EqualTo(new[] { ("rules/a b.yml", 2), ("a,:b.yml", 1), ("gone.yml", 1) }));
        XElement error = xml.Descendants("error").First();
        Assert.That(error.Attributes().Select(static each => $"{each.Name}={each.Value}"),
            Is.EqualTo(new[] { "line=2", "column=1", "severity=error", "message=PRL9001: Say \"é\" {0} %0A (see b.yml:1: because)", "source=promrulelint.sample-check" }));
        Assert.That(xml.Descendants("error").Last(static each => (string?)each.Parent!.Attribute("name") == "gone.yml").Attribute("line"), Is.Null, "a file without text has no line");
    }

    [Test]
    public void GitLab_findings_have_fingerprints_of_their_own()
    {
        using JsonDocument json = JsonDocument.Parse(Write(static writer => GitLabReport.Write(writer, [Finding, Finding, OverLines])));

        JsonElement[] findings = [.. json.RootElement.EnumerateArray()];
        Assert.That(findings.Select(static each => each.GetProperty("fingerprint").GetString()).Distinct().Count(), Is.EqualTo(3));
        Assert.That(findings[0].GetProperty("severity").GetString(), Is.EqualTo("critical"));
        Assert.That(findings[0].GetProperty("check_name").GetString(), Is.EqualTo("sample-check"));
        Assert.That(findings[2].GetProperty("location").GetRawText().Where(static c => !char.IsWhiteSpace(c)), Is.EqualTo("""{"path":"a,:b.yml","lines":{"begin":1,"end":2}}"""));
    }

    [Test]
    public void Reviewdog_columns_count_bytes()
    {
        var source = new SourceText("a.yml", "é: \"😀\" x\n");
        var diagnostic = new Diagnostic(Descriptor, new Location(source, new SourceRange(8, 9)), "m", codeFixes: [new CodeFix("Write y", true, [new TextEdit(source, new SourceRange(8, 9), "y")])]);
        using JsonDocument json = JsonDocument.Parse(Write(writer => ReviewdogReport.Write(writer, [diagnostic, OfAFile])));

        JsonElement first = json.RootElement.GetProperty("diagnostics")[0];
        JsonElement start = first.GetProperty("location").GetProperty("range").GetProperty("start");
        Assert.That(start.GetProperty("column").GetInt32(), Is.EqualTo(12));
        Assert.That(first.GetProperty("suggestions")[0].GetProperty("text").GetString(), Is.EqualTo("y"));
        Assert.That(json.RootElement.GetProperty("diagnostics")[1].GetProperty("location").TryGetProperty("range", out _), Is.False);
    }

    [Test]
    public void TeamCity_messages_escape_what_ends_them()
    {
        var diagnostic = new Diagnostic(Descriptor, new Location(new SourceText("a'b].yml", "x"), new SourceRange(0, 1)), "it's [one]|");
        Assert.That(Write(writer => TeamCityReport.Write(writer, [diagnostic])), Is.EqualTo("""
            ##teamcity[inspectionType id='PRL9001' name='sample-check' description='A sample' category='Prometheus rules']
            ##teamcity[inspection typeId='PRL9001' message='it|'s |[one|]||' file='a|'b|].yml' line='1' SEVERITY='ERROR']

            """));
    }

    private static string Write(Action<TextWriter> write)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        write(writer);
        return writer.ToString();
    }
}
