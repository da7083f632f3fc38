namespace PromRuleLint.Tool.Tests;

public sealed class PromQLEvalTests
{
    private string _folder = "";

    [SetUp]
    public void Write()
    {
        _folder = Directory.CreateTempSubdirectory("promql-eval").FullName;
        File.WriteAllText(Path.Combine(_folder, "series.txt"), """
            # Doors that open.
            door_opened_total{door="front"} 0+6x20
            door_opened_total{door="back"}  0+3x20
            """);
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Vector_is_printed_an_element_a_line() =>
        Assert.That(Run("rate(door_opened_total[5m])", "--at", "10m"), Is.EqualTo(new ToolRun(0, """
            {door="back"} 0.05
            {door="front"} 0.1

            """, "")));

    [Test]
    public void Warnings_follow_the_result() =>
        Assert.That(Run("quantile(2, door_opened_total)", "--at", "600").Output, Is.EqualTo("""
            {} +Inf
            PromQL warning: quantile value should be between 0 and 1, got 2 (1:10)

            """));

    [Test]
    public void Range_is_printed_a_sample_a_line() =>
        Assert.That(Run("sum(door_opened_total)", "--at", "0", "--until", "2m", "--step", "1m").Output, Is.EqualTo("""
            {}
              @0 0
              @60 9
              @120 18

            """));

    [Test]
    public void Before_version_3_both_ends_of_a_range_belong_to_it()
    {
        Assert.That(Run("count_over_time(door_opened_total{door=\"back\"}[5m])", "--at", "10m").Output, Is.EqualTo("{door=\"back\"} 5\n"));
        Assert.That(Run("count_over_time(door_opened_total{door=\"back\"}[5m])", "--at", "10m", "--target-version", "2.55").Output, Is.EqualTo("{door=\"back\"} 6\n"));
    }

    [Test]
    public void What_cannot_be_evaluated_is_an_error()
    {
        ToolRun run = Run("door_opened_total * on () door_opened_total", "--at", "10m");
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.StartWith("error: found duplicate series for the match group {}"));
    }

    [Test]
    public void Worlds_and_cases_come_and_go_as_lines_of_json() =>
        Assert.That(
            ToolRun.InProcess(_folder, ["promql", "eval", "--format", "json", "-"], """
                {"interval":"1m","world":[{"series":"lamp","values":"1 0 _ 1"}],"cases":[{"expr":"lamp","t":60},{"expr":"lamp + ","t":60},{"expr":"lamp == 1","t":60,"end":180,"step":60}]}
                """).Output.Split('\n'),
            Is.EqualTo(new[]
            {
                """{"expr":"lamp","t":60,"result":[{"labels":{"__name__":"lamp"},"value":"0"}]}""",
                """{"expr":"lamp + ","t":60,"error":"1:8: parse error: unexpected end of the expression; expected an expression"}""",
                """{"expr":"lamp == 1","t":60,"end":180,"step":60,"matrix":[{"labels":{"__name__":"lamp"},"floats":[[180,"1"]],"histograms":[]}]}""",
                "",
            }));

    private ToolRun Run(params string[] arguments) => ToolRun.InProcess(_folder, ["promql", "eval", "--series", "series.txt", .. arguments], "");
}
