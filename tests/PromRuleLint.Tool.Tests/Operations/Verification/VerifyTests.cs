using PromRuleLint.Tool.Tests.Operations.Servers;

namespace PromRuleLint.Tool.Tests.Operations.Verification;

[Parallelizable(ParallelScope.Self)]
public sealed class VerifyTests
{
    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder()
    {
        _scratch = new Scratch();
        Directory.CreateDirectory(_scratch["textfile"]);
    }

    [TearDown]
    public void DropFolder() => _scratch.Dispose();

    [Test]
    public void What_lint_cannot_see_is_found_on_a_real_server()
    {
        _scratch.With("textfile/scraped.prom", "# TYPE queue_depth gauge\nqueue_depth 7\n# TYPE source_up gauge\nsource_up 1\n");
        _scratch.With("rules/all.yml", """
            groups:
              - name: all
                interval: 1s
                rules:
                  - record: queue_depth
                    expr: count(up)
                  - record: fleet_size
                    expr: count(up)
                  - record: gone_job
                    expr: sum(up{job="nodes"})
                  - record: memory
                    expr: source_up or memory
                  - record: alive
                    expr: source_up or alive
              - name: again
                interval: 1s
                rules:
                  - record: fleet_size
                    expr: sum(up)

            """);
        using var node = new MonitoredNode(_scratch, "[rules/*.yml]");
        node.WaitFor("memory");

        // The source goes; what records itself stays.
        _scratch.With("textfile/scraped.prom", "# TYPE queue_depth gauge\nqueue_depth 7\n");
        node.WaitForEndOf("source_up");
        ToolRun run = ToolRun.InProcess(_scratch.Folder, ["verify", "rules", "--url", node.Url]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCodes.Findings), run.Output + run.Error);
        Assert.That(run.Output, Does.Contain("'queue_depth' is recorded, and scraped from "));
        Assert.That(run.Output, Does.Contain("fleet_size is recorded by two rules, in group 'all' as 'count(up)' and in group 'again' as 'sum(up)'").Or.Contain("fleet_size is recorded by two rules, in group 'again' as 'sum(up)' and in group 'all' as 'count(up)'"));
        Assert.That(run.Output, Does.Contain("record 'gone_job' in group 'all' selects the job 'nodes'"));
        Assert.That(run.Output, Does.Contain("record 'memory' in group 'all' lives on by recording itself"));
        Assert.That(run.Output, Does.EndWith("2 groups with 6 rules on the server, 5 findings\n"));
    }

    [Test]
    public void Server_that_does_not_answer_is_no_success()
    {
        _scratch.With("rules.yml", Scratch.GoodRules);
        using var server = new StubServer(static _ => null);
        Assert.That(ToolRun.InProcess(_scratch.Folder, ["verify", "rules.yml", "--url", server.Url]).ExitCode, Is.EqualTo(ExitCodes.Failure));
    }
}
