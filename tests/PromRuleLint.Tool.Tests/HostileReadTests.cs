using System.Diagnostics;

namespace PromRuleLint.Tool.Tests;

/// <summary>Pipes that nobody writes to and devices that never end, where the commands around a server read files: each is an error, soon.</summary>
[Platform("Linux")]
public sealed class HostileReadTests
{
    private static readonly string[] Names = ["pipe", "zero"];

    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch();

    [TearDown]
    public void DropFolder() => _scratch.Dispose();

    [Test]
    public void Textfile_check_names_each_and_goes_on()
    {
        Make("pipe.prom", "zero.prom");
        _scratch.With("ok.prom", "a_metric 1\n");

        ToolRun run = Run("textfile", "check", ".");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCodes.Findings));
        Assert.That(run.Output, Does.Contain("pipe.prom: the file cannot be read: it is not a regular file")
            .And.Contain("zero.prom: the file cannot be read: it is not a regular file")
            .And.Contain("3 files with 1 samples"));
    }

    [TestCaseSource(nameof(Names))]
    public void Series_of_an_evaluation_are_read_from_regular_files(string name)
    {
        Make(name);

        ToolRun run = Run("promql", "eval", "--series", name, "up");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(run.Error, Does.Contain($"{name}' cannot be read: it is not a regular file"));
    }

    /// <summary>What a shell makes of <c>lint *</c> where a stranger chose the names.</summary>
    [TestCase("@args.yml")]
    [TestCase("--checks=theirs.dll")]
    [TestCase("--checks")]
    [TestCase("--config=theirs.yml")]
    [TestCase("--update")]
    public void Name_of_a_file_is_no_option_and_no_list_of_them(string name)
    {
        _scratch.With(name, "groups: []\n").With("args.yml", "--checks\ntheirs.dll\n").With("theirs.dll", "MZ").With("theirs.yml", "checks: [theirs.dll]\n");
        string[] names = [.. Directory.EnumerateFiles(_scratch.Folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

        ToolRun run = ToolRun.InProcess(_scratch.Folder, ["lint", .. names]);
        ToolRun safe = ToolRun.InProcess(_scratch.Folder, ["lint", "--", .. names]);

        Assert.That(run.Output + run.Error + safe.Output + safe.Error, Does.Not.Contain("PRL0010"));
        Assert.That(run.ExitCode, Is.Not.Zero);
        Assert.That(run.Error, name.StartsWith('-') ? Does.Contain($"'{name}' is an option, and a file of that name is in the current folder") : Is.Empty);
        Assert.That(safe.Error, Does.Not.Contain("option"));
    }

    [Test]
    public void Rules_of_a_unit_test_are_read_from_regular_files()
    {
        Make("pipe.yml");
        WithUnitTest("pipe.yml");

        ToolRun run = Run("test", "a_test.yml");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(run.Output, Does.Contain("PRL0001").And.Contain("The file cannot be read: it is not a regular file").And.Contain("pipe.yml"));
        Assert.That(Run("lint", "a_test.yml").Output, Does.Contain("PRL0001").And.Not.Contain("PRL8003"));
    }

    [Test]
    public void Device_behind_a_link_is_outside_of_what_a_unit_test_may_name()
    {
        Make("zero.yml");
        WithUnitTest("zero.yml");

        ToolRun run = Run("test", "a_test.yml");

        Assert.That(run.Output, Does.Contain("PRL0013").And.Contain("it lies outside of"));
    }

    [TestCaseSource(nameof(Names))]
    public void Heartbeat_reads_its_last_number_from_regular_files(string name)
    {
        Assert.That(Run("heartbeat", "--textfile-dir", ".").ExitCode, Is.Zero);
        string prom = Path.GetFileName(Directory.GetFiles(_scratch.Folder, "*.prom").Single());
        File.Delete(_scratch[prom]);
        Make(name);
        File.Move(_scratch[name], _scratch[prom]);

        ToolRun run = Run("heartbeat", "--textfile-dir", ".");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(run.Error, Does.Contain($"{prom}' cannot be read: it is not a regular file"));
    }

    [TestCaseSource(nameof(Names))]
    public void Secrets_are_read_from_regular_files(string name)
    {
        Make(name);

        ToolRun run = Run("snapshot", "--url", "http://127.0.0.1:1", "--bearer-token-file", name, "--output", "catalog.yml");

        Assert.That(run.ExitCode, Is.Not.Zero);
        Assert.That(run.Error, Does.Contain($"{name}' cannot be read: it is not a regular file"));
    }

    [Test]
    public void Record_of_a_gate_is_read_from_a_regular_file()
    {
        Make("zero");

        Assert.That(() => PromRuleLint.Operations.Gates.GateRecord.Open(_scratch["zero"], "g", _scratch.Folder), Throws.InstanceOf<IOException>().With.Message.EndsWith("zero' cannot be read: it is not a regular file"));
    }

    private void WithUnitTest(string rules) => _scratch.With("a_test.yml", $"rule_files: [{rules}]\ntests:\n- promql_expr_test:\n  - expr: up\n    eval_time: 1m\n");

    private ToolRun Run(params string[] args) => ToolRun.AsProcess(_scratch.Folder, args);

    private void Make(params string[] names)
    {
        foreach (string name in names)
        {
            if (name.StartsWith("pipe", StringComparison.Ordinal))
            {
                using Process process = Process.Start("mkfifo", [_scratch[name]]);
                process.WaitForExit();
                Assert.That(process.ExitCode, Is.Zero);
            }
            else
            {
                File.CreateSymbolicLink(_scratch[name], "/dev/zero");
            }
        }
    }
}
