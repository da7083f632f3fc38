using PromRuleLint.Tool.Tests.Operations.Servers;

namespace PromRuleLint.Tool.Tests.Operations.Snapshots;

[Parallelizable(ParallelScope.Self)]
public sealed class SnapshotCommandTests
{
    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch();

    [TearDown]
    public void DropFolder() => _scratch.Dispose();

    [Test]
    public void Snapshot_of_a_real_server_allows_findings_without_it_and_its_past_is_tested()
    {
        _scratch.With("textfile/queue.prom", "# TYPE queue_depth gauge\nqueue_depth{queue=\"a\"} 5\nqueue_depth{queue=\"b\"} 0\n");
        using var node = new MonitoredNode(_scratch, global: "external_labels: {cluster: eu1}");
        node.WaitFor("queue_depth");

        ToolRun snapshot = Run("snapshot", "--url", node.Url, "--output", "metrics.yml");

        Assert.That(snapshot, Has.Property("ExitCode").EqualTo(0).And.Property("Error").Empty);
        Assert.That(File.ReadAllText(_scratch["metrics.yml"]), Does.Contain("  queue_depth: {type: gauge, series: 2, labels: [queue], cardinality: {instance: 1, job: 1, queue: 2}}\n").And.Contain("  jobs: {node: {scrape_interval: 1s}}\n").And.Contain("scrape_interval: \"1s\"\n").And.Contain("external_labels: {cluster: eu1}\n").And.Contain("version: \""));
        Assert.That(_scratch["metrics.yml.partial"], Does.Not.Exist);

        // What only the snapshot allows: the type and the labels.
        _scratch.With("promrulelint.yml", "facts: {metric_catalog: metrics.yml}\n").With("rules.yml", """
            groups:
              - name: queues
                rules:
                  - record: queue:depth:rate5m
                    expr: rate(queue_depth[5m])
                  - record: shard:depth:sum
                    expr: sum by (shard) (queue_depth)
                  - alert: QueueDeep
                    expr: queue_depth > 3
                  - alert: QueueGone
                    expr: queue_gone > 3
                  - record: queue:depth:max
                    expr: max by (queue) (queue_depth{job="nodes"})
            """);
        string[] onlyWithIt = ["rate-of-gauge", "impossible-label", "unknown-metric", "unknown-job"];
        string[] Found(params string[] more) => [.. onlyWithIt.Where(Run(["lint", "rules.yml", .. more]).Output.Contains)];
        _scratch.With("promrulelint.yml", "severity: {unknown-metric: warning}\n");
        Assert.That(Found(), Is.Empty);
        _scratch.With("promrulelint.yml", "severity: {unknown-metric: warning}\nfacts: {metric_catalog: metrics.yml}\n");
        Assert.That(Found(), Is.EqualTo(onlyWithIt));

        // And what the rules cost: two series, five minutes of them at one sample a second.
        ToolRun cost = Run("lint", "rules.yml", "--cost", "--cost-limit", "602", "--fail-on", "error");
        Assert.That(cost.Output, Does.Match("(?m)^602 +2 +queue:depth:rate5m").And.Match(@"(?m)QueueGone .*not known: queue_gone; 602 are allowed"));

        ToolRun backtest = Run("backtest", "rules.yml", "--url", node.Url, "--range", "1m", "--evaluation-interval", "1s");
        Assert.That(backtest.ExitCode, Is.Zero, backtest.Error);
        Assert.That(backtest.Output, Does.Match("(?m)^QueueDeep +[·█]+█  1 times, ").And.Match(@"(?m)^QueueGone +·+  0 times, 0s  \(the server has no queue_gone in this time\)$"));
    }

