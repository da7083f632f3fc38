using System.Diagnostics;

namespace PromRuleLint.Tool.Tests;

/// <summary>Every command of the page about the command line does what it does.</summary>
public sealed class CommandLineDocsTests
{
    private static IEnumerable<string> Commands()
    {
        bool inBlock = false;
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, "docs", "command-line.md")))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inBlock = line == "```sh";
            }
            else if (inBlock)
            {
                yield return line;
            }
        }
    }

    [TestCaseSource(nameof(Commands))]
    [Platform("Linux,MacOsX")]
    public void Command_succeeds_on_this_repository(string command)
    {
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", $"promrulelint() {{ dotnet '{ToolRun.ToolPath}' \"$@\"; }}\n{command}"])
        {
            WorkingDirectory = Repository.Root,
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
