using System.Diagnostics;
using System.Runtime.Versioning;

namespace PromRuleLint.Tool.Tests.Commands;

/// <summary><c>lint --since</c> in folders that a stranger filled: nothing of theirs is started.</summary>
[UnsupportedOSPlatform("windows")]
[Platform(Exclude = "Win", Reason = "The programs are shell scripts.")]
public sealed class SinceSafetyTests
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private Scratch _scratch = null!;
    private Scratch _outside = null!;

    [SetUp]
    public void MakeRepository()
    {
        _outside = new Scratch();
        _scratch = new Scratch().With("rules/a.yml", Scratch.GoodRules);
        GitCommands.Run(_scratch.Folder, "init", "-q");
        GitCommands.Commit(_scratch.Folder);
        _scratch.With("rules/a.yml", Scratch.BadRules);
    }

    [TearDown]
    public void DropFolders()
    {
        _scratch.Dispose();
        _outside.Dispose();
    }

    [TestCase("lint", "rules", "--since", "HEAD")]
    [TestCase("lint", "rules", "--since", "HEAD", "--no-config")]
    [TestCase("lint", ".", "--since", "HEAD..HEAD")]
    public void Program_named_git_in_the_current_folder_is_not_started(params string[] args)
    {
        Script("git");
        Script("git.exe");
        Script("rules/git");

        foreach (string path in new[] { "", ":", ".:", "rules:" })
        {
            ToolRun run = ToolRun.AsProcess(_scratch.Folder, args, environment: ("PATH", path + Environment.GetEnvironmentVariable("PATH")));
            Assert.That(run.Error, Is.Empty);
        }

        AssertNothingStarted();
    }

    [Test]
    public void Program_named_git_in_the_current_folder_does_not_stand_in_for_a_git_that_is_missing()
    {
        Script("git");
        ProcessStartInfo start = ToolRun.StartInfo(_scratch.Folder, ["lint", "rules", "--since", "HEAD"]);
        start.FileName = Environment.ProcessPath!;
        Assume.That(Path.GetFileNameWithoutExtension(start.FileName), Is.EqualTo("dotnet"));
        start.Environment["PATH"] = $":.:{_outside.Folder}";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.That(process.ExitCode, Is.EqualTo(2));
        Assert.That(error, Does.Contain("git cannot be started"));
        AssertNothingStarted();
    }

    [TestCase("bare = false\n\tworktree = ..")]
    [TestCase("bare = true")]
    public void Repository_that_is_embedded_in_the_files_is_refused(string kind)
    {
        // Files that a clone can hold: a folder that looks like a repository and brings its own configuration.
        GitCommands.Run(_scratch.Folder, "init", "-q", "--bare", "rules/embedded");
        _scratch.With("rules/embedded/config", $"[core]\n\trepositoryformatversion = 0\n\t{kind}\n\tfsmonitor = {Script("monitor")}\n");
        _scratch.With("rules/embedded/a.yml", Scratch.BadRules);

        ToolRun run = ToolRun.AsProcess(_scratch["rules/embedded"], ["lint", "a.yml", "--since", "HEAD"]);
        Assert.That(run.ExitCode, Is.EqualTo(2), run.Error);
        AssertNothingStarted();
    }

    [TestCase("core.fsmonitor")]
    [TestCase("core.pager")]
    [TestCase("diff.external")]
    [TestCase("core.askPass")]
    [TestCase("core.sshCommand")]
    [TestCase("core.alternateRefsCommand")]
    [TestCase("core.editor")]
    public void Program_that_the_configuration_names_is_not_started(string key)
    {
        GitCommands.Run(_scratch.Folder, "update-index", "--fsmonitor");
        GitCommands.Run(_scratch.Folder, "config", key, Script("program"));

        Assert.That(ToolRun.AsProcess(_scratch.Folder, ["lint", "rules", "--since", "HEAD"]).ExitCode, Is.EqualTo(1));
        AssertNothingStarted();
    }

    [TestCase("filter.x.clean")]
    [TestCase("filter.x.smudge")]
    [TestCase("filter.x.process")]
    [TestCase("diff.x.textconv")]
    [TestCase("diff.x.command")]
    [TestCase("merge.x.driver")]
    public void Program_that_an_attribute_names_is_not_started(string key)
    {
        // A file of the same length that was touched later: git would ask the filter whether it has changed.
        string program = Script("program");
        _scratch.With(".gitattributes", "*.yml filter=x diff=x merge=x\n").With(".git/info/attributes", "*.yml filter=x diff=x merge=x\n");
        _scratch.With("rules/b.yml", Scratch.BadRules);
        GitCommands.Commit(_scratch.Folder);
        GitCommands.Run(_scratch.Folder, "config", key, program);
        GitCommands.Run(_scratch.Folder, "config", "filter.x.required", "true");
        File.SetLastWriteTimeUtc(_scratch["rules/b.yml"], DateTime.UtcNow.AddHours(1));
        _scratch.With("rules/a.yml", Scratch.BadRules.Replace("5m", "6m", StringComparison.Ordinal));

        Assert.That(ToolRun.AsProcess(_scratch.Folder, ["lint", "rules", "--since", "HEAD"]).ExitCode, Is.EqualTo(1));
        Assert.That(ToolRun.AsProcess(_scratch.Folder, ["lint", "rules", "--since", "HEAD~1..HEAD"]).ExitCode, Is.EqualTo(1));
        AssertNothingStarted();
    }

    [Test]
    public void Object_that_a_partial_clone_lacks_is_not_fetched()
    {
        GitCommands.Run(_scratch.Folder, "config", "extensions.partialClone", "origin");
        GitCommands.Run(_scratch.Folder, "config", "remote.origin.promisor", "true");
        GitCommands.Run(_scratch.Folder, "config", "remote.origin.url", $"ext::{Script("program")}");
        GitCommands.Run(_scratch.Folder, "config", "protocol.ext.allow", "always");
        GitCommands.Run(_scratch.Folder, "config", "protocol.allow", "always");
        foreach (string file in Directory.GetFiles(_scratch[".git/objects"], "*", SearchOption.AllDirectories))
        {
            if (!file.EndsWith(Head(), StringComparison.Ordinal))
            {
                File.SetUnixFileMode(file, Executable);
                File.Delete(file);
            }
        }

        ToolRun run = ToolRun.AsProcess(_scratch.Folder, ["lint", "rules", "--since", "HEAD"]);
        Assert.That(run.ExitCode, Is.EqualTo(2), run.Output + run.Error);
        AssertNothingStarted();

        string Head() => File.ReadAllText(_scratch[".git/" + File.ReadAllText(_scratch[".git/HEAD"])[5..].Trim()]).Trim()[2..];
    }

    /// <summary>git reads for ever what never ends; it is not started over such a folder.</summary>
    [TestCase(".git/HEAD")]
    [TestCase(".git/config")]
    [TestCase(".git/packed-refs")]
    [TestCase(".git/index")]
    [TestCase(".git/refs/heads/other")]
    [TestCase(".git/objects/info/alternates")]
    [TestCase(".git/objects/ab/cdef0123456789abcdef0123456789abcdef01")]
    [TestCase(".git/commondir")]
    public void Pipe_or_device_in_the_folder_of_git_is_refused(string name)
    {
        foreach (string[] command in (string[][])[["mkfifo", _scratch[name]], ["ln", "-s", "/dev/zero", _scratch[name]]])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_scratch[name])!);
            File.Delete(_scratch[name]);
            using Process process = Process.Start(command[0], command[1..]);
            process.WaitForExit();

            ToolRun run = ToolRun.AsProcess(_scratch.Folder, ["lint", "rules", "--since", "HEAD"]);

            Assert.That(run.ExitCode, Is.EqualTo(ExitCodes.Usage), run.Output);
            Assert.That(run.Error, Does.Contain($"{Path.GetFileName(name)}' is not a regular file, and git would read it"));
        }
    }

    [Test]
    public void Pipe_in_the_place_of_the_folder_of_git_or_behind_its_pointer_is_refused([Values] bool isPointed)
    {
        string real = Path.Combine(_outside.Folder, "git");
        Directory.Move(_scratch[".git"], real);
        string pipe = isPointed ? Path.Combine(real, "HEAD") : _scratch[".git"];
        if (isPointed)
        {
            _scratch.With(".git", $"gitdir: {real}\n");
            File.Delete(pipe);
        }

        using Process process = Process.Start("mkfifo", [pipe]);
        process.WaitForExit();

        Assert.That(ToolRun.AsProcess(_scratch.Folder, ["lint", "rules", "--since", "HEAD"]), Has.Property("ExitCode").EqualTo(ExitCodes.Usage).And.Property("Error").Contains("is not a regular file"));
    }

    [Test]
    public void Hook_is_not_started()
    {
        foreach (string hook in new[] { "post-index-change", "post-checkout", "reference-transaction", "pre-commit" })
        {
            Script(".git/hooks/" + hook);
        }

        Assert.That(ToolRun.AsProcess(_scratch.Folder, ["lint", "rules", "--since", "HEAD"]).ExitCode, Is.EqualTo(1));
        AssertNothingStarted();
    }

    // A program that leaves a trace when it is started.
    private string Script(string name)
    {
        _scratch.With(name, $"#!/bin/sh\necho \"$0\" >> '{_outside["started"]}'\n");
        File.SetUnixFileMode(_scratch[name], Executable);
        return _scratch[name];
    }

    private void AssertNothingStarted() =>
        Assert.That(File.Exists(_outside["started"]) ? File.ReadAllText(_outside["started"]) : "", Is.Empty, "a program of the repository ran");
}
