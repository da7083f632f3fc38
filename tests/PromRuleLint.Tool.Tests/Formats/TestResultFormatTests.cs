using System.Text.Json;
using System.Xml.Linq;

namespace PromRuleLint.Tool.Tests.Formats;

/// <summary>Each format of <c>test</c> and of coverage, read by a program of others or held against a schema of others.</summary>
public sealed class TestResultFormatTests
{
    private const string Tests = """
        rule_files: [shop.rules.yml]
        evaluation_interval: 1m
        tests:
          - name: passes
            input_series: [{series: 'requests_total{job="shop"}', values: '0+60x10'}]
            promql_expr_test:
              - {expr: 'job:requests:rate5m', eval_time: 10m, exp_samples: [{labels: 'job:requests:rate5m{job="shop"}', value: 1}]}
          - name: fails <"with"> & [ä|b]
            input_series: [{series: 'requests_total{job="shop"}', values: '0+60x10'}]
            promql_expr_test:
              - {expr: 'job:requests:rate5m', eval_time: 10m, exp_samples: [{labels: 'job:requests:rate5m{job="shop"}', value: 2}]}

        """;

    private Scratch _scratch = null!;

    [OneTimeSetUp]
    public void RunTests()
    {
        _scratch = new Scratch().With("shop.rules.yml", Scratch.GoodRules).With("shop_test.yml", Tests).With("broken_test.yml", "rule_files: [nowhere.yml]\nevaluation_interval: x\ntests: []\n");
        ToolRun run = ToolRun.InProcess(_scratch.Folder, ["test", ".", "-o", "junit=out.junit", "-o", "trx=out.trx", "-o", "teamcity=out.teamcity"]);
        Assert.That(run.ExitCode, Is.EqualTo(3), run.Output + run.Error);
        ToolRun.InProcess(_scratch.Folder, ["test", "shop_test.yml", "--coverage", "cobertura", "--coverage-output", "coverage.xml"]);
        ToolRun.InProcess(_scratch.Folder, ["test", "shop_test.yml", "--coverage", "lcov", "--coverage-output", "coverage.info"]);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _scratch.Dispose();

    [Test]
    public void JUnit_fits_its_schema_and_a_reader_finds_the_failures()
    {
        FindingFormatTests.AssertJUnit(_scratch["out.junit"]);
        AssertResults(Readers.TestResults("junit", _scratch["out.junit"]));
    }

    [Test]
    public void Trx_is_read_and_its_parts_name_each_other()
    {
        AssertResults(Readers.TestResults("mstest", _scratch["out.trx"]));
        XDocument trx = XDocument.Load(_scratch["out.trx"]);
        string?[] Ids(string element, string attribute) => [.. trx.Descendants().Where(each => each.Name.LocalName == element).Select(each => (string?)each.Attribute(attribute))];
        string?[] tests = Ids("UnitTest", "id");
        Assert.That(tests, Is.Unique.And.Length.EqualTo(3));
        Assert.That(Ids("UnitTestResult", "testId"), Is.EqualTo(tests));
        Assert.That(Ids("TestEntry", "testId"), Is.EqualTo(tests));
        Assert.That(Ids("UnitTestResult", "executionId"), Is.EqualTo(Ids("Execution", "id")).And.EqualTo(Ids("TestEntry", "executionId")));
        Assert.That(Ids("UnitTestResult", "testListId").Distinct(), Is.EqualTo(Ids("TestList", "id")));
    }

    [Test]
    public void TeamCity_messages_are_read_back_and_nest()
    {
        var open = new Stack<string>();
        var failed = new List<string>();
        foreach (ServiceMessage message in ServiceMessage.ReadAll(File.ReadAllText(_scratch["out.teamcity"])))
        {
            switch (message.Name)
            {
                case "testSuiteStarted" or "testStarted":
                    open.Push(message["name"]);
                    break;
                case "testSuiteFinished" or "testFinished":
                    Assert.That(open.Pop(), Is.EqualTo(message["name"]));
                    break;
                default:
                    Assert.That(message.Name, Is.EqualTo("testFailed"));
                    Assert.That(open.Peek(), Is.EqualTo(message["name"]));
                    failed.Add(message["name"]);
                    break;
            }
        }

        Assert.That(open, Is.Empty);
        Assert.That(failed, Is.EquivalentTo(new[] { "load", "fails <\"with\"> & [ä|b]" }));
    }

    [TestCase("coverage.xml")]
    [TestCase("coverage.info")]
    public void ReportGenerator_reads_coverage(string file)
    {
        string tool = Readers.Fetched(Path.Combine("dotnet", "reportgenerator"));
        (int exitCode, string output) = Readers.Run(tool, $"-reports:{_scratch[file]}", $"-targetdir:{_scratch[file + ".read"]}", "-reporttypes:JsonSummary", $"-sourcedirs:{_scratch.Folder}");
        Assert.That(exitCode, Is.Zero, output);
        using JsonDocument summary = JsonDocument.Parse(File.ReadAllText(_scratch[file + ".read/Summary.json"]));
        JsonElement numbers = summary.RootElement.GetProperty("summary");
        Assert.That((numbers.GetProperty("coveredlines").GetInt32(), numbers.GetProperty("coverablelines").GetInt32()), Is.EqualTo((1, 1)), output);
    }

    private static void AssertResults(string json)
    {
        using JsonDocument read = JsonDocument.Parse(json);
        Assert.That(read.RootElement.GetProperty("cases").EnumerateArray().Select(static each => each.GetProperty("status").GetString()), Is.EqualTo(new[] { "FAIL", "PASS", "FAIL" }), json);
        Assert.That(read.RootElement.GetProperty("total").GetInt32(), Is.EqualTo(3), json);
        Assert.That(read.RootElement.GetProperty("cases").EnumerateArray().Select(static each => each.GetProperty("name").GetString()), Has.Some.Contains("fails <\"with\"> & [ä|b]"));
    }
}
