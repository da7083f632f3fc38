using PromRuleLint.Tool.Commands;
using PromRuleLint.Tool.Tests.Operations.Servers;

namespace PromRuleLint.Tool.Tests.Operations.Heartbeats;

[Parallelizable(ParallelScope.Self)]
public sealed class HeartbeatCommandTests
{
    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch();

    [TearDown]
    public void DropFolder() => _scratch.Dispose();

    [Test]
    public void Folder_realm_and_gateway_come_from_the_environment()
    {
        using var gateway = new StubServer(static _ => new StubAnswer(200, ""));
        ToolRun run = ToolRun.AsProcess(_scratch.Folder, ["heartbeat"], null, ("TEXTFILE_DIR", _scratch.Folder), ("REALM", "staging"), ("PUSHGATEWAY_URL", gateway.Url));

        Assert.That(run, Has.Property("ExitCode").EqualTo(0).And.Property("Error").Empty);
        Assert.That(run.Output, Does.StartWith("duri_textfile_heartbeat_seq{metric_realm=\"staging\"} 1 at ").And.EndWith("duri_textfile_heartbeat.prom, pushed\n"));
        Assert.That(gateway.Requests, Has.Count.EqualTo(1));
        Assert.That(gateway.Requests[0], Has.Property("Method").EqualTo("POST").And.Property("Path").EqualTo("/metrics/job/duri_heartbeat/metric_realm/staging"));
        Assert.That(gateway.Requests[0].Body, Is.EqualTo(File.ReadAllText(_scratch["duri_textfile_heartbeat.prom"])));
    }

    [Test]
    public void Failed_push_is_told_and_has_an_exit_code_but_the_file_is_written()
    {
        using var gateway = new StubServer(static _ => new StubAnswer(400, "pushed metrics are invalid\e[31m"));
        ToolRun run = Run("heartbeat", "--push", gateway.Url);

        Assert.That(run.ExitCode, Is.EqualTo(HeartbeatCommand.NotPushed));
        Assert.That(run.Error, Does.Contain("not pushed").And.Contain("400").And.Contain("pushed metrics are invalid").And.Not.Contain("\e"));
        Assert.That(_scratch["duri_textfile_heartbeat.prom"], Does.Exist);
    }

    [Test]
    public void Gateway_that_is_not_there_is_no_success()
    {
        string url;
        using (var gone = new StubServer(static _ => null))
        {
            url = gone.Url;
        }

        Assert.That(Run("heartbeat", "--push", url), Has.Property("ExitCode").EqualTo(HeartbeatCommand.NotPushed).And.Property("Error").Contains("cannot be reached"));
    }

    [Test]
    public void Gateway_that_sends_elsewhere_gets_no_credentials_sent_there()
    {
        _scratch.With("token", "s3cret\n");
        using var gateway = new StubServer(static _ => new StubAnswer(307, ""));
        ToolRun run = Run("heartbeat", "--push", gateway.Url, "--bearer-token-file", "token");

        Assert.That(run.ExitCode, Is.EqualTo(HeartbeatCommand.NotPushed));
        Assert.That(run.Error, Does.Contain("http://elsewhere.example/").And.Not.Contain("s3cret"));
        Assert.That(gateway.Requests.Single().Headers["Authorization"], Is.EqualTo("Bearer s3cret"));
    }

    [Test]
    public void Secrets_are_never_printed()
    {
        using var gateway = new StubServer(static _ => new StubAnswer(401, "no"));
        ToolRun run = Run("heartbeat", "--push", gateway.Url.Replace("http://", "http://me:s3cret@", StringComparison.Ordinal));

        Assert.That(run.Output + run.Error, Does.Contain("give user and password or a token").And.Not.Contain("s3cret"));
        Assert.That(gateway.Requests.Single().Headers["Authorization"], Is.EqualTo("Basic " + Convert.ToBase64String("me:s3cret"u8)));
        Assert.That(Run("heartbeat", "--push", "ftp://me:s3cret@host"), Has.Property("ExitCode").EqualTo(ExitCodes.Usage).And.Property("Error").Not.Contains("s3cret"));
    }

