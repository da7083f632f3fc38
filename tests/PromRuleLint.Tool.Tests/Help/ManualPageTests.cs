using System.CommandLine;
using System.Diagnostics;
using PromRuleLint.Tool.Help;

namespace PromRuleLint.Tool.Tests.Help;

public sealed class ManualPageTests
{
    [Test]
    public void Page_has_every_command_option_and_example()
    {
        using var console = new ToolConsole(static () => Stream.Null, TextWriter.Null, TextWriter.Null, Path.GetTempPath());
        RootCommand root = ToolProgram.MakeRoot(console);

        string page = ToolRun.InProcess(Path.GetTempPath(), ["man"]).Output.Replace("\\-", "-", StringComparison.Ordinal).Replace("\\(aq", "'", StringComparison.Ordinal).Replace("\\(dq", "\"", StringComparison.Ordinal);

        foreach (CommandNode node in CommandTree.Walk(root).Where(static node => node.Path.Length > 0))
        {
            Assert.That(page, Does.Contain($".SS \"{node.Path}"), node.Path);
            Assert.That(node.Command.Options.Where(option => !page.Contains($"\\fB{option.Name}\\fR", StringComparison.Ordinal)), Is.Empty);
            Assert.That(CommandExamples.For(node.Path).Where(example => !page.Contains(example.Line, StringComparison.Ordinal)), Is.Empty);
        }
    }

    [Test]
    public void Page_is_read_by_a_formatter_without_a_complaint()
    {
        using var scratch = new Scratch();
        string file = Path.Combine(scratch.Folder, "promrulelint.1");
        File.WriteAllText(file, ToolRun.InProcess(scratch.Folder, ["man"]).Output);
        if (!Array.Exists(["/usr/bin/groff", "/usr/bin/mandoc"], File.Exists))
        {
            Assert.Ignore("neither groff nor mandoc is on this machine");
        }

        (string program, string[] arguments) = File.Exists("/usr/bin/groff") ? ("/usr/bin/groff", new[] { "-man", "-ww", "-z", file }) : ("/usr/bin/mandoc", ["-Tlint", "-W", "warning", file]);
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.That(output + error.GetAwaiter().GetResult(), Is.Empty);
    }
}
