using PromRuleLint.Operations.Reloading;
using PromRuleLint.Tool.Tests.Operations.Servers;

namespace PromRuleLint.Tool.Tests.Operations.Reloading;

/// <summary>Reloads of servers that misbehave as a real one cannot be made to.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class MisbehavingServerTests
{
    private Scratch _scratch = null!;
    private PrometheusStub _server = null!;

    [SetUp]
    public void StartServer()
    {
        _scratch = new Scratch().With("rules/doubled.yml", """
            groups:
              - name: doubled
                interval: 1s
                rules:
                  - record: job:up:doubled
                    expr: sum by (job) (up) * 2

            """);
        _server = new PrometheusStub("/etc/prometheus/rules/doubled.yml");
    }

    [TearDown]
    public void EndServer()
    {
        _server.Dispose();
        _scratch.Dispose();
    }

    [Test]
    public void Stub_that_behaves_is_reloaded()
    {
        ToolRun run = Reload();
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(_server.Reloads, Is.EqualTo(1));
    }

    [Test]
    public void Server_that_comes_back_at_the_third_try_is_reloaded()
    {
        int tries = 0;
        _server.Override = request => request.Path != "/-/reload" ? default : ++tries switch
        {
            1 => (true, null),
            2 => (true, new StubAnswer(503, "Service Unavailable")),
            _ => default,
        };

        ToolRun run = Reload();

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("try 1: ").And.Contain("try 2: ").And.Contain("503").And.Contain("has answered the reload at try 3"));
    }

    [Test]
    public void Server_that_dies_in_between_is_no_success_and_nothing_is_said_of_what_it_runs()
    {
        bool dead = false;
        _server.Override = request => (dead |= request.Path == "/-/reload") ? (true, null) : default;

        ToolRun run = Reload();

        Assert.That(run.ExitCode, Is.EqualTo((int)ReloadStep.Answered));
        Assert.That(run.Error, Does.Contain("cannot be reached").And.Contain(", 3 times").And.Contain("what is loaded now is not known"));
    }

    [Test]
    public void Server_that_dies_after_it_has_answered_is_no_success()
    {
        _server.Override = request => _server.Reloads > 0 && request.Path != "/-/reload" ? (true, null) : default;
        Assert.That(Reload().ExitCode, Is.EqualTo((int)ReloadStep.Loaded));
    }

    [Test]
    public void Answer_without_a_newer_configuration_is_no_success()
    {
        _server.Override = static request => request.Path == "/api/v1/status/runtimeinfo" ? (true, StubAnswer.Success("""{"CWD":"/","lastConfigTime":"2026-03-01T11:00:00Z","reloadConfigSuccess":true}""")) : default;
        Assert.That(Reload("--verify-timeout", "300ms"), Has.Property("ExitCode").EqualTo((int)ReloadStep.Loaded).And.Property("Error").Contains("is still that of 2026-03-01T11:00:00Z"));
    }

    [Test]
    public void Other_rules_than_the_files_are_no_success()
    {
        _server.Override = request => request.Path == "/api/v1/rules" ? (true, _server.Rules("sum by (job) (up) * 3")) : default;
        Assert.That(Reload(), Has.Property("ExitCode").EqualTo((int)ReloadStep.Rules).And.Property("Error").Contains("* 3' on the server"));
    }

    [Test]
    public void No_rules_at_all_are_no_success()
    {
        _server.Override = static request => request.Path == "/api/v1/rules" ? (true, StubAnswer.Success("""{"groups":[]}""")) : default;
        Assert.That(Reload(), Has.Property("ExitCode").EqualTo((int)ReloadStep.Rules).And.Property("Error").Contains("the server has no group 'doubled'"));
    }

    [Test]
    public void Rules_that_are_never_evaluated_are_no_success()
    {
        StubAnswer once = _server.Rules(health: "unknown");
        _server.Override = request => request.Path == "/api/v1/rules" ? (true, once) : default;
        Assert.That(Reload("--verify-timeout", "500ms"), Has.Property("ExitCode").EqualTo((int)ReloadStep.Health).And.Property("Error").Contains("was evaluated 0 times"));
    }

    [Test]
    public void Rule_that_fails_in_a_later_round_only_is_no_success()
    {
        int asked = 0;
        _server.Override = request => request.Path == "/api/v1/rules" ? (true, _server.Rules(health: ++asked < 4 ? "ok" : "err")) : default;
        ToolRun run = Reload();
        Assert.That(asked < 4 || run.ExitCode == (int)ReloadStep.Health, Is.True, "two good rounds come first, or the failure is seen");
        asked = 2;
        Assert.That(Reload().ExitCode, Is.EqualTo((int)ReloadStep.Health));
    }

    [TestCase("/-/ready", 503, ReloadStep.Ready)]
    [TestCase("/-/ready", 302, ReloadStep.Ready)]
    [TestCase("/api/v1/status/config", 404, ReloadStep.Configuration)]
    [TestCase("/api/v1/status/config", 200, ReloadStep.Configuration)]
    [TestCase("/api/v1/status/flags", 200, ReloadStep.Configuration)]
    [TestCase("/-/reload", 403, ReloadStep.Lifecycle)]
    [TestCase("/-/reload", 401, ReloadStep.Lifecycle)]
    [TestCase("/-/reload", 500, ReloadStep.Accepted)]
    [TestCase("/api/v1/rules", 200, ReloadStep.Rules)]
    public void Answers_that_are_none_fail_at_their_step(string path, int status, object step)
    {
        _server.Override = request => request.Path == path ? (true, new StubAnswer(status, "<html>")) : default;
        ToolRun run = Reload();
        Assert.That((ReloadStep)run.ExitCode, Is.EqualTo(step), run.Error);
        Assert.That(run.Output, Does.Not.Contain("\nreloaded"));
    }

    [TestCase("""{"yaml":""}""")]
    [TestCase("""{"yaml":"global: {}\n"}""")]
    [TestCase("""{"yaml":"global: {}\nrule_files: []\n"}""")]
    [TestCase("""{"yaml":"global: {}\nrule_files: [/etc/prometheus/none/*.yml]\n"}""")]
    [TestCase("""{"yaml":"global: {}\nrule_files: [/etc/other/doubled.yml]\n"}""")]
    [TestCase("""{"yaml":"[[["}""")]
    public void Configuration_that_names_other_files_stops_it_before_anything_is_sent(string data)
    {
        _server.Override = request => request.Path == "/api/v1/status/config" ? (true, StubAnswer.Success(data)) : default;
        Assert.That(Reload().ExitCode, Is.EqualTo((int)ReloadStep.Configuration));
        Assert.That(_server.Reloads, Is.Zero);
    }

    [Test]
    public void Folders_of_the_server_come_from_the_configuration_too()
    {
        _scratch.With("promrulelint.yml", "path_map: {/etc/prometheus: .}\n");
        Assert.That(ToolRun.InProcess(_scratch.Folder, ["reload", "rules", "--url", _server.Url, "--without-tests", "--without-textfile-dir", "--without-exporter", "--dry-run"]).ExitCode, Is.Zero);
    }

    [Test]
    public void Dry_run_sends_nothing()
    {
        Assert.That(Reload("--dry-run").ExitCode, Is.Zero);
        Assert.That(_server.Requests, Has.None.Property("Path").EqualTo("/-/reload"));
    }

    private ToolRun Reload(params string[] args) => ToolRun.InProcess(
        _scratch.Folder,
        ["reload", "rules", "--url", _server.Url, "--path-map", "/etc/prometheus=.", "--without-tests", "--without-textfile-dir", "--without-exporter", "--retry-pause", "10ms", .. args]);
}