    [Test]
    public void Labels_that_are_empty_or_hold_a_slash_go_encoded()
    {
        using var gateway = new StubServer(static _ => new StubAnswer(200, ""));
        Assert.That(Run("heartbeat", "--push", gateway.Url, "--realm", "", "--push-job", "a/b", "--push-label", "instance=", "--push-label", "zone=x y").ExitCode, Is.Zero);
        Assert.That(gateway.Requests.Single().Path, Is.EqualTo("/metrics/job@base64/YS9i/instance@base64/=/zone/x%20y"));
    }

    [Test]
    public void Second_writer_ends_with_the_code_that_is_asked_for_and_writes_nothing()
    {
        using var holder = PromRuleLint.Operations.Textfiles.FileLock.Take(_scratch[".duri_textfile_heartbeat.lock"], TimeSpan.Zero, default);

        Assert.That(Run("heartbeat"), Is.EqualTo(new ToolRun(0, "", "promrulelint: another heartbeat writer is at work; nothing is written\n")));
        Assert.That(Run("heartbeat", "--when-locked", "75", "--wait", "100ms").ExitCode, Is.EqualTo(75));
        Assert.That(_scratch["duri_textfile_heartbeat.prom"], Does.Not.Exist);
    }

    [Test]
    public void Folder_that_is_not_there_or_not_named_is_no_success()
    {
        Assert.That(Run("heartbeat", "--textfile-dir", "gone"), Has.Property("ExitCode").EqualTo(ExitCodes.Failure).And.Property("Error").Contains("--collector.textfile.directory"));
        Assert.That(ToolRun.AsProcess(_scratch.Folder, ["heartbeat"], null, ("TEXTFILE_DIR", null)).ExitCode, Is.EqualTo(ExitCodes.Usage));
    }

    [Test]
    [Platform("Linux")]
    public void Locks_that_are_switched_off_are_no_locks()
    {
        ToolRun run = ToolRun.AsProcess(_scratch.Folder, ["heartbeat", "--textfile-dir", "."], null, ("DOTNET_SYSTEM_IO_DISABLEFILELOCKING", "1"));
        Assert.That(run, Has.Property("ExitCode").EqualTo(ExitCodes.Failure).And.Property("Error").Contains("cannot be locked"));
    }

    [Test]
    [Platform("Linux")]
    public void File_that_cannot_grow_leaves_the_old_one()
    {
        Assert.That(Run("heartbeat").ExitCode, Is.Zero);
        string before = File.ReadAllText(_scratch["duri_textfile_heartbeat.prom"]);

        // As on a disk that is full: not one more byte can be written to a file.
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", $"trap '' XFSZ; ulimit -f 0; DOTNET_EnableWriteXorExecute=0 dotnet '{ToolRun.ToolPath}' heartbeat --textfile-dir . </dev/null 2>&1 | cat"])
        {
            WorkingDirectory = _scratch.Folder,
            RedirectStandardOutput = true,
        })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.That(output, Does.Contain("no heartbeat was written"));
        Assert.That(File.ReadAllText(_scratch["duri_textfile_heartbeat.prom"]), Is.EqualTo(before));
        Assert.That(Run("heartbeat").Output, Does.Contain(" 2 at "));
    }

    [Test]
    public void Schedule_is_printed_and_nothing_written()
    {
        Assert.That(Run("heartbeat", "--print-schedule", "cron"), Is.EqualTo(new ToolRun(0, "* * * * * promrulelint heartbeat --once\n", "")));
        Assert.That(Run("heartbeat", "--print-schedule", "cron", "--freshness", "1m").ExitCode, Is.EqualTo(ExitCodes.Usage));
        Assert.That(Directory.GetFileSystemEntries(_scratch.Folder), Is.Empty);
    }

    [Test]
    public void Cadence_that_the_last_heartbeat_shows_is_warned_of()
    {
        _scratch.With("duri_textfile_heartbeat.prom", "duri_textfile_heartbeat_seq{metric_realm=\"prod\"} 1\nduri_textfile_heartbeat_ts{metric_realm=\"prod\"} 1000\n");
        ToolRun run = Run("heartbeat");
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Error, Does.StartWith("promrulelint: warning: the last heartbeat was ").And.Contain("* * * * * promrulelint heartbeat --once"));
    }

    private ToolRun Run(params string[] args) => ToolRun.InProcess(_scratch.Folder, args.Contains("--textfile-dir") || args.Contains("--print-schedule") ? args : [.. args, "--textfile-dir", "."]);
}
