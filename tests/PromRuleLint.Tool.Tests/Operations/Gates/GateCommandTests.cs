using System.Diagnostics;
using System.Globalization;
using PromRuleLint.Tool.Commands;
using PromRuleLint.Tool.Tests.Operations.Servers;

namespace PromRuleLint.Tool.Tests.Operations.Gates;

[Parallelizable(ParallelScope.Self)]
public sealed class GateCommandTests
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
    public void Real_server_gives_GO_HOLD_and_NO_GO()
    {
        _scratch.With("textfile/dr.prom", "failures 4\nrequests 100\n").With("rules.yml", """
            groups:
              - name: dry-run
                interval: 1s
                rules:
                  - record: failure_ratio
                    expr: sum(failures) / sum(requests)
                  - record: smoke_ratio
                    expr: vector(0.01)
                  - record: failure_ratio
                    expr: vector(0.01)
                    labels: {mode: smoke}
                  - alert: FailuresHigh
                    expr: failure_ratio{mode=""} > 0.08

            """).With("promrulelint.yml", """
            gates:
              during:
                - {expr: failure_ratio, bound: <= 0.08, tick: 1s, ticks: 2}
                - {alert: FailuresHigh}
              missing: [{expr: nothing_at_all, bound: <= 1}]
              constant: [{expr: smoke_ratio, bound: <= 0.08}]
              several: [{expr: "{__name__=~'failures|requests'}", bound: <= 1000}]
              several-chosen: [{expr: "{__name__=~'failures|requests'}", bound: <= 1000, series: all}]
              not-a-number: [{expr: failures / (requests - requests) * 0, bound: <= 1}]
              old: [{expr: failures, bound: <= 100, max_age: 1ms}]
              unknown-alert: [{alert: Nobody}]
            """);
        using var node = new MonitoredNode(_scratch, "[rules.yml]");

        ToolRun go = Run("gate", "during", "--url", node.Url, "--wait", "2m", "--every", "500ms");
        Assert.That(go, Has.Property("ExitCode").EqualTo(0).And.Property("Error").Empty, go.Output);
        Assert.That(go.Output, Does.StartWith("GO     failure_ratio").And.Contain("0.04 at 2 ticks in a row [<= 0.08]").And.EndWith("during: GO (2 of 2 conditions hold)\n"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Look("missing"), Is.EqualTo("HOLD no data"));
            Assert.That(Look("constant"), Does.StartWith("HOLD its values are always 0.01"));
            Assert.That(Look("several"), Does.StartWith("HOLD 2 series where one is expected"));
            Assert.That(Look("several-chosen"), Does.StartWith("GO "));
            Assert.That(Look("not-a-number"), Does.StartWith("HOLD "));
            Assert.That(Look("old"), Is.EqualTo("HOLD failures has no sample within the last 1ms"));
            Assert.That(Look("unknown-alert"), Is.EqualTo("HOLD there is no alert 'Nobody'").Or.EqualTo("HOLD the server has no alert 'Nobody'"));
        }

        _scratch.With("textfile/dr.prom", "failures 9\nrequests 100\n");
        Sandbox.WaitUntil(() => Run("gate", "during", "--url", node.Url).Output.Contains("it fires", StringComparison.Ordinal), () => Run("gate", "during", "--url", node.Url).Output);
        ToolRun noGo = Run("gate", "during", "--url", node.Url);
        Assert.That(noGo.ExitCode, Is.EqualTo(ExitCodes.Findings));
        Assert.That(noGo.Output, Does.Contain("NO-GO  failure_ratio").And.Contain("0.09 now, <= 0.08 is asked for").And.Contain("during: NO-GO (0 of 2"));

        string Look(string gate)
        {
            using var json = System.Text.Json.JsonDocument.Parse(Run("gate", gate, "--url", node.Url, "--format", "json").Output);
            System.Text.Json.JsonElement condition = json.RootElement.GetProperty("conditions")[0];
            return $"{condition.GetProperty("verdict").GetString()} {condition.GetProperty("reason").GetString()}";
        }
    }

    [TestCase("", TestName = "Connection_that_breaks_is_HOLD")]
    [TestCase("<html>", TestName = "Server_that_is_no_Prometheus_is_HOLD")]
    [TestCase("""{"status":"error","errorType":"timeout","error":"query timed out"}""", TestName = "Error_of_the_API_is_HOLD")]
    [TestCase("""{"status":"success","data":{"resultType":"matrix","result":[]}}""", TestName = "Empty_answer_is_HOLD")]
    [TestCase("""{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[0,"0"]]}]}}""", TestName = "Values_of_another_time_are_HOLD")]
    [TestCase("""{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1772366400,"NaN"]]}]}}""", TestName = "NaN_is_HOLD")]
    [TestCase("""{"status":"success","warnings":["one store did not answer"],"data":{"resultType":"matrix","result":[{"metric":{},"values":[[1772366400,"0"]]}]}}""", TestName = "Partial_answer_is_HOLD")]
    [TestCase("""{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"histograms":[[1772366400,{}]]}]}}""", TestName = "Native_histograms_are_HOLD")]
    [TestCase("""{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[["x","y"]]}]}}""", TestName = "Answer_of_another_form_is_HOLD")]
    public void Answers_that_say_nothing(string range)
    {
        using var server = new StubServer(request => Answer(request, range));
        ToolRun run = Gate(server, "gates: {g: [{expr: x, bound: <= 1}]}");
        Assert.That(run.ExitCode, Is.EqualTo(GateCommand.Hold), run.Output + run.Error);
        Assert.That(run.Output, Does.Contain("g: HOLD (0 of 1"));
    }

    [Test]
    public void Good_answer_is_GO_and_one_that_is_too_old_is_not()
    {
        const string Good = """{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1772366400,"0"]]}]}}""";
        using var server = new StubServer(request => Answer(request, Good));
        Assert.That(Gate(server, "gates: {g: [{expr: x, bound: <= 1}]}"), Has.Property("ExitCode").EqualTo(0));
        using var stale = new StubServer(request => Answer(request, Good, isFresh: false));
        Assert.That(Gate(stale, "gates: {g: [{expr: x, bound: <= 1}]}"), Has.Property("ExitCode").EqualTo(GateCommand.Hold).And.Property("Output").Contains("x has no sample within the last 2m"));
    }

    [Test]
    public void Rules_that_cannot_be_asked_for_are_HOLD()
    {
        using var server = new StubServer(static request => request.Path.StartsWith("/api/v1/rules", StringComparison.Ordinal)
            ? new StubAnswer(404, "not here")
            : Answer(request, """{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1772366400,"0"]]}]}}"""));
        Assert.That(Gate(server, "gates: {g: [{expr: x, bound: <= 1}]}").ExitCode, Is.EqualTo(GateCommand.Hold));
    }

    [TestCase("gates: {other: [{expr: x, bound: <= 1}]}", "its gates are 'other'")]
    [TestCase("gates: {}", "has no gates")]
    [TestCase("gates: {g: []}", "at least one condition")]
    [TestCase("gates: {g: [{expr: x}]}", "nothing can fail")]
    [TestCase("gates: {g: [{expr: x, bound: <= 1}, {exp: y, bound: <= 1}]}", "did you mean 'expr'?")]
    [TestCase("gates: {g: [{expr: 'x(', bound: <= 1}]}", "promrulelint.yml:1:")]
    public void Half_a_configuration_makes_no_gate(string configuration, string message)
    {
        using var server = new StubServer(static _ => null);
        Assert.That(Gate(server, configuration), Has.Property("ExitCode").EqualTo(ExitCodes.Usage).And.Property("Error").Contains(message));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public void Alert_is_shown_to_fire_by_a_unit_test_that_passes_or_else_by_data_made_for_it()
    {
        if (Sandbox.Find("promtool") is null)
        {
            Assert.Ignore("promtool is not installed (Debian package prometheus)");
        }

        _scratch.With("alerts.yml", """
            groups:
              - name: rollback
                rules:
                  - alert: VHigh
                    expr: v > 0.3
                  - alert: Untested
                    expr: v > 0.4
            """).With("alerts_test.yml", """
            rule_files: [alerts.yml]
            tests:
              - input_series: [{series: v, values: 0.5x5}]
                alert_rule_test: [{alertname: VHigh, eval_time: 1m, exp_alerts: [{}]}]
            """);
        using var server = new StubServer(static request => Answer(request, "", rules: """[{"name":"rollback","file":"a.yml","interval":1,"lastEvaluation":"2026-03-01T12:00:00Z","rules":[{"type":"alerting","name":"VHigh","query":"v > 0.3","health":"ok","state":"inactive"},{"type":"alerting","name":"Untested","query":"v > 0.4","health":"ok","state":"inactive"}]}]"""));

        Assert.That(Gate(server, "gates: {g: [{fires: VHigh}]}", "--rules", "alerts.yml", "--rules", "alerts_test.yml"), Has.Property("ExitCode").EqualTo(0).And.Property("Output").Contains("fires in alerts_test.yml"));
        Assert.That(Gate(server, "gates: {g: [{fires: Untested}]}", "--rules", "alerts.yml", "--rules", "alerts_test.yml"), Has.Property("ExitCode").EqualTo(0).And.Property("Output").Contains("fed on the engine it fires, for example with v"));
        Assert.That(Gate(server, "gates: {g: [{fires: VHigh}]}"), Has.Property("ExitCode").EqualTo(0).And.Property("Output").Contains("fed on the engine"));

        _scratch.With("alerts_test.yml", File.ReadAllText(_scratch["alerts_test.yml"]).Replace("0.5x5", "0.1x5", StringComparison.Ordinal));
        Assert.That(Gate(server, "gates: {g: [{fires: VHigh}]}", "--rules", "alerts.yml", "--rules", "alerts_test.yml"), Has.Property("ExitCode").EqualTo(GateCommand.Hold).And.Property("Output").Contains("alerts_test.yml fails"));
    }

    [Test]
    public void Alert_that_nothing_makes_fire_is_never_GO()
    {
        // The team's burn alert, whose recorded burn stays within 1/300, and one on a verdict that is never 1.
        const string Good = """{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1772366400,"0"]]}]}}""";
        using var server = new StubServer(static request => Answer(request, Good, rules: """
            [{"name":"g","file":"a.yml","interval":1,"lastEvaluation":"2026-03-01T12:00:00Z","rules":[
              {"type":"recording","name":"budget","query":"clamp(avg_over_time(ok[7d]), 0, 1)","health":"ok"},
              {"type":"recording","name":"burn","query":"(budget offset 5m - budget) / 300","health":"ok"},
              {"type":"alerting","name":"BurnHigh","query":"burn > 0.6","health":"ok","state":"inactive"},
              {"type":"alerting","name":"Riddle","query":"sum_over_time(riddle[1h]) % 7919 == 4711 and on () sum(riddle) == 12345","health":"ok","state":"inactive"}]}]
            """.ReplaceLineEndings("")));

        Assert.Multiple(() =>
        {
            Assert.That(Gate(server, "gates: {g: [{fires: BurnHigh}]}"), Has.Property("ExitCode").EqualTo(GateCommand.Hold).And.Property("Output").Contains("can never fire"));
            Assert.That(Gate(server, "gates: {g: [{alert: BurnHigh}]}"), Has.Property("ExitCode").EqualTo(GateCommand.Hold).And.Property("Output").Contains("can never fire"));
            Assert.That(Gate(server, "gates: {g: [{expr: burn, bound: <= 0.6}]}"), Has.Property("ExitCode").EqualTo(GateCommand.Hold).And.Property("Output").Contains("0.00333"));
            Assert.That(Gate(server, "gates: {g: [{fires: Riddle}]}"), Has.Property("ExitCode").EqualTo(GateCommand.Hold).And.Property("Output").Contains("has found no data that make it fire"));
            Assert.That(Gate(server, "gates: {g: [{fires: Nobody}]}").ExitCode, Is.EqualTo(GateCommand.Hold));
        });
    }

    [Test]
    public void Rounds_are_recorded_and_gone_on_from_and_the_worst_counts()
    {
        const string Good = """{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1772366400,"0"]]}]}}""";
        int asked = 0;
        using var server = new StubServer(request => Answer(request, request.Path.Contains("range", StringComparison.Ordinal) && asked++ == 0 ? Good.Replace("\"0\"", "\"2\"", StringComparison.Ordinal) : Good));
        string[] args = ["--for", "300ms", "--every", "100ms", "--record", "rounds.jsonl"];

        ToolRun first = Gate(server, "gates: {g: [{expr: x, bound: <= 1}]}", args);

        Assert.That(first.ExitCode, Is.EqualTo(ExitCodes.Findings), "one round was NO-GO");
        Assert.That(first.Output, Does.Contain("1 NO-GO"));
        int rounds = File.ReadAllLines(_scratch["rounds.jsonl"]).Length;
        File.AppendAllText(_scratch["rounds.jsonl"], "{\"time\":\"20");
        ToolRun second = Gate(server, "gates: {g: [{expr: x, bound: <= 1}]}", args);
        Assert.That(second.Error, Does.Contain($"going on after {rounds.ToString(CultureInfo.InvariantCulture)} rounds"));
        Assert.That(second.ExitCode, Is.EqualTo(ExitCodes.Findings));
        Assert.That(Gate(server, "gates: {g: [], h: [{expr: x, bound: <= 1}]}", args).ExitCode, Is.EqualTo(ExitCodes.Usage));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void Watch_ends_quietly_when_its_reader_has_gone()
    {
        const string Good = """{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1772366400,"0"]]}]}}""";
        using var server = new StubServer(request => Answer(request, Good));
        _scratch.With("promrulelint.yml", "gates: {g: [{expr: x, bound: <= 1}]}");
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", $"dotnet '{ToolRun.ToolPath}' gate g --watch --every 50ms --url {server.Url} | head -n 1"])
        {
            WorkingDirectory = _scratch.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.That(output.GetAwaiter().GetResult(), Does.StartWith("GO "));
        Assert.That(error, Is.Empty);
    }

    [Test]
    public void Pause_in_which_nobody_looked_is_HOLD()
    {
        _scratch.With("rounds.jsonl", """
            {"time":"2026-03-01T12:00:00Z","gate":"g","verdict":"GO","conditions":[]}
            {"time":"2026-03-01T12:00:10Z","gate":"g","verdict":"GO","conditions":[]}
            {"time":"2026-03-01T13:00:00Z","gate":"g","verdict":"GO","conditions":[]}

            """);
        using var server = new StubServer(static _ => null);
        Assert.That(Gate(server, "gates: {g: [{expr: x, bound: <= 1}]}", "--for", "1h", "--every", "10s", "--record", "rounds.jsonl"), Has.Property("ExitCode").EqualTo(GateCommand.Hold).And.Property("Output").Contains("in 1 pauses nobody looked"));
    }

    private static StubAnswer? Answer(StubRequest request, string range, bool isFresh = true, string rules = "[]") => request.Path.Split('?')[0] switch
    {
        "/api/v1/query" when request.Form("query") == "time()" => StubAnswer.Success("""{"resultType":"scalar","result":[1772366400,"1772366400"]}"""),
        "/api/v1/query" => isFresh ? StubAnswer.Vector("""{"metric":{},"value":[1772366400,"1"]}""") : StubAnswer.Vector(),
        "/api/v1/rules" => StubAnswer.Success($$"""{"groups":{{rules}}}"""),
        _ => range.Length == 0 ? null : new StubAnswer(200, range),
    };

    private ToolRun Gate(StubServer server, string configuration, params string[] args)
    {
        _scratch.With("promrulelint.yml", configuration);
        return Run(["gate", "g", "--url", server.Url, .. args]);
    }

    private ToolRun Run(params string[] args) => ToolRun.InProcess(_scratch.Folder, args);
}
