using System.Diagnostics;

namespace PromRuleLint.Tool.Tests;

/// <summary>Files that a person names for output, where a repository has put a link or a pipe in their place.</summary>
[Platform("Linux")]
public sealed class HostileWriteTests
{
    private const string Rules = "groups:\n- name: g\n  rules:\n  - alert: Down\n    expr: up == 0\n";
    private const string Tests = "rule_files: [a.yml]\ntests:\n- input_series: [{series: up, values: 0}]\n  alert_rule_test: [{alertname: Down, eval_time: 0m, exp_alerts: [{}]}]\n";

    private static readonly string[][] Writers =
    [
        ["lint", "a.yml", "--output", "json=FILE"], ["test", "a_test.yml", "--format", "json", "--output", "FILE"],
        ["test", "a_test.yml", "--coverage", "lcov", "--coverage-output", "FILE"], ["lint", "a.yml", "--baseline", "FILE", "--update"],
    ];

    private Scratch _repository = null!;
    private Scratch _elsewhere = null!;

    [SetUp]
    public void MakeFolders()
    {
        _repository = new Scratch().With("a.yml", Rules).With("a_test.yml", Tests).With("promrulelint.yml", "{}\n");
        _elsewhere = new Scratch().With("mine", "as it was");
    }

    [TearDown]
    public void DropFolders()
    {
        _repository.Dispose();
        _elsewhere.Dispose();
    }

    [TestCaseSource(nameof(Writers))]
    public void Link_out_of_the_repository_is_not_written_through(params string[] command)
    {
        File.CreateSymbolicLink(_repository["out"], _elsewhere["mine"]);

        ToolRun run = ToolRun.InProcess(_repository.Folder, Named(command, "out"));

        Assert.That(run.ExitCode, Is.AnyOf(ExitCodes.Usage, ExitCodes.Failure));
        Assert.That(run.Error, Does.Contain("is a link that leads out of the repository; name the file itself"));
        Assert.That(File.ReadAllText(_elsewhere["mine"]), Is.EqualTo("as it was"));
    }

    [TestCaseSource(nameof(Writers))]
    public void Link_to_a_file_that_is_not_there_makes_none(params string[] command)
    {
        File.CreateSymbolicLink(_repository["out"], _elsewhere["new"]);

        Assert.That(ToolRun.InProcess(_repository.Folder, Named(command, "out")).ExitCode, Is.AnyOf(ExitCodes.Usage, ExitCodes.Failure));
        Assert.That(File.Exists(_elsewhere["new"]), Is.False);
    }

    [TestCaseSource(nameof(Writers))]
    public void Pipe_that_nobody_reads_is_not_opened(params string[] command)
    {
        using Process process = Process.Start("mkfifo", [_repository["out"]]);
        process.WaitForExit();

        ToolRun run = ToolRun.AsProcess(_repository.Folder, Named(command, "out"));

        Assert.That(run.ExitCode, Is.AnyOf(ExitCodes.Usage, ExitCodes.Failure));
        Assert.That(run.Error, Does.Contain("not a regular file"));
    }

    [TestCaseSource(nameof(Writers))]
    public void What_a_person_names_is_written_wherever_it_is(params string[] command)
    {
        Assert.That(ToolRun.InProcess(_repository.Folder, Named(command, _elsewhere["report"])).ExitCode, Is.LessThan(ExitCodes.Usage));
        Assert.That(new FileInfo(_elsewhere["report"]).Length, Is.GreaterThan(0));
    }

    [Test]
    public void Witnesses_are_not_written_through_links()
    {
        Directory.CreateSymbolicLink(_repository["folder"], _elsewhere.Folder);
        Directory.CreateDirectory(_repository["inside"]);
        File.CreateSymbolicLink(_repository["inside/Down-1_test.yml"], _elsewhere["mine"]);

        foreach (string folder in new[] { "folder", "inside" })
        {
            ToolRun run = ToolRun.InProcess(_repository.Folder, ["witness", "a.yml", "--write", folder]);
            Assert.That(run.ExitCode, Is.EqualTo(ExitCodes.Failure), folder);
            Assert.That(run.Error, Does.Contain("is a link that leads out of the repository"));
        }

        Assert.That(Directory.GetFiles(_elsewhere.Folder), Has.Length.EqualTo(1));
        Assert.That(File.ReadAllText(_elsewhere["mine"]), Is.EqualTo("as it was"));
    }

    [Test]
    public void Folder_behind_a_link_is_not_made_even_where_it_leads_to_another_repository([Values] bool isRepository)
    {
        if (isRepository)
        {
            Directory.CreateDirectory(_elsewhere[".git"]);
        }

        Directory.CreateDirectory(_repository[".git"]);
        Directory.CreateSymbolicLink(_repository["out"], _elsewhere.Folder);
        foreach (string[] command in (string[][])[["witness", "a.yml", "--write", "out/new"], ["test", "a_test.yml", "--emit", "promtool", "--output", "out/new/"], ["lint", "a.yml", "--output", "json=out/new.json"], ["lint", "a.yml", "--baseline", "out/new.json", "--update"]])
        {
            ToolRun run = ToolRun.InProcess(_repository.Folder, command);
            Assert.That(run.ExitCode, Is.AnyOf(ExitCodes.Usage, ExitCodes.Failure), string.Join(' ', command));
            Assert.That(run.Error, Does.Contain("leads out of the repository"));
        }

        Assert.That(Directory.EnumerateFileSystemEntries(_elsewhere.Folder).Select(Path.GetFileName), Is.EquivalentTo(isRepository ? new[] { "mine", ".git" } : ["mine"]));
    }

    [Test]
    public void New_files_are_not_written_through_a_folder_that_is_a_link()
    {
        File.Delete(_repository["promrulelint.yml"]);
        Directory.CreateDirectory(_repository[".git"]);
        Directory.CreateSymbolicLink(_repository[".github"], _elsewhere.Folder);

        ToolRun run = ToolRun.InProcess(_repository.Folder, ["init", "--ci", "github"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCodes.Usage));
        Assert.That(run.Error, Does.Contain("would be written outside of the repository"));
        Assert.That(Directory.EnumerateFileSystemEntries(_elsewhere.Folder).Count(), Is.EqualTo(1));
    }

    [Test]
    public void Standard_output_can_be_named_as_a_file()
    {
        ToolRun run = ToolRun.AsProcess(_repository.Folder, ["test", "a_test.yml", "--format", "json", "--output", "/dev/stdout"]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("{"));
    }

    [Test]
    public void Rules_outside_are_tested_where_the_folder_is_allowed()
    {
        _elsewhere.With("a.yml", Rules);
        _repository.With("a_test.yml", Tests.Replace("[a.yml]", $"[{_elsewhere["a.yml"]}]", StringComparison.Ordinal));

        ToolRun refused = ToolRun.InProcess(_repository.Folder, ["test", "a_test.yml"]);
        ToolRun allowed = ToolRun.InProcess(_repository.Folder, ["test", "a_test.yml", "--allow-outside", _elsewhere.Folder]);

        Assert.That(refused.ExitCode, Is.Not.Zero);
        Assert.That(refused.Output, Does.Contain("--allow-outside"));
        Assert.That(allowed.ExitCode, Is.Zero, allowed.Output);
    }

    private static string[] Named(string[] command, string file) => [.. command.Select(word => word.Replace("FILE", file, StringComparison.Ordinal))];
}
