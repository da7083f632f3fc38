using System.Text.Json;
using System.Xml.Linq;

namespace PromRuleLint.Tool.Tests.Commands;

public sealed class TestCommandTests
{
    private const string Rules = """
        groups:
        - name: up
          rules:
          - {alert: JobDown, expr: up == 0, labels: {realm: prod}}

        """;

    private const string Passing = """
        rule_files: [up.rules.yml]
        tests:
        - name: fires
          input_series: [{series: 'up{job="api"}', values: 0}]
          alert_rule_test: [{alertname: JobDown, exp_alerts: [{exp_labels: {job: api, realm: prod}}]}]
        - name: is quiet
          input_series: [{series: 'up{job="api"}', values: 1}]
          alert_rule_test: [{alertname: JobDown, exp_alerts: []}]

        """;

    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch().With("up.rules.yml", Rules).With("up_test.yml", Passing);

    [TearDown]
    public void DropFolder() => _scratch.Dispose();

    [Test]
    public void Tests_are_written_for_promtool_with_the_rules_of_resources_beside_them()
    {
        _scratch.With("crd.yml", "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: up}\nspec:\n  " + Rules.TrimEnd().Replace("\n", "\n  ", StringComparison.Ordinal) + "\n")
            .With("more_test.yml", """
                rule_files: [crd.yml]
                tests:
                - name: any ${JOB}
                  input_series: [{series: 'up{job="${JOB}"}', values: 0}]
                  alert_rule_test: [{alertname: JobDown, promrulelint: {match: partial}, exp_alerts: [{exp_labels: {realm: prod}}]}]

                """);
        ToolRun run = Run("more_test.yml", "--variable", "JOB=mail", "--emit", "promtool", "-o", "plain/");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")), run.Error);
        string text = File.ReadAllText(Path.Combine(_scratch.Folder, "plain", "more_test.yml"));
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("exp_labels: {job: mail, realm: prod}").And.Not.Contain("promrulelint"));
            Assert.That(Run("plain/more_test.yml", "--strict").ExitCode, Is.Zero);
            Assert.That(Run("more_test.yml", "--strict").ExitCode, Is.EqualTo(1));
            Assert.That(Run("more_test.yml", "--variable", "JOB=mail", "--emit", "promtool").ExitCode, Is.EqualTo(1), "its rules need a file of their own");
            Assert.That(Run(".", "--variable", "JOB=mail", "--emit", "promtool").ExitCode, Is.EqualTo(2), "several files need a folder");
            Assert.That(Run("up_test.yml", "--emit", "promtool").Output, Does.StartWith("rule_files: [up.rules.yml]\n"));
        });
    }

    [Test]
    public void Exit_codes_tell_passed_failed_and_not_found() => Assert.Multiple(() =>
    {
        _scratch.With("bad_test.yml", Passing.Replace("realm: prod", "realm: stage", StringComparison.Ordinal));
        Assert.That(Run("up_test.yml").ExitCode, Is.Zero);
        Assert.That(Run("bad_test.yml").ExitCode, Is.EqualTo(1));
        Assert.That(Run("none_test.yml").ExitCode, Is.EqualTo(3));
        Assert.That(Run("none/*.yml").ExitCode, Is.EqualTo(2));
        Assert.That(Run("up_test.yml", "--variable", "=prod").ExitCode, Is.EqualTo(2));
        Assert.That(Run("up_test.yml", "--filter", "(").ExitCode, Is.EqualTo(2));
        Assert.That(Run("up_test.yml", "--parallel", "many").ExitCode, Is.EqualTo(2));
        Assert.That(Run("up_test.yml", "--parallel", "0").ExitCode, Is.EqualTo(2));
    });

    [Test]
    public void Tests_whose_glob_of_rule_files_matches_nothing_do_not_pass() => Assert.Multiple(() =>
    {
        _scratch.With("none_test.yml", """
            rule_files: [up.rules.yml, none/*.yml]
            tests:
            - input_series: [{series: up, values: 1}]
              alert_rule_test: [{alertname: JobDown, exp_alerts: []}]

            """);
        ToolRun run = Run("none_test.yml");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Output + run.Error, Does.Contain("No rule file matches 'none/*.yml'"));
    });

    [Test]
    public void Tests_without_a_rule_file_that_lies_outside_do_not_pass() => Assert.Multiple(() =>
    {
        _scratch.With("outside_test.yml", """
            rule_files: [../outside.rules.yml]
            tests:
            - input_series: [{series: up, values: 1}]
              alert_rule_test: [{alertname: JobDown, exp_alerts: []}]

            """);
        ToolRun run = Run("outside_test.yml");
        Assert.That(run.Output, Does.Contain("PRL0013"));
        Assert.That(run.ExitCode, Is.EqualTo(1));
    });

    [Test]
    public void A_run_without_a_test_fails_unless_it_may_be_empty() => Assert.Multiple(() =>
    {
        ToolRun run = Run("up.rules.yml");
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("PRL9006"));
        Assert.That(Run("up.rules.yml", "--allow-empty").ExitCode, Is.Zero);
        Assert.That(Run("up_test.yml", "--filter", "nothing").ExitCode, Is.EqualTo(1));
    });

    [Test]
    public void A_file_is_run_once_whatever_names_match_it()
    {
        ToolRun run = Run("up_test.yml", "./up_test.yml", "*_test.yml");
        Assert.That(run.Output, Does.Contain("2 tests in 1 file: 2 passed.").And.Contain("the same file as up_test.yml; run once"));
    }

    [Test]
    public void Tests_are_chosen_by_name() =>
        Assert.That(Run("up_test.yml", "--filter", "^fir").Output, Does.Contain("1 test in 1 file: 1 passed."));

    [Test]
    public void Variables_come_from_the_command_line_before_the_configuration() => Assert.Multiple(() =>
    {
        _scratch.With("up_test.yml", Passing.Replace("realm: prod", "realm: \"${REALM}\"", StringComparison.Ordinal)).With("promrulelint.yml", "tests: {variables: {REALM: stage}}\n");
        Assert.That(Run("up_test.yml").ExitCode, Is.EqualTo(1));
        Assert.That(Run("up_test.yml", "--variable", "REALM=prod").ExitCode, Is.Zero);
    });

    [Test]
    public void Absolute_paths_of_the_server_are_found_through_the_map_of_paths()
    {
        _scratch.With("tests/up_test.yml", Passing.Replace("[up.rules.yml]", "[/etc/prometheus/rules/*.rules.yml]", StringComparison.Ordinal))
            .With("prometheus/rules/up.rules.yml", Rules)
            .With("promrulelint.yml", "path_map: {/etc: nowhere, /etc/prometheus: prometheus}\n");
        ToolRun run = Run("tests/up_test.yml");
        Assert.That(run.ExitCode, Is.Zero, run.Output);
    }

    [Test]
    public void Machines_get_the_difference_too()
    {
        _scratch.With("up_test.yml", Passing.Replace("realm: prod", "realm: stage", StringComparison.Ordinal));
        using JsonDocument json = JsonDocument.Parse(Run("up_test.yml", "--format", "json").Output);
        JsonElement failure = json.RootElement[0].GetProperty("tests")[0].GetProperty("failures")[0];
        JsonElement field = failure.GetProperty("differences")[0].GetProperty("fields")[0];
        XElement junit = XElement.Parse(Run("up_test.yml", "--format", "junit").Output);
        XElement trx = XElement.Parse(Run("up_test.yml", "--format", "trx").Output);
        string teamCity = Run("up_test.yml", "--format", "teamcity").Output;
        Assert.Multiple(() =>
        {
            Assert.That(failure.GetProperty("range").GetProperty("start").GetProperty("line").GetInt32(), Is.EqualTo(5));
            Assert.That(field.GetProperty("name").GetString(), Is.EqualTo("label realm"));
            Assert.That(field.GetProperty("expected").GetString(), Is.EqualTo("stage"));
            Assert.That(field.GetProperty("actual").GetString(), Is.EqualTo("prod"));
            Assert.That(junit.Descendants("testcase").Select(static test => (test.Attribute("name")!.Value, test.Elements("failure").Count())), Is.EqualTo(new[] { ("fires", 1), ("is quiet", 0) }));
            Assert.That(trx.Descendants().Where(static element => element.Name.LocalName == "UnitTestResult").Select(static element => element.Attribute("outcome")!.Value), Is.EqualTo(new[] { "Failed", "Passed" }));
            Assert.That(teamCity, Does.Contain("##teamcity[testFailed name='fires' message='JobDown at 0s: expected 1 alert, but 1 differs.'"));
        });
    }

    [Test]
    public void A_report_goes_to_a_file_and_a_summary_to_the_terminal()
    {
        ToolRun run = Run("up_test.yml", "--format", "junit", "--output", "report.xml");
        Assert.That(run.Output, Is.EqualTo("2 tests in 1 file: 2 passed.\n"));
        Assert.That(XElement.Load(_scratch["report.xml"]).Name.LocalName, Is.EqualTo("testsuites"));
    }

    [TestCase("- {alertname: JobDown, exp_alerts: [{exp_labels: {job: web}}]}")]
    [TestCase("- {alertname: JobDown}")]
    [TestCase("- alertname: JobDown\n    exp_alerts:\n    - exp_labels:\n        job: web\n  - alertname: JobDown\n    eval_time: 0m")]
    [TestCase("- alertname: JobDown\n    exp_alerts: # none?\n    eval_time: 0m\n  promql_expr_test:\n  - expr: up\n    exp_samples:\n    - labels: 'up'\n      value: 5")]
    public void What_came_is_accepted_and_passes_then(string alerts)
    {
        _scratch.With("up_test.yml", $"rule_files: [up.rules.yml]\ntests:\n- input_series: [{{series: 'up{{job=\"api\", x=\"it''s\"}}', values: 0}}]\n  alert_rule_test:\n  {alerts}\n# the end\n");
        Assert.That(Run("up_test.yml").ExitCode, Is.EqualTo(1));
        ToolRun accepted = Run("up_test.yml", "--accept");
        Assert.That(accepted.ExitCode, Is.Zero, accepted.Output);
        Assert.That(accepted.Output, Does.StartWith("accepted"));
        ToolRun run = Run("up_test.yml");
        Assert.That(run.ExitCode, Is.Zero, run.Output + File.ReadAllText(_scratch["up_test.yml"]));
        Assert.That(File.ReadAllText(_scratch["up_test.yml"]), Does.EndWith("# the end\n"));
    }

    [Test]
    public void Too_little_coverage_fails() => Assert.Multiple(() =>
    {
        Assert.That(Run("up_test.yml", "--coverage", "text", "--fail-under", "100").ExitCode, Is.Zero);
        ToolRun half = Run("up_test.yml", "--filter", "fires", "--coverage", "text", "--fail-under", "90");
        Assert.That(half.ExitCode, Is.EqualTo(1));
        Assert.That(half.Output, Does.Contain("always held: up == 0"));
        Assert.That(half.Error, Does.Contain("66.6% (2 of 3), under the 90%"));
        Assert.That(Run("up_test.yml", "--filter", "fires", "--fail-under", "60").ExitCode, Is.Zero);
        Assert.That(Run("up_test.yml", "--coverage", "lcov").ExitCode, Is.EqualTo(2));
        Assert.That(Run("up_test.yml", "--fail-under", "101").ExitCode, Is.EqualTo(2));
        Assert.That(Run("up_test.yml", "--fail-under", "most").ExitCode, Is.EqualTo(2));
        Assert.That(Run("up_test.yml", "--coverage", "cobertura", "--coverage-output", "coverage.xml").ExitCode, Is.Zero);
        Assert.That(XElement.Load(_scratch["coverage.xml"]).Attribute("line-rate")!.Value, Is.EqualTo("1"));
    });

    [Test]
    public void Reports_go_to_files_besides_the_one_on_the_terminal() => Assert.Multiple(() =>
    {
        ToolRun run = Run("up_test.yml", "--output", "junit=report.xml", "-o", "trx=report.trx");
        Assert.That(run.Output, Does.StartWith("pass up_test.yml"));
        Assert.That(XElement.Load(_scratch["report.xml"]).Name.LocalName, Is.EqualTo("testsuites"));
        Assert.That(XElement.Load(_scratch["report.trx"]).Name.LocalName, Is.EqualTo("TestRun"));
        ToolRun refused = Run("up_test.yml", "--output", "junit=none/report.xml");
        Assert.That(refused.ExitCode, Is.EqualTo(3));
        Assert.That(refused.Error, Does.Contain("'none/report.xml' cannot be written"));
        Assert.That(Run("up_test.yml", "--coverage", "--coverage-output", "none/c.txt").ExitCode, Is.EqualTo(3));
    });

    [Test]
    public void An_option_with_a_format_may_stand_alone_before_a_path() => Assert.Multiple(() =>
    {
        Assert.That(Run("--coverage", "up_test.yml").Output, Does.Contain("2 tests in 1 file").And.Contain("coverage 100%"));
        Assert.That(Run("--mutate", "up_test.yml", "--mutate-fail-under", "50").Output, Does.Contain("2 tests in 1 file").And.Contain("mutants:"));
        Assert.That(Run("--coverage").ExitCode, Is.EqualTo(2));
        Assert.That(Run("up_test.yml", "--coverage", "html").Error, Does.Contain("--coverage html: write one of the formats text, lcov, cobertura, or none"));
    });

    [Test]
    public void Mutants_that_all_tests_pass_are_told() => Assert.Multiple(() =>
    {
        _scratch.With("up.rules.yml", Rules.Replace("up == 0", "free_ratio < 0.5", StringComparison.Ordinal)).With("up_test.yml", Passing.Replace("'up{", "'free_ratio{", StringComparison.Ordinal));
        ToolRun run = Run("up_test.yml", "--mutate");
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("survived: all tests pass with <= in place of < (comparison).\n --> up.rules.yml:4:39\n"));
        Assert.That(Run("up_test.yml", "--mutate", "--mutate-fail-under", "0").ExitCode, Is.Zero);
        Assert.That(Run("up_test.yml", "--mutate", "--mutate-fail-under", "100").Error, Does.Contain("under the 100% of --mutate-fail-under"));
        Assert.That(Run("up_test.yml", "--mutate", "--mutate-limit", "1").Error, Does.Contain("mutants were not run: --mutate-limit 1 is reached"));
        Assert.That(Run("up_test.yml", "--mutate", "json").ExitCode, Is.EqualTo(2));
        Assert.That(Run("up_test.yml", "--mutate-limit", "1").Error, Does.Contain("--mutate-limit needs --mutate"));
        Run("up_test.yml", "--mutate", "json", "--mutate-output", "mutants.json");
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_scratch["mutants.json"]));
        JsonElement mutant = json.RootElement.GetProperty("mutants")[0];
        Assert.That(mutant.GetProperty("file").GetString(), Is.EqualTo("up.rules.yml"));
        Assert.That((mutant.GetProperty("line").GetInt32(), mutant.GetProperty("column").GetInt32()), Is.EqualTo((4, 39)));
        Assert.That(mutant.GetProperty("tests").EnumerateArray().Select(static test => test.GetString()), Is.EqualTo(["up_test.yml: fires", "up_test.yml: is quiet"]));
        ToolRun broken = Run("bad_test.yml", "--mutate");
        Assert.That(broken.Error, Does.Contain("no mutants were run"));
    });

    [Test]
    public void Mutants_are_those_of_rules_that_changed()
    {
        string twice = Rules + "  - {alert: JobGone, expr: absent(up)}\n";
        _scratch.With("up.rules.yml", twice);
        GitCommands.Run(_scratch.Folder, "init", "-q");
        GitCommands.Commit(_scratch.Folder);
        _scratch.With("up.rules.yml", twice.Replace("up == 0", "up < 1", StringComparison.Ordinal));
        Run("up_test.yml", "--mutate", "json", "--mutate-output", "mutants.json", "--since", "HEAD");
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_scratch["mutants.json"]));
        Assert.That(json.RootElement.GetProperty("mutants").EnumerateArray().Select(static mutant => mutant.GetProperty("rule").GetString()).Distinct(), Is.EqualTo(["JobDown"]));
    }

    [Test]
    public async Task Watching_runs_again_when_a_file_is_edited_made_renamed_or_deleted()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = new SemaphoreSlim(0);
        using var output = new StringWriter();
        using var console = new ToolConsole(static () => Stream.Null, TextWriter.Synchronized(output), new SignalingWriter(waiting), _scratch.Folder) { Cancellation = cancellation.Token };
        Task<int> run = Task.Run(() => ToolProgram.Run(["test", ".", "--watch"], console));
        string Since(int start) => output.ToString()[start..];
        async Task Waits() => Assert.That(await Task.WhenAny(run, waiting.WaitAsync()), Is.Not.SameAs(run), output.ToString());

        await Waits();
        int seen = output.ToString().Length;
        _scratch.With("up.rules.yml", Rules.Replace("realm: prod", "realm: stage", StringComparison.Ordinal));
        await Waits();
        Assert.That(Since(seen), Does.Contain("1 passed, 1 failed"));
        seen = output.ToString().Length;
        File.Move(_scratch["up_test.yml"], _scratch["down_test.yml"]);
        await Waits();
        Assert.That(Since(seen), Does.Contain("FAIL down_test.yml").And.Not.Contain("up_test.yml ("));
        seen = output.ToString().Length;
        _scratch.With("deep/other_test.yml", "tests: [{promql_expr_test: [{expr: vector(1), exp_samples: [{labels: '{}', value: 1}]}]}]\n");
        await Waits();
        while (!Since(seen).Contains("other_test.yml", StringComparison.Ordinal))
        {
            // The folder was there before the file in it.
            await Waits();
        }

        seen = output.ToString().Length;
        File.Delete(_scratch["down_test.yml"]);
        await Waits();
        Assert.That(Since(seen), Does.Contain("1 test in 1 file: 1 passed."));
        await cancellation.CancelAsync();
        Assert.That(await run, Is.Zero);
    }

    /// <summary>Signals each time it is said that the command waits.</summary>
    private sealed class SignalingWriter(SemaphoreSlim signal) : StringWriter
    {
        public override void Write(string? value)
        {
            if (value?.Contains("waiting for a change", StringComparison.Ordinal) == true)
            {
                signal.Release();
            }
        }
    }

    private ToolRun Run(params string[] args) => ToolRun.InProcess(_scratch.Folder, ["test", .. args]);
}
