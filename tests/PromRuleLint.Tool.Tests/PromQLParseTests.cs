using System.Text.Json;

namespace PromRuleLint.Tool.Tests;

public sealed class PromQLParseTests
{
    [Test]
    public void Tree_is_printed_a_node_a_line()
    {
        ToolRun run = Run("""sum by (a) (rate(foo{x="1"}[5m] offset 1d)) > bool on (a) group_left quantile(0.9, up)""");

        Assert.That(run, Is.EqualTo(new ToolRun(0, """
            binary > bool on (a) group_left (many-to-one) : vector [0..86)
            ├─ aggregate sum by (a) : vector [0..43)
            │  └─ call rate : vector [12..42)
            │     └─ range [5m] offset 1d : matrix [17..41)
            │        └─ selector foo{x="1"} : vector [17..27)
            └─ aggregate quantile : vector [69..86)
               ├─ parameter number 0.9 : scalar [78..81)
               └─ selector up : vector [83..85)

            """, "")));
    }

    [Test]
    public void Faults_are_shown_with_their_frames()
    {
        ToolRun run = Run("sum(foo[5m])");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.StartWith("error PRL2004 wrong-operand-type: ").And.Contain("""
             --> expression:1:5
              |
            1 | sum(foo[5m])
              |     ^^^^^^^
            """));
    }

    [Test]
    public void Expression_may_come_from_standard_input_and_begin_with_a_minus()
    {
        Assert.That(ToolRun.InProcess("/", ["promql", "parse", "-"], "up\n").Output, Is.EqualTo("selector up : vector [0..2)\n"));
        Assert.That(Run("-up").Output, Does.StartWith("unary - : vector [0..3)\n"));
    }

    [Test]
    public void Json_array_gives_one_object_a_line_with_offsets_in_utf8_bytes()
    {
        ToolRun run = ToolRun.InProcess("/", ["promql", "parse", "--format", "json", "-"], """["{a=\"é\"} + 1", "foo["]""");

        string[] lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(lines, Has.Length.EqualTo(2));
        using JsonDocument tree = JsonDocument.Parse(lines[0]);
        Assert.That(tree.RootElement.GetProperty("tree").GetProperty("left").GetProperty("end").GetInt32(), Is.EqualTo(8));
        using JsonDocument errors = JsonDocument.Parse(lines[1]);
        Assert.That(errors.RootElement.EnumerateObject().Select(static each => each.Name), Is.EqualTo(new[] { "errors", "input" }));
        Assert.That(errors.RootElement.GetProperty("input").GetString(), Is.EqualTo("foo["));
    }

    [TestCase("")]
    [TestCase("up")]
    [TestCase("{}")]
    [TestCase("[1]")]
    [TestCase("[\"\\ud800\"]")]
    public void What_is_no_json_array_of_texts_gives_exit_code_2(string input)
    {
        ToolRun run = ToolRun.InProcess("/", ["promql", "parse", "--format", "json", "-"], input);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error, Does.StartWith("promrulelint: ").And.Contain("JSON array"));
    }

    private static ToolRun Run(string expression) => ToolRun.InProcess("/", ["promql", "parse", expression]);
}
