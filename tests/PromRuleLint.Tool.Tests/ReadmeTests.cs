using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Text;

namespace PromRuleLint.Tool.Tests;

/// <summary>What the README shows is what happens.</summary>
public sealed class ReadmeTests
{
    private const string MainJob = "dotnet run --project src/PromRuleLint.Tool -- ";

    [Test]
    public void The_main_job_finds_what_the_readme_shows()
    {
        string command = Blocks("sh").Single(static block => block.StartsWith(MainJob, StringComparison.Ordinal));
        ToolRun run = ToolRun.InProcess(Repository.Root, command[MainJob.Length..].Trim().Split(' '));
        string shown = Blocks("").Single(static block => block.StartsWith("error PRL4001", StringComparison.Ordinal)).Trim();
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCodes.Findings));
            Assert.That(run.Output, Does.Contain(shown.Replace("PRL4001: ", "PRL4001 alert-never-fires: ", StringComparison.Ordinal)));
        });
    }

    [Test]
    public void The_tests_are_run_by_the_command_of_the_readme() =>
        Assert.That(Blocks("sh").Select(static block => block.Trim()), Has.One.EqualTo("dotnet test PromRuleLint.sln"));

    [Test]
    public void The_shipped_rules_are_clean() => Assert.That(ToolRun.InProcess(Repository.Root, ["lint", "rules"]).ExitCode, Is.EqualTo(ExitCodes.Clean));

    [Test]
    public void The_build_fails_with_the_words_of_the_readme()
    {
        using var scratch = new Scratch();
        scratch.With("heartbeat.rules.yml", File.ReadAllText(Path.Combine(Repository.Root, "samples", "BuildFailsOnBadRules", "heartbeat.rules.yml")));
        string line = ToolRun.InProcess(scratch.Folder, ["lint", "--format", "msbuild", "."]).Output.Split('\n').Single(static line => line.Contains("PRL5001", StringComparison.Ordinal));
        string shown = Blocks("").First().Split('\n').Single(static line => line.Contains("PRL5001", StringComparison.Ordinal));
        int link = line.IndexOf(" [", StringComparison.Ordinal);
        Assert.That(shown, Does.StartWith(line[..link]));
    }

    [Test]
    public void The_configuration_of_the_readme_is_valid()
    {
        string text = Blocks("yaml").Single(static block => block.StartsWith("severity:", StringComparison.Ordinal));
        Assert.That(ConfigurationReader.Read(new SourceText("promrulelint.yml", text), CheckCatalog.Descriptors.All).Diagnostics, Is.Empty);
    }

    private static IEnumerable<string> Blocks(string language)
    {
        string[] parts = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n").Split("```");
        for (int i = 1; i < parts.Length; i += 2)
        {
            int end = parts[i].IndexOf('\n', StringComparison.Ordinal);
            if (parts[i][..end] == language)
            {
                yield return parts[i][(end + 1)..];
            }
        }
    }
}