    [Test]
    public void Snapshot_that_was_broken_off_is_gone_on_from_what_it_knows()
    {
        bool isBroken = true;
        using var server = new StubServer(request => request.Path.Split('?')[0] switch
        {
            "/api/v1/metadata" => StubAnswer.Success("{}"),
            "/api/v1/label/__name__/values" => StubAnswer.Success("""["a","b","c"]"""),
            "/api/v1/query" when isBroken && request.Form("query")!.Contains("\"b\"", StringComparison.Ordinal) => null,
            "/api/v1/query" => StubAnswer.Vector("""{"metric":{},"value":[1,"7"]}"""),
            "/api/v1/labels" => StubAnswer.Success("""["__name__","job","x"]"""),
            _ => new StubAnswer(404, ""),
        });
        ToolRun broken = Run("snapshot", "--url", server.Url, "--output", "metrics.yml");
        Assert.That(broken.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(_scratch["metrics.yml"], Does.Not.Exist);

        isBroken = false;
        int before = server.Requests.Count;
        Assert.That(Run("snapshot", "--url", server.Url, "--output", "metrics.yml"), Has.Property("ExitCode").EqualTo(0).And.Property("Output").EqualTo("3 metrics with 21 series\n"));
        Assert.That(server.Requests.Skip(before).Where(static request => request.Path == "/api/v1/query").Select(static request => request.Form("query")).Where(static query => query!.StartsWith("count(", StringComparison.Ordinal)), Is.EqualTo(new[] { "count({__name__=\"b\"})", "count({__name__=\"c\"})" }));
        Assert.That(Run("snapshot", "--url", server.Url, "--output", "metrics.yml", "--max-metrics", "2").ExitCode, Is.EqualTo(ExitCodes.Failure));
    }

    // What each answers where Prometheus answers, and where it has nothing.
    [TestCase("Thanos", "", """{"version":"0.36.1"}""", "", 404)]
    [TestCase("Mimir", "/prometheus", """{"application":"Grafana Mimir","version":"2.14.0"}""", """{"queue_depth":[{"type":"gauge","help":"","unit":""}]}""", 404)]
    [TestCase("VictoriaMetrics", "/select/0/prometheus", """{"version":"2.24.0"}""", "{}", 400)]
    public void Servers_that_speak_part_of_the_API_give_what_they_have(string name, string prefix, string build, string metadata, int missing)
    {
        using var server = new StubServer(request => request.Path.Split('?')[0] is var path && !path.StartsWith(prefix, StringComparison.Ordinal) ? new StubAnswer(404, "") : path[prefix.Length..] switch
        {
            "/api/v1/status/buildinfo" => StubAnswer.Success(build),
            "/api/v1/metadata" when metadata.Length > 0 => StubAnswer.Success(metadata),
            "/api/v1/label/__name__/values" => StubAnswer.Success("""["queue_depth"]"""),
            "/api/v1/label/job/values" => StubAnswer.Success("""["queue"]"""),
            "/api/v1/labels" => StubAnswer.Success("""["__name__","job","queue"]"""),
            "/api/v1/query" when request.Form("query")!.StartsWith("label_replace", StringComparison.Ordinal) => StubAnswer.Vector("""{"metric":{"label":"queue"},"value":[1,"3"]}""", """{"metric":{"label":"job"},"value":[1,"1"]}"""),
            "/api/v1/query" => StubAnswer.Vector("""{"metric":{},"value":[1,"7"]}"""),
            _ => new StubAnswer(missing, "unsupported path requested"),
        });

        ToolRun run = Run("snapshot", "--url", server.Url + prefix, "--output", "metrics.yml");

        Assert.Multiple(() =>
        {
            Assert.That(run, Has.Property("ExitCode").EqualTo(0).And.Property("Output").EqualTo("1 metrics with 7 series\n"), name);
            Assert.That(run.Error, Does.Contain("note: not known: /api/v1/status/config: ").And.Contain("unsupported path requested"));
            Assert.That(File.ReadAllText(_scratch["metrics.yml"]), Does.Contain("jobs: {queue: {}}").And.Match("queue_depth: {(type: gauge, )?series: 7, labels: \\[queue\\], cardinality: {job: 1, queue: 3}}"));
        });

        // What it gave is a catalog without fault, and knows its jobs.
        _scratch.With("promrulelint.yml", "facts: {metric_catalog: metrics.yml}\n").With("rules.yml", "groups: [{name: g, rules: [{record: 'queue:depth:max', expr: 'max by (queue) (queue_depth{job=\"queues\"})'}]}]\n");
        Assert.That(Run("lint", "rules.yml").Output, Does.Contain("unknown-job").And.Contain("did you mean 'queue'?").And.Not.Contain("PRL0003"));
    }

    private ToolRun Run(params string[] args) => ToolRun.InProcess(_scratch.Folder, args);
}
