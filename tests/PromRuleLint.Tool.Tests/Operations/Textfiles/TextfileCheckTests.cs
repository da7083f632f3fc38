using PromRuleLint.Operations.Textfiles;

namespace PromRuleLint.Tool.Tests.Operations.Textfiles;

public sealed class TextfileCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch();

    [TearDown]
    public void DropFolder() => _scratch.Dispose();

    [Test]
    public void Files_that_are_whole_and_fresh_give_nothing()
    {
        Write("a.prom", "# TYPE a gauge\na 1\n", ageInSeconds: 119);
        Write("b.prom", "# TYPE a gauge\na{x=\"1\"} 1\nb 1\n", ageInSeconds: 0);
        Write("ignored.txt", "not a metric at all", ageInSeconds: 10_000);

        TextfileCheckResult result = Check();

        Assert.That(result.Findings, Is.Empty);
        Assert.That(result, Has.Property(nameof(result.Files)).EqualTo(2).And.Property(nameof(result.Samples)).EqualTo(3));
    }

    [Test]
    public void Empty_folder_is_no_success() => Assert.That(Messages(Check()), Is.EqualTo(new[] { ":0 there is no .prom file here; is it the directory that the writers use?" }));

    [Test]
    public void Folder_that_is_not_there_cannot_be_checked() => Assert.That(() => new TextfileCheck((_, _) => Limit, Now).Run(_scratch["gone"]), Throws.InstanceOf<DirectoryNotFoundException>());

    [Test]
    public void Stale_files_and_files_from_the_future_are_told()
    {
        Write("old.prom", "a 1\n", ageInSeconds: 121);
        Write("new.prom", "b 1\n", ageInSeconds: -600);

        Assert.That(Messages(Check()), Is.EqualTo(new[]
        {
            "new.prom:0 the file was written 10m in the future; set the clock",
            "old.prom:0 the file is 2m1s old, but is to be written every 1m with 1m grace; is its writer at work?",
        }));
    }

    [Test]
    public void Files_that_hold_nothing_are_told()
    {
        Write("comment.prom", "# nothing here\n", ageInSeconds: 0);
        Write("empty.prom", "", ageInSeconds: 0);

        Assert.That(Messages(Check()), Is.EqualTo(new[] { "comment.prom:0 the file holds no sample", "empty.prom:0 the file is empty" }));
    }

    [Test]
    public void Files_that_contradict_each_other_are_told()
    {
        Write("a.prom", "# HELP m One.\n# TYPE m gauge\nm{x=\"1\"} 1\nn 1\nsame 1\n", ageInSeconds: 0);
        Write("b.prom", "# HELP m One.\n# TYPE m counter\nm{x=\"2\"} 2\n# HELP n One.\nn{x=\"2\"} 1\nsame{x=\"2\"} 1\n", ageInSeconds: 0);
        Write("c.prom", "# TYPE m gauge\nm{x=\"1\"} 2\n", ageInSeconds: 0);

        Assert.That(Messages(Check()), Is.EqualTo(new[]
        {
            "b.prom:2 'm' is counter here and gauge in a.prom; the node exporter leaves out what differs from the first, give both one TYPE",
            "b.prom:4 'n' has a HELP here, but none in a.prom; the node exporter leaves out what differs from the first, give both one HELP",
            "c.prom:2 'm{x=\"1\"}' is in a.prom:3 too; the node exporter leaves this one out",
            "c.prom:2 'm' has no HELP here, but one in a.prom; the node exporter leaves out what differs from the first, give both one HELP",
        }));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void File_that_only_its_owner_reads_is_told()
    {
        Write("a.prom", "a 1\n", ageInSeconds: 0);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_scratch["a.prom"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Assert.That(Messages(Check()), Is.EqualTo(new[] { "a.prom:0 only its owner may read the file, and the node exporter runs as another user; chmod 0644" }));
    }

    [Test]
    public void Command_says_how_much_it_looked_at_and_fails_where_it_was_nothing()
    {
        ToolRun empty = ToolRun.InProcess(_scratch.Folder, ["textfile", "check", "."]);
        Assert.That(empty.ExitCode, Is.EqualTo(1));
        Assert.That(empty.Output, Does.EndWith("0 files with 0 samples, 1 findings\n"));
        Assert.That(ToolRun.InProcess(_scratch.Folder, ["textfile", "check", "gone"]).ExitCode, Is.EqualTo(ExitCodes.Failure));

        _scratch.With("backup.prom", "a 1\n").With("beat.prom", "b 1\n");
        File.SetLastWriteTimeUtc(_scratch["backup.prom"], DateTime.UtcNow.AddHours(-5));
        Assert.That(ToolRun.InProcess(_scratch.Folder, ["textfile", "check", "."]).ExitCode, Is.EqualTo(1));
        Assert.That(ToolRun.InProcess(_scratch.Folder, ["textfile", "check", ".", "--cadence-of", "back*.prom=4h+2h"]), Is.EqualTo(new ToolRun(0, "2 files with 2 samples, 0 findings\n", "")));
        Assert.That(ToolRun.InProcess(_scratch.Folder, ["textfile", "check", ".", "--format", "json", "--cadence-of", "back*.prom=4h"]).Output, Does.Contain("\"file\": \"backup.prom\""));
        Assert.That(ToolRun.InProcess(_scratch.Folder, ["textfile", "check", ".", "--cadence-of", "backup.prom"]).ExitCode, Is.EqualTo(ExitCodes.Usage));
    }

    [Test]
    public void Declared_cadence_of_what_a_file_holds_says_how_old_it_may_be()
    {
        _scratch.With("promrulelint.yml", """
            facts:
              cadences: {ledger_.*: {cadence: 1d, grace: 2h} }
              metrics: {dock_sync_seconds: {cadence: 5m}}
            """).With("ledger.prom", "ledger_export_seconds 1\n").With("both.prom", "ledger_rows 1\ndock_sync_seconds 1\n");
        foreach (string file in (string[])["ledger.prom", "both.prom"])
        {
            File.SetLastWriteTimeUtc(_scratch[file], DateTime.UtcNow.AddHours(-25));
        }

        Assert.Multiple(() =>
        {
            Assert.That(ToolRun.InProcess(_scratch.Folder, ["textfile", "check", "."]).Output, Does.Contain("both.prom: the file is 1d1h old").And.Contain("every 5m").And.EndWith("2 files with 3 samples, 1 findings\n"));
            Assert.That(ToolRun.InProcess(_scratch.Folder, ["textfile", "check", ".", "--cadence-of", "both.prom=2d"]).ExitCode, Is.Zero, "what the command line says counts over it");
            Assert.That(ToolRun.InProcess(_scratch.Folder, ["textfile", "check", ".", "--no-config"]).Output, Does.EndWith("2 findings\n"));
        });
        _scratch.With("promrulelint.yml", "facts: {cadences: {a: soon}}\n");
        Assert.That(ToolRun.InProcess(_scratch.Folder, ["textfile", "check", "."]), Has.Property("ExitCode").EqualTo(ExitCodes.Usage).And.Property("Error").Contains("'soon' is not a duration"));
    }

    private static TextfileAge Limit => new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    private TextfileCheckResult Check() => new TextfileCheck((_, _) => Limit, Now).Run(_scratch.Folder);

    private static IEnumerable<string> Messages(TextfileCheckResult result) => result.Findings.Select(static finding => $"{finding.File}:{finding.Line} {finding.Message}");

    private void Write(string name, string text, int ageInSeconds)
    {
        _scratch.With(name, text);
        File.SetLastWriteTimeUtc(_scratch[name], Now.UtcDateTime.AddSeconds(-ageInSeconds));
    }
}
