using PromRuleLint.Tool.Tests.Operations.Servers;

namespace PromRuleLint.Tool.Tests.Operations.Heartbeats;

[Parallelizable(ParallelScope.Self)]
public sealed class HeartbeatVerifyTests
{
    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolders()
    {
        _scratch = new Scratch();
        Directory.CreateDirectory(_scratch["textfile"]);
        Directory.CreateDirectory(_scratch["elsewhere"]);
    }

    [TearDown]
    public void DropFolder() => _scratch.Dispose();

    [Test]
    public void Heartbeat_is_found_on_a_real_server_and_one_in_another_folder_is_not()
    {
        using var node = new MonitoredNode(_scratch);
        Assert.That(Run("heartbeat", "--textfile-dir", "textfile").ExitCode, Is.Zero);

        ToolRun seen = Run("heartbeat", "verify", "--textfile-dir", "textfile", "--url", node.Url, "--within", "2m");
        Assert.That(seen, Has.Property("ExitCode").EqualTo(0).And.Property("Error").Empty);
        Assert.That(seen.Output, Does.Contain("duri_textfile_heartbeat_seq{").And.Contain("job=\"node\""));

        // What came another way says nothing of the file.
        Assert.That(Run("heartbeat", "verify", "--textfile-dir", "textfile", "--url", node.Url, "--within", "0s", "--exporter-job", "other").ExitCode, Is.EqualTo(ExitCodes.Findings));

        // The writer has moved to a folder that the exporter does not read; its sequence began anew and is lower than the old one's.
        Run("heartbeat", "--textfile-dir", "textfile");
        Run("heartbeat", "--textfile-dir", "elsewhere");
        _scratch.With("elsewhere/duri_textfile_heartbeat.prom", "duri_textfile_heartbeat_seq{metric_realm=\"prod\"} 1\nduri_textfile_heartbeat_ts{metric_realm=\"prod\"} 1000\n");
        ToolRun unseen = Run("heartbeat", "verify", "--textfile-dir", "elsewhere", "--url", node.Url, "--within", "0s");
        Assert.That(unseen.ExitCode, Is.EqualTo(ExitCodes.Findings));
        Assert.That(unseen.Error, Does.Contain("the node exporter reads another directory"));
        Assert.That(Run("heartbeat", "verify", "--textfile-dir", "textfile", "--realm", "staging", "--url", node.Url, "--within", "0s").ExitCode, Is.EqualTo(ExitCodes.Failure), "there is no such heartbeat in the file");
    }

    [Test]
    public void Pushed_heartbeat_is_there_in_a_real_gateway()
    {
        using Sandbox gateway = Sandbox.Pushgateway();
        Assert.That(Run("heartbeat", "--textfile-dir", "textfile", "--push", gateway.Url, "--push-label", "instance=a/b").ExitCode, Is.Zero);
        Assert.That(gateway.Get("/metrics"), Does.Contain("duri_textfile_heartbeat_seq{instance=\"a/b\",job=\"duri_heartbeat\",metric_realm=\"prod\"} 1\n"));
    }

    [Test]
    public void Real_node_exporter_takes_what_textfile_check_passes_and_refuses_what_it_does_not()
    {
        using Sandbox exporter = Sandbox.NodeExporter(_scratch["textfile"]);
        _scratch.With("textfile/good.prom", "# TYPE fine gauge\nfine{a=\"\\\"\"} +Inf\n");
        Assert.That(Run("textfile", "check", "textfile").ExitCode, Is.Zero);
        Assert.That(exporter.Get("/metrics"), Does.Contain("fine{a=\"\\\"\"} +Inf\n").And.Contain("node_textfile_scrape_error 0\n"));

        foreach (string text in (string[])["bad 1 1700000000000\n", "bad one\n", "bad{a=b} 1\n", "bad 1", "# TYPE bad guage\nbad 1\n", "bad 1\n# TYPE bad gauge\n", "bad{a=\"1\",a=\"2\"} 1\n"])
        {
            _scratch.With("textfile/bad.prom", text);
            Assert.That(exporter.Get("/metrics"), Does.Contain("node_textfile_scrape_error 1\n"), text);
            Assert.That(Run("textfile", "check", "textfile").ExitCode, Is.EqualTo(ExitCodes.Findings), text);
        }

        // What another file says otherwise is left out without a sign in the metrics of the exporter.
        _scratch.With("textfile/good.prom", "# HELP fine One.\n# TYPE fine gauge\nfine 1\n");
        foreach (string text in (string[])["# HELP fine One.\n# TYPE fine gauge\nfine 2\n", "# HELP fine Two.\n# TYPE fine gauge\nfine{a=\"2\"} 2\n", "# TYPE fine gauge\nfine{a=\"2\"} 2\n", "# HELP fine One.\nfine{a=\"2\"} 2\n"])
        {
            _scratch.With("textfile/other.prom", text);
            Assert.That(exporter.Get("/metrics"), Does.Not.Match("(?m)^fine.* 2$"), text);
            Assert.That(Run("textfile", "check", "textfile").ExitCode, Is.EqualTo(ExitCodes.Findings), text);
        }

        File.Delete(_scratch["textfile/bad.prom"]);
        _scratch.With("textfile/other.prom", "# HELP fine One.\n# TYPE fine gauge\nfine{a=\"2\"} 2\n");
        Assert.That(Run("textfile", "check", "textfile").ExitCode, Is.Zero);
        Assert.That(exporter.Get("/metrics"), Does.Match("(?m)^fine.* 2$").And.Contain("node_textfile_scrape_error 0\n"));
    }

    [TestCase("", TestName = "Server_that_breaks_the_connection_is_no_success")]
    [TestCase("<html>login</html>", TestName = "Server_that_is_no_Prometheus_is_no_success")]
    [TestCase("""{"status":"error","errorType":"execution","error":"too busy"}""", TestName = "Server_that_answers_with_an_error_is_no_success")]
    [TestCase("""{"status":"success","data":{"resultType":"vector","result":[{"metric":{}}]}}""", TestName = "Answer_of_another_form_is_no_success")]
    public void Bad_answers(string body)
    {
        Run("heartbeat", "--textfile-dir", "textfile");
        using var server = new StubServer(_ => body.Length == 0 ? null : new StubAnswer(200, body));
        ToolRun run = Run("heartbeat", "verify", "--textfile-dir", "textfile", "--url", server.Url, "--within", "0s");
        Assert.That(run.ExitCode, Is.Not.Zero);
        Assert.That(run.Error, Is.Not.Empty.And.Not.Contain("internal error"));
    }

    [Test]
    public void Empty_result_is_no_success()
    {
        Run("heartbeat", "--textfile-dir", "textfile");
        using var server = new StubServer(static _ => StubAnswer.Vector());
        Assert.That(Run("heartbeat", "verify", "--textfile-dir", "textfile", "--url", server.Url, "--within", "0s"), Has.Property("ExitCode").EqualTo(ExitCodes.Findings).And.Property("Error").Contains("--collector.textfile.directory"));
    }

    private ToolRun Run(params string[] args) => ToolRun.InProcess(_scratch.Folder, args);
}
