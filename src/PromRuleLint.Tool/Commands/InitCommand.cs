using System.CommandLine;
using System.Text;
using PromRuleLint.Hosting;
using PromRuleLint.Tool.Init;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint init [FOLDER]</c>: a configuration for the rules that are there.</summary>
internal static class InitCommand
{
    private const string BaselineName = "promrulelint-baseline.json";

    public static Command Create(ToolConsole console)
    {
        var folder = new Argument<string?>("FOLDER") { Description = "The folder that holds the rules. Default: the current folder.", Arity = ArgumentArity.ZeroOrOne };
        folder.Validators.Add(UsageErrors.RejectOptions);
        var baseline = new Option<bool>("--baseline") { Description = $"Write {BaselineName} too: what is found now is known, and only new findings are reported." };
        var ci = new Option<string?>("--ci") { Description = "Also write the CI step: github writes a workflow, gitlab and azure print a job.", HelpName = "SERVICE" };
        ci.AcceptOnlyFromAmong("github", "gitlab", "azure");
        var command = new Command("init", "Writes a commented promrulelint.yml for the rules of a folder; it overwrites no file.") { folder, baseline, ci };
        command.SetAction(result => Run(console, result.GetValue(folder) ?? ".", result.GetValue(baseline), result.GetValue(ci)));
        return command;
    }

    private static int Run(ToolConsole console, string folder, bool hasBaseline, string? ci)
    {
        string full = Path.GetFullPath(folder, console.Folder);
        NamedFile.RequireFolder(console, folder);
        RuleFolderSurvey survey = RuleFolderSurvey.Make(console, full);
        if (survey.RuleFiles == 0 && survey.TestFiles == 0)
        {
            throw new ToolUsageException($"no rule file is in '{folder}'; name the folder that holds the rules");
        }

        var files = new List<(string Name, string Text)> { ("promrulelint.yml", ConfigurationTemplate.Write(survey)) };
        if (hasBaseline)
        {
            files.Add((BaselineName, survey.Baseline.ToJson()));
        }

        if (ci == "github")
        {
            files.Add((".github/workflows/promrulelint.yml", ContinuousIntegration.GitHubWorkflow(hasBaseline ? BaselineName : null)));
        }

        if (files.Select(file => file.Name).FirstOrDefault(name => Path.Exists(Path.Combine(full, name))) is { } existing)
        {
            throw new ToolUsageException($"'{existing}' is there already; nothing is written");
        }

        if (files.Select(static file => file.Name).FirstOrDefault(name => new RepositoryBoundary(console.Folder).LeavesRepository(Path.Combine(full, name))) is { } outside)
        {
            throw new ToolUsageException($"'{outside}' would be written outside of the repository, for its folder is a link; nothing is written");
        }

        console.WriteLine($"{survey.Summary()}.");
        foreach ((string name, string text) in files)
        {
            string path = Path.Combine(full, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            FileWriter.Write(path, Encoding.UTF8.GetBytes(text));
            console.WriteLine($"Wrote {name}.");
        }

        if (ci is "gitlab" or "azure")
        {
            console.Output.Write($"\n{ContinuousIntegration.Job(ci, hasBaseline ? BaselineName : null)}");
        }

        return ExitCodes.Clean;
    }
}
