using PromRuleLint.Operations.Backtests;
using PromRuleLint.Operations.Http;
using PromRuleLint.Tool.Tests.Operations.Servers;

namespace PromRuleLint.Tool.Tests.Operations;

[Parallelizable(ParallelScope.Self)]
public sealed class SnapshotTests
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
    public void Snapshot_of_a_real_server_allows_findings_without_it_and_its_past_is_tested()
    {
        _scratch.With("textfile/queue.prom", "# TYPE queue_depth gauge\nqueue_depth{queue=\"a\"} 5\nqueue_depth{queue=\"b\"} 0\n");
        using Sandbox exporter = Sandbox.NodeExporter(_scratch["textfile"]);
        _scratch.With("prometheus.yml", $$"""
            global: {scrape_interval: 1s, evaluation_interval: 1s, external_labels: {cluster: eu1} }
            scrape_configs:
              - job_name: node
                static_configs: [{targets: ["{{exporter.Address}}"]}]
            """);
        using Sandbox prometheus = Sandbox.Prometheus(_scratch["prometheus.yml"]);
        Sandbox.WaitUntil(() => prometheus.Get("/api/v1/query?query=queue_depth")!.Contains("\"value\"", StringComparison.Ordinal), () => prometheus.Log);

        ToolRun snapshot = Run("snapshot", "--url", prometheus.Url, "--output", "metrics.yml");

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

        ToolRun backtest = Run("backtest", "rules.yml", "--url", prometheus.Url, "--range", "1m", "--evaluation-interval", "1s");
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

    [TestCase("__11111__", 0, 0, "··█████··")]
    [TestCase("__11111__", 2, 0, "··▒▒███··")]
    [TestCase("__11111__", 9, 0, "··▒▒▒▒▒··")]
    [TestCase("__1__1___", 0, 2, "··██████·")]
    public void Timeline_follows_for_and_keep_firing_for(string values, int duration, int keep, string line)
    {
        var start = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        ResultPoint[] points = [.. values.Select((c, i) => (c, i)).Where(static each => each.c == '1').Select(each => new ResultPoint(start.AddMinutes(each.i), 1))];
        var timeline = AlertTimeline.Compute(
            [new ResultSeries(System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, [.. points], false)],
            start, values.Length, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(duration), TimeSpan.FromMinutes(keep));

        Assert.That(timeline.Line(values.Length), Is.EqualTo(line));
        Assert.That(timeline.Firings, Has.Length.EqualTo(line.Contains('█', StringComparison.Ordinal) ? 1 : 0));
    }

    private ToolRun Run(params string[] args) => ToolRun.InProcess(_scratch.Folder, args);
}
