using System.Text;

namespace PromRuleLint.Tool.Tests.Commands;

public sealed class FormatCommandTests
{
    private const string Unformatted = "groups:\n- name: a # kept\n  rules:\n  - record: x\n    expr: sum( up )\n";

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("promrulelint-format-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Files_are_changed_in_place_with_byte_order_mark_and_permissions_kept()
    {
        string file = Path.Combine(_folder, "rules.yml");
        File.WriteAllBytes(file, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Unformatted.ReplaceLineEndings("\r\n"))]);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        }

        (int exitCode, string output, _) = Run("", "format", "rules.yml");
        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Is.EqualTo("rules.yml\n"));
        Assert.That(File.ReadAllBytes(file), Is.EqualTo((byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Unformatted.Replace("sum( up )", "sum(up)", StringComparison.Ordinal).ReplaceLineEndings("\r\n"))]));
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead));
        }

        Assert.That(Run("", "format", "--check", "rules.yml"), Is.EqualTo((0, "", "")));
    }

    [Test]
    public void What_the_configured_dialect_has_of_its_own_is_left_alone()
    {
        string file = Path.Combine(_folder, "rules.yml");
        File.WriteAllText(Path.Combine(_folder, "promrulelint.yml"), "schema: victoriametrics\n");
        File.WriteAllText(file, "groups:\n- name: a\n  rules:\n  - {record: a, expr: sum(rate(x)  keep_metric_names)}\n  - {record: b, expr: sum( x )}\n");
        (int exitCode, string output, _) = Run("", "format", "rules.yml");
        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Does.EndWith("rules.yml\n"));
        Assert.That(File.ReadAllText(file), Does.Contain("sum(rate(x)  keep_metric_names)").And.Contain("expr: sum(x)"));
    }

    [Test]
    public void Check_lists_files_that_would_change_and_changes_none()
    {
        string file = Path.Combine(_folder, "rules.yml");
        File.WriteAllText(file, Unformatted);
        Assert.That(Run("", "format", "--check", "."), Is.EqualTo((1, "rules.yml\n", "")));
        Assert.That(File.ReadAllText(file), Is.EqualTo(Unformatted));
    }

    [Test]
    public void Files_behind_links_are_changed_and_the_links_stay()
    {
        string file = Path.Combine(_folder, "rules.yml");
        File.WriteAllText(file, Unformatted);
        string link = Path.Combine(_folder, "link.yml");
        File.CreateSymbolicLink(link, "rules.yml");
        Assert.That(Run("", "format", "link.yml").ExitCode, Is.Zero);
        Assert.That(new FileInfo(link).LinkTarget, Is.EqualTo("rules.yml"));
        Assert.That(File.ReadAllText(file), Does.Contain("sum(up)"));
    }

    [Test]
    public void Files_with_bytes_that_are_no_text_are_left()
    {
        string file = Path.Combine(_folder, "rules.yml");
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Unformatted), (byte)'#', 0xFF, (byte)'\n'];
        File.WriteAllBytes(file, bytes);
        (int exitCode, _, string error) = Run("", "format", "rules.yml");
        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(error, Does.Contain("rules.yml"));
        Assert.That(File.ReadAllBytes(file), Is.EqualTo(bytes));
    }

    [Test]
    public void Standard_input_goes_formatted_to_standard_output() =>
        Assert.That(Run(Unformatted, "format", "-"), Is.EqualTo((0, Unformatted.Replace("sum( up )", "sum(up)", StringComparison.Ordinal), "")));

    [Test]
    public void Expressions_with_errors_are_named_and_left()
    {
        File.WriteAllText(Path.Combine(_folder, "rules.yml"), Unformatted.Replace("sum( up )", "sum( up", StringComparison.Ordinal));
        (int exitCode, string output, string error) = Run("", "format", "rules.yml");
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error, Is.EqualTo("rules.yml:5:11: the expression is left as it is: it has errors\n"));
    }

    [Test]
    public void An_expression_is_formatted_with_its_comments() =>
        Assert.That(Run("sum(up) by(job) # why", "promql", "format", "-"), Is.EqualTo((0, "sum by (job) (up) # why\n", "")));

    [Test]
    public void Many_expressions_give_one_object_a_line() =>
        Assert.That(Run("[\"up==1\",\"sum(\"]", "promql", "format", "--format", "json", "-").Output, Does.Match(
            "^\\{\"formatted\":\"up == 1\",\"input\":\"up==1\",\"printed\":\"up == 1\"\\}\n\\{\"errors\":\\[\\{\"end\":4,\"message\":\".+\",\"start\":\\d\\}\\],\"input\":\"sum\\(\"\\}\n$"));

    [Test]
    public void Label_matchers_are_set_and_deleted()
    {
        Assert.That(Run("", "promql", "label-matchers", "set", "-t", "!=", "a + b{x='1'}", "x", "2"), Is.EqualTo((0, "a{x!=\"2\"} + b{x!=\"2\"}\n", "")));
        Assert.That(Run("", "promql", "label-matchers", "delete", "a + b{x='1'}", "x"), Is.EqualTo((0, "a + b\n", "")));
        Assert.That(Run("", "promql", "label-matchers", "delete", "{x='1'}", "x").ExitCode, Is.EqualTo(1));
    }

    [Test]
    public void Check_says_whether_an_expression_is_valid()
    {
        Assert.That(Run("", "promql", "check", "rate(x[5m])").ExitCode, Is.Zero);
        Assert.That(Run("", "promql", "check", "rate(x)").ExitCode, Is.EqualTo(1));
    }

    private (int ExitCode, string Output, string Error) Run(string input, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var console = new ToolConsole(() => new MemoryStream(Encoding.UTF8.GetBytes(input)), output, error, _folder);
        int exitCode = ToolProgram.Run(args, console);
        return (exitCode, output.ToString(), error.ToString());
    }
}
