using PromRuleLint.Tool.Tests.Operations.Servers;

namespace PromRuleLint.Tool.Tests.Operations.Backtests;

/// <summary>Which alerts are evaluated over a server's past, and what is said of them.</summary>
public sealed class BacktestCommandTests
{
    private const string Rules = """
        groups:
          - name: a
            interval: 10s
            rules:
              - record: queue:depth:sum
                expr: sum(queue_depth)
              - alert: QueueDeep
                expr: queue:depth:sum > 3
              - alert: QueueGone
                expr: absent(queue_depth)

        """;

    private Scratch _scratch = null!;

    [SetUp]
    public void MakeRepository()
    {
        _scratch = new Scratch().With("rules.yml", Rules);
        GitCommands.Run(_scratch.Folder, "init", "-q");
        GitCommands.Commit(_scratch.Folder);
    }

    [TearDown]
    public void DropFolder() => _scratch.Dispose();

    [Test]
    public void Each_alert_has_a_timeline_below_the_times_it_spans()
    {
        using StubServer server = Server();
        ToolRun run = Run(server);

        string[] lines = run.Output.Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            Assert.That(lines[0], Does.Match("^ +2026-03-01 11:50 +2026-03-01 12:00  UTC; "));
            Assert.That(lines[1], Does.Match("^QueueDeep  ·+█·+  1 times, 10s$"));
            Assert.That(lines[2], Does.Match("^QueueGone  ·+█·+  1 times, 10s$"));
        });
    }

    [Test]
    public void Without_a_change_nothing_is_asked()
    {
        using StubServer server = Server();
        ToolRun run = Run(server, "--since", "HEAD");

        Assert.That(run, Has.Property("ExitCode").EqualTo(0).And.Property("Output").Empty.And.Property("Error").Contains("no alert has changed"));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public void Only_alerts_that_changed_are_evaluated()
    {
        _scratch.With("rules.yml", Rules.Replace("absent(queue_depth)", "absent(queue_depth{queue=\"a\"})", StringComparison.Ordinal));
        using StubServer server = Server();

        Assert.That(Run(server, "--since", "HEAD").Output, Does.Contain("QueueGone").And.Not.Contain("QueueDeep"));
    }

    [Test]
    public void Alert_that_reads_what_a_changed_rule_records_is_told_apart_from_the_past()
    {
        _scratch.With("rules.yml", Rules.Replace("sum(queue_depth)", "max(queue_depth)", StringComparison.Ordinal));
        using StubServer server = Server();
        ToolRun run = Run(server, "--since", "HEAD");

        Assert.That(run.Output, Does.Match(@"QueueDeep .*\(the server's past of queue:depth:sum was recorded by the rule before the change\)").And.Not.Contain("QueueGone"));
    }

    [TestCase("nowhere")]
    [TestCase("-x")]
    public void Revision_that_is_none_is_wrong_usage(string revision)
    {
        using StubServer server = Server();
        Assert.That(Run(server, $"--since={revision}").ExitCode, Is.EqualTo(ExitCodes.Usage));
    }

    [Test]
    public void Alert_of_which_the_server_says_nothing_is_no_success()
    {
        using var server = new StubServer(static request => request.Form("query") == "time()" ? Time : new StubAnswer(422, """{"status":"error","errorType":"execution","error":"too many samples"}"""));
        ToolRun run = Run(server);

        Assert.That(run, Has.Property("ExitCode").EqualTo(ExitCodes.Failure).And.Property("Output").Contains("not known: ").And.Property("Output").Contains("too many samples"));
    }

    private static StubAnswer Time => StubAnswer.Success("""{"resultType":"scalar","result":[1772366400,"1772366400"]}""");

    private static StubServer Server() => new(static request => request.Form("query") == "time()" ? Time
        : StubAnswer.Success("""{"resultType":"matrix","result":[{"metric":{},"values":[[1772366100,"5"]]}]}"""));

    private ToolRun Run(StubServer server, params string[] args) => ToolRun.InProcess(_scratch.Folder, ["backtest", "rules.yml", "--url", server.Url, "--range", "10m", .. args]);
}
