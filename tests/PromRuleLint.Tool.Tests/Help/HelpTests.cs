using System.CommandLine;
using PromRuleLint.Tool.Help;

namespace PromRuleLint.Tool.Tests.Help;

/// <summary>Each command explains itself, and its examples work.</summary>
public sealed class HelpTests
{
    private static RootCommand Root { get; } = ToolProgram.MakeRoot(ToolConsole());

    private static IEnumerable<string> Commands() => CommandTree.Walk(Root).Select(static node => node.Path);

    private static IEnumerable<string> Lines() => CommandExamples.Paths.SelectMany(CommandExamples.For).Select(static example => example.Line);

    [TestCaseSource(nameof(Commands))]
    public void Help_of_a_command_ends_with_its_examples(string path)
    {
        string[] words = path.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        ToolRun run = ToolRun.InProcess(Path.GetTempPath(), [.. words, "--help"]);

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Contain("Usage:").And.Not.Contain("[default: 00:"));
        Assert.That(ToolRun.InProcess(Path.GetTempPath(), ["help", .. words]), Is.EqualTo(run));
        if (CommandTree.Walk(Root).Single(node => node.Path == path).Command.Action is not null)
        {
            Assert.That(run.Output, Does.Contain("\nExamples:\n  # "));
        }
    }

    [Test]
    public void Commands_are_made_by_their_names() =>
        Assert.That(ToolProgram.Commands.Select(static command => command.Create(ToolConsole()).Name), Is.EqualTo(ToolProgram.Commands.Select(static command => command.Name)));

    [TestCaseSource(nameof(Lines))]
    public void Example_is_a_command_line_that_the_tool_takes(string line)
    {
        IReadOnlyList<string> words = Words(line);

        ParseResult result = Root.Parse([.. words.SkipWhile(static word => word != "promrulelint").Skip(1)]);

        Assert.That(result.Errors.Select(static error => error.Message), Is.Empty);
    }

    [Test]
    public void Examples_are_of_commands_that_there_are() =>
        Assert.That(CommandExamples.Paths.Except(Commands()), Is.Empty);

    [Test]
    public void Help_of_a_command_below_another_leaves_out_what_is_not_its_own() =>
        Assert.That(ToolRun.InProcess(Path.GetTempPath(), ["gate", "import", "--help"]).Output, Does.Contain(" gate import <FILE> [options]\n").And.Not.Contain("<NAME>  The gate"));

    [Test]
    public void Help_of_no_command_is_wrong_usage() =>
        Assert.That(ToolRun.InProcess(Path.GetTempPath(), ["help", "lnit"]), Is.EqualTo(new ToolRun(2, "", "promrulelint: there is no command 'lnit'; 'promrulelint --help' lists them\n")));

    // What a shell makes of a line, up to where it redirects.
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        foreach (string word in line.Replace("<(", " ", StringComparison.Ordinal).Replace(")", line.Contains("<(", StringComparison.Ordinal) ? " " : ")", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word is ">" or "<" or "|")
            {
                break;
            }

            bool continues = words.Count > 0 && words[^1].Count(static c => c == '\'') == 1;
            if (continues)
            {
                words[^1] += $" {word}";
            }
            else
            {
                words.Add(word);
            }
        }

        return [.. words.Select(static word => word.Trim('\''))];
    }

    private static ToolConsole ToolConsole() => new(static () => Stream.Null, TextWriter.Null, TextWriter.Null, Path.GetTempPath());
}
