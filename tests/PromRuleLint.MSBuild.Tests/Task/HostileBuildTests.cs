using System.Diagnostics;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PromRuleLint.MSBuild.Tests.Task;

/// <summary>A build over files of a stranger: what they are called, hold and lead to reaches neither the log raw nor a place outside.</summary>
[Platform("Linux,MacOsX")]
public sealed class HostileBuildTests
{
    private const string Faulty = "groups: [{name: g, rules: [{record: 'a:b', expr: 'sum('}]}]\n";

    private Scratch _folder = null!;
    private Scratch _outside = null!;
    private RecordingBuildEngine _engine = null!;

    [SetUp]
    public void MakeFolders()
    {
        _folder = new Scratch();
        _outside = new Scratch();
        _engine = new RecordingBuildEngine();
        Directory.CreateDirectory(_folder[".git"]);
        _folder.Write("app.csproj", "");
        _outside.Write("mine", "as it was");
    }

    [TearDown]
    public void DropFolders()
    {
        _folder.Dispose();
        _outside.Dispose();
    }

    [TestCase("link.sarif")]
    [TestCase("folder/new/a.sarif")]
    [TestCase("gone.sarif")]
    [TestCase("pipe.sarif")]
    public void Report_goes_through_no_link_and_into_no_pipe(string file)
    {
        File.CreateSymbolicLink(_folder["link.sarif"], _outside["mine"]);
        File.CreateSymbolicLink(_folder["gone.sarif"], _outside["gone"]);
        Directory.CreateSymbolicLink(_folder["folder"], _outside.Root);
        MakePipe("pipe.sarif");

        Assert.That(Run([_folder.Write("a.rules.yml", Faulty)], [$"sarif={file}"]), Is.False);
        Assert.That(_engine.Errors.Select(static error => error.Message), Has.Some.StartsWith($"The report '{file}' cannot be written: "));
        Assert.That(File.ReadAllText(_outside["mine"]), Is.EqualTo("as it was"));
        Assert.That(Directory.EnumerateFileSystemEntries(_outside.Root).Count(), Is.EqualTo(1));
    }

    [Test]
    public void What_the_last_run_found_is_not_kept_behind_a_link()
    {
        File.CreateSymbolicLink(_folder["run.cache"], _outside["mine"]);

        Run([_folder.Write("a.rules.yml", Faulty)], [], _folder["run.cache"]);

        Assert.That(File.ReadAllText(_outside["mine"]), Is.EqualTo("as it was"));
    }

    [Test]
    public void Pipes_devices_and_links_among_the_items_are_refused_and_hide_nothing()
    {
        MakePipe("pipe.rules.yml");
        MakePipe("promrulelint.yml");
        File.CreateSymbolicLink(_folder["zero.rules.yml"], "/dev/zero");
        File.CreateSymbolicLink(_folder["loop.rules.yml"], _folder["loop.rules.yml"]);

        Assert.That(Run([.. new[] { "pipe.rules.yml", "zero.rules.yml", "loop.rules.yml" }.Select(name => _folder[name]), _folder.Write("a.rules.yml", Faulty)], []), Is.False);
        Assert.That(_engine.Errors.Select(static error => $"{error.Code} {Path.GetFileName(error.File)}"), Is.SupersetOf(new[] { "PRL0001 pipe.rules.yml", "PRL0001 zero.rules.yml", "PRL0001 loop.rules.yml", "PRL2001 a.rules.yml" }));
    }

    [TestCase("\e[2Ja.rules.yml")]
    [TestCase("a\n##vso[task.complete result=Succeeded;]b.rules.yml")]
    [TestCase("##vso[task.setvariable variable=x]y.rules.yml")]
    [TestCase("::add-mask::a.rules.yml")]
    [TestCase("a\u202Elmy.rules.yml")]
    [TestCase("##teamcity[buildStop].rules.yml")]
    public void Names_and_texts_are_shown_as_escapes(string name)
    {
        string text = Faulty.Replace("'a:b'", System.Text.Json.JsonSerializer.Serialize(name), StringComparison.Ordinal);
        _folder.Write("a_test.yml", $"rule_files: [{System.Text.Json.JsonSerializer.Serialize(name)}]\ntests: [{{name: {System.Text.Json.JsonSerializer.Serialize(name)}, promql_expr_test: [{{expr: 'vector(1)', exp_samples: []}}]}}]\n");

        Run([_folder.Write(name, text)], ["sarif=a.sarif", $"nothing={name}", $"sarif=gone\0{name}"]);
        new RunPrometheusRuleTests { BuildEngine = _engine, ProjectFile = _folder["app.csproj"], TestFiles = [new TaskItem(_folder["a_test.yml"])] }.Execute();

        Assert.That(_engine.Errors, Is.Not.Empty);
        foreach (BuildEventArgs logged in _engine.Events)
        {
            string?[] shown = [logged.Message, (logged as BuildErrorEventArgs)?.File, (logged as BuildWarningEventArgs)?.File, (logged as BuildMessageEventArgs)?.File];
            Assert.That(string.Concat(shown), Has.None.Matches<char>(char.IsControl).And.None.EqualTo('\u202E').And.Not.Contain("##vso[").And.Not.Contain("##teamcity["));
            Assert.That(shown, Has.None.StartsWith("::"));
        }
    }

    private bool Run(string[] files, string[] reports, string? cache = null) => new LintPrometheusRules
    {
        BuildEngine = _engine,
        ProjectFile = _folder["app.csproj"],
        RuleFiles = [.. files.Select(static path => new TaskItem(path))],
        Reports = reports,
        CacheFile = cache,
    }.Execute();

    private void MakePipe(string name)
    {
        using Process process = Process.Start("mkfifo", [_folder[name]]);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
    }
}
