using System.Diagnostics;

namespace PromRuleLint.Tool.Tests;

/// <summary>Every command of the page about the command line does what it does, on a copy of this project's rules in a git repository.</summary>
public sealed class CommandLineDocsTests
{
    private Scratch _scratch = null!;

    [SetUp]
    public void CopyRules()
    {
        _scratch = new Scratch();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "rules"), "*.yml"))
        {
            _scratch.With($"rules/{Path.GetFileName(file)}", File.ReadAllBytes(file));
        }

        GitCommands.Run(_scratch.Folder, "init", "-q");
        GitCommands.Commit(_scratch.Folder);
    }

    [TearDown]
    public void DropFolder() => _scratch.Dispose();

    private static IEnumerable<string> Commands()
    {
        string? before = null;
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, "docs", "command-line.md")))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                before = line == "```sh" ? "" : null;
            }
            else if (before is not null)
            {
                // A command may build on those above it.
                yield return before + line;
                before += line + " && ";
            }
        }
    }

    [TestCaseSource(nameof(Commands))]
    [Platform("Linux,MacOsX")]
    public void Command_succeeds_on_the_rules_of_this_project(string command)
    {
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", $"promrulelint() {{ dotnet '{ToolRun.ToolPath}' \"$@\"; }}\n{command}"])
        {
            WorkingDirectory = _scratch.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.That(error.GetAwaiter().GetResult(), Is.Empty);
        Assert.That(process.ExitCode, Is.Zero, output);
        Assert.That(output, Is.Not.Empty);
    }
}
