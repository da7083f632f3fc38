using PromRuleLint.Operations.Reloading;
using PromRuleLint.Tool.Tests.Operations.Servers;

namespace PromRuleLint.Tool.Tests.Operations.Reloading;

/// <summary>Reloads of a real server.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ReloadTests
{
    private const string Rules = """
        groups:
          - name: doubled
            interval: 1s
            rules:
              - record: job:up:doubled
                expr: sum by (job) (up) * 2

        """;

    private Scratch _scratch = null!;
    private MonitoredNode? _node;

    [SetUp]
    public void MakeFolder()
    {
        _scratch = new Scratch().With("rules/doubled.yml", Rules);
    }

    [TearDown]
    public void EndServers()
    {
        _node?.Dispose();
        _node = null;
        _scratch.Dispose();
    }

    [Test]
    public void Good_reload_says_each_step_and_writes_its_outcome()
    {
        Start();
        _scratch.With("rules/doubled.yml", Rules.Replace("* 2", "* 3", StringComparison.Ordinal));
        ToolRun verify = Run("verify", "rules", "--url", _node!.Url);
        Assert.That(verify.ExitCode, Is.EqualTo(ExitCodes.Findings));
        Assert.That(verify.Output, Does.Contain("record 'job:up:doubled' has the expression 'sum by (job) (up) * 2' on the server and 'sum by (job) (up) * 3' in the file"));

        ToolRun reload = Reload("--textfile", "textfile");

        Assert.That(reload, Has.Property("ExitCode").EqualTo(0).And.Property("Error").Empty, reload.Output);
        Assert.That(reload.Output, Does.Contain("targets of the job 'node' are up").And.Contain("the server's rule_files are the 1 files").And.Contain("healthy in 2 rounds").And.EndWith("reloaded\n"));
        string metrics = File.ReadAllText(_scratch["textfile/promrulelint_reload.prom"]);
        Assert.That(metrics, Does.Contain("promrulelint_reload_success 1\n").And.Contain("promrulelint_reload_exit_code 0\n"));
        Assert.That(Run("textfile", "check", "textfile").ExitCode, Is.Zero);
        Sandbox.WaitUntil(() => Run("verify", "rules", "--url", _node!.Prometheus.Url).ExitCode == 0, () => Run("verify", "rules", "--url", _node!.Prometheus.Url).Output);

        // The last success stays known when the next reload fails.
        _scratch.With("rules/doubled.yml", Scratch.BadRules);
        Assert.That(Reload("--textfile", "textfile").ExitCode, Is.EqualTo((int)ReloadStep.Check));
        string after = File.ReadAllText(_scratch["textfile/promrulelint_reload.prom"]);
        Assert.That(after, Does.Contain("promrulelint_reload_success 0\n").And.Contain("promrulelint_reload_exit_code 10\n"));
        Assert.That(Line(after, "promrulelint_reload_success_timestamp_seconds"), Is.EqualTo(Line(metrics, "promrulelint_reload_success_timestamp_seconds")));

        static string Line(string text, string metric) => text.Split('\n').Single(line => line.StartsWith(metric + " ", StringComparison.Ordinal));
    }

    [Test]
    public void Bad_rules_beside_good_ones_are_not_sent()
    {
        Start();
        string before = _node!.Prometheus.Get("/api/v1/status/runtimeinfo")!;
        _scratch.With("rules/bad.yml", Scratch.BadRules);

        ToolRun reload = Reload();

        Assert.That(reload.ExitCode, Is.EqualTo((int)ReloadStep.Check));
        Assert.That(reload.Error, Does.Contain("the files do not pass").And.Contain("rules/bad.yml:5:15: PRL5001"));
        Assert.That(ConfigTime(_node!.Prometheus.Get("/api/v1/status/runtimeinfo")!), Is.EqualTo(ConfigTime(before)));

        static string ConfigTime(string answer) => System.Text.Json.JsonDocument.Parse(answer).RootElement.GetProperty("data").GetProperty("lastConfigTime").GetString()!;
    }

    [Test]
    public void Server_that_refuses_is_told_with_its_words_and_what_it_still_runs()
    {
        Start();
        _scratch.With("prometheus.yml", "global: {scrape_interval: nonsense}\n");

        ToolRun reload = Reload();

        Assert.That(reload.ExitCode, Is.EqualTo((int)ReloadStep.Accepted), reload.Output);
        Assert.That(reload.Error, Does.Contain("the server refuses").And.Contain("500").And.Contain("nonsense").And.Contain(", 3 times"));
        Assert.That(reload.Error, Does.Contain("loaded now: 1 groups with 1 rules").And.Contain("its last reload failed"));
    }

    [Test]
    public void Lifecycle_api_that_is_off_is_told_apart_and_a_signal_works_instead()
    {
        Start(lifecycle: false);

        ToolRun refused = Reload();
        Assert.That(refused.ExitCode, Is.EqualTo((int)ReloadStep.Lifecycle));
        Assert.That(refused.Error, Does.Contain("--web.enable-lifecycle").And.Not.Contain("times"));

        if (!OperatingSystem.IsWindows())
        {
            ToolRun reload = Reload("--pid", _node!.Prometheus.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Assert.That(reload.ExitCode, Is.Zero, reload.Error);
            Assert.That(reload.Output, Does.Contain("was sent SIGHUP").And.Contain("healthy in 2 rounds"));
        }
    }

    [Test]
    public void Rule_that_fails_on_what_it_recorded_itself_is_found_in_the_second_round()
    {
        // On the first round there is nothing to match; then there are two series for one match.
        _scratch.With("rules/doubled.yml", """
            groups:
              - name: second-round
                interval: 1s
                rules:
                  - record: share
                    expr: sum(up) * on () last_share
                  - record: last_share
                    expr: label_replace(vector(1), "shard", "a", "", "") or label_replace(vector(2), "shard", "b", "", "")

            """);
        Start();

        ToolRun reload = Reload();

        Assert.That(reload.ExitCode, Is.EqualTo((int)ReloadStep.Health), reload.Output + reload.Error);
        Assert.That(reload.Error, Does.Contain("record 'share' in group 'second-round'").And.Contain("many-to-many"));
    }

    [Test]
    public void Exporter_that_is_down_or_unknown_and_a_folder_that_is_gone_stop_it()
    {
        Start();
        _node!.Exporter.Kill();
        Sandbox.WaitUntil(() => _node!.Prometheus.Get("/api/v1/targets")!.Contains("\"health\":\"down\"", StringComparison.Ordinal), () => _node!.Prometheus.Get("/api/v1/targets")!);

        Assert.That(Reload(), Has.Property("ExitCode").EqualTo((int)ReloadStep.Sources).And.Property("Error").Contains("is down: "));
        Assert.That(Reload("--exporter-job", "other"), Has.Property("ExitCode").EqualTo((int)ReloadStep.Sources).And.Property("Error").Contains("its jobs are 'node'"));
        Assert.That(Reload("--textfile-dir", "gone"), Has.Property("ExitCode").EqualTo((int)ReloadStep.Sources).And.Property("Error").Contains("is not there"));
        Assert.That(Reload("--without-exporter", "--dry-run"), Has.Property("ExitCode").EqualTo(0).And.Property("Output").Contains("nothing was sent"));
    }

    [Test]
    public void Files_that_the_server_does_not_load_or_that_were_not_checked_stop_it()
    {
        Start();
        _scratch.With("other.yml", Rules);

        Assert.That(Run("reload", "other.yml", "--url", _node!.Url, "--without-textfile-dir", "--without-tests"), Has.Property("ExitCode").EqualTo((int)ReloadStep.Configuration).And.Property("Error").Contains("does not load 'other.yml'"));
        _scratch.With("rules/new.yml", Rules.Replace("doubled", "new", StringComparison.Ordinal));
        Assert.That(Run("reload", "rules/doubled.yml", "--url", _node!.Prometheus.Url, "--without-textfile-dir", "--without-tests"), Has.Property("ExitCode").EqualTo((int)ReloadStep.Configuration).And.Property("Error").Contains("new.yml', which was not checked"));
    }

    [Test]
    public void Folder_without_rules_rules_without_tests_and_failing_tests_do_not_pass()
    {
        Directory.CreateDirectory(_scratch["empty"]);
        string[] server = ["--url", "http://127.0.0.1:1", "--without-textfile-dir"];
        Assert.That(Run(["reload", "empty", .. server]).ExitCode, Is.EqualTo((int)ReloadStep.Check));
        Assert.That(Run(["reload", "rules", .. server]), Has.Property("ExitCode").EqualTo((int)ReloadStep.Check).And.Property("Error").Contains("--without-tests"));
        Assert.That(Run(["reload", "rules", "--without-tests", .. server]).ExitCode, Is.EqualTo((int)ReloadStep.Ready));
        _scratch.With("rules/doubled_test.yml", """
            rule_files: [doubled.yml]
            tests:
              - input_series: [{series: 'up{job="a"}', values: 1x5}]
                promql_expr_test: [{expr: job:up:doubled, eval_time: 1m, exp_samples: [{labels: 'job:up:doubled{job="a"}', value: 3}]}]
            """);
        ToolRun failing = Run(["reload", "rules", .. server]);
        Assert.That(failing.ExitCode, Is.EqualTo((int)ReloadStep.Check), failing.Error);
    }

    /// <summary>What passes requests on kills the server when the reload is asked for.</summary>
    [Test]
    public void Server_that_dies_in_between_is_no_success()
    {
        Start();
        using var between = new StubServer(request =>
        {
            if (request.Path == "/-/reload")
            {
                _node!.Prometheus.Kill();
            }

            return _node!.Forward(request);
        });

        ToolRun reload = Reload("--url", between.Url);

        Assert.That(reload.ExitCode, Is.EqualTo((int)ReloadStep.Answered), reload.Output);
        Assert.That(reload.Error, Does.Contain(", 3 times").And.Contain("what is loaded now is not known"));
        Assert.That(between.Requests.Count(static request => request.Path == "/-/reload"), Is.EqualTo(3));
    }

    /// <summary>The server is killed at the first try, is gone at the second, and has been started again at the third.</summary>
    [Test]
    public void Server_that_comes_back_at_the_third_try_is_reloaded()
    {
        Start();
        int tries = 0;
        using var between = new StubServer(request =>
        {
            if (request.Path == "/-/reload")
            {
                tries++;
                if (tries == 1)
                {
                    _node!.Prometheus.Kill();
                }
                else if (tries == 3)
                {
                    _node!.Restart();
                }
            }

            return _node!.Forward(request);
        });

        ToolRun reload = Reload("--url", between.Url);

        Assert.That(reload.ExitCode, Is.Zero, reload.Error + reload.Output);
        Assert.That(reload.Output, Does.Contain("try 1: ").And.Contain("try 2: ").And.Contain("has answered the reload at try 3").And.EndWith("reloaded\n"));
    }

    private void Start(bool lifecycle = true)
    {
        _node = new MonitoredNode(_scratch, "[rules/*.yml]", lifecycle: lifecycle);
        _node.WaitFor("up == 1");
    }

    private ToolRun Reload(params string[] args) =>
        Run(["reload", "rules", .. args.Contains("--url") ? Array.Empty<string>() : ["--url", _node!.Url], "--without-tests", "--retry-pause", "10ms", .. args.Contains("--textfile-dir") ? args : ["--textfile-dir", "textfile", .. args]]);

    private ToolRun Run(params string[] args) => ToolRun.InProcess(_scratch.Folder, args);
}
