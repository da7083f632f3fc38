namespace PromRuleLint.Tool.Tests.Operations.Gates;

/// <summary>Gates on recorded series, and the shipped ones by their unit tests.</summary>
public sealed class GateTestCommandTests
{
    [Test]
    public void Shipped_gates_say_what_their_unit_tests_expect()
    {
        ToolRun run = ToolRun.InProcess(Path.Combine(Repository.Root, "rules"), ["gate", "test", "gate-tests/dry-run.yml", "--config", "promrulelint.yml", "--rules", "dry-run.rules.yml", "--rules", "heartbeat.rules.yml"]);
        Assert.That(run, Has.Property("ExitCode").EqualTo(0).And.Property("Error").Empty, run.Output);
        Assert.That(run.Output, Does.Match(@"^\d{2} verdicts, 0 others than expected\n$"));
    }

    [Test]
    public void Shipped_rules_and_gates_together_say_what_their_unit_tests_expect()
    {
        ToolRun run = ToolRun.InProcess(Repository.Root, ["gate", "test", "rules/gate-tests/with-rules.yml", "--config", "rules/promrulelint.yml"]);
        Assert.That(run, Has.Property("ExitCode").EqualTo(0).And.Property("Error").Empty, run.Output);
        Assert.That(run.Output, Is.EqualTo("5 verdicts, 0 others than expected\n"));
    }

    [Test]
    public void Verdict_that_is_not_expected_is_shown_with_its_conditions()
    {
        using var scratch = new Scratch().With("promrulelint.yml", "gates: {g: [{expr: x, bound: <= 1}, {alert: A}]}").With("t.yml", """
            tests:
              - name: too high
                interval: 1m
                input_series:
                  - {series: x, values: 0 1 2}
                  - {series: 'ALERTS{alertname="A", alertstate="pending"}', values: 1x2}
                gates: {g: GO}
            """);

        ToolRun run = ToolRun.InProcess(scratch.Folder, ["gate", "test", "t.yml"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCodes.Findings));
        Assert.That(run.Output, Does.StartWith("too high: g is NO-GO, GO is expected\nNO-GO  x ").And.Contain("it does not fire").And.EndWith("1 verdicts, 1 others than expected\n"));
    }

    [TestCase("0 1", "GO")]
    [TestCase("2 2", "NO-GO")]
    [TestCase("1 1", "HOLD", "0x9", TestName = "Sample_that_grew_old_is_HOLD")]
    [TestCase("1 stale", "HOLD", TestName = "Series_that_ended_is_HOLD")]
    [TestCase("1 NaN", "HOLD", TestName = "Value_that_is_no_number_is_HOLD")]
    public void Verdict_of_a_series(string values, string verdict, string other = "0x3")
    {
        using var scratch = new Scratch().With("promrulelint.yml", "gates: {g: [{expr: x, bound: <= 1}]}")
            .With("t.yml", $"tests: [{{interval: 15s, input_series: [{{series: x, values: '{values}'}}, {{series: y, values: '{other}'}}], gates: {{g: {verdict}}}}}]");
        ToolRun run = ToolRun.InProcess(scratch.Folder, ["gate", "test", "t.yml"]);
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
    }

    [TestCase("0 0 0 0", "GO")]
    [TestCase("0 0 0 10", "NO-GO")]
    [TestCase("stale", "HOLD")]
    public void Rules_are_evaluated_over_the_series_before_the_gate_looks(string failures, string verdict)
    {
        using var scratch = new Scratch().With("promrulelint.yml", """
            gates:
              g:
                - {expr: 'failures:ratio', bound: <= 0.08}
                - {alert: FailuresHigh}
                - {fires: FailuresHigh}
            """).With("rules/failures.rules.yml", """
            groups:
              - name: failures
                interval: 30s
                rules:
                  - {record: 'failures:ratio', expr: failures / requests}
                  - {alert: FailuresHigh, expr: 'failures:ratio > 0.08'}
            """).With("gates/t.yml", $$"""
            rule_files: [../rules/*.rules.yml]
            tests:
              - interval: 1m
                input_series:
                  - {series: failures, values: '{{failures}}'}
                  - {series: requests, values: 100x3}
                gates: {g: {{verdict}}}
            """);

        ToolRun run = ToolRun.InProcess(scratch.Folder, ["gate", "test", "gates/t.yml"]);

        Assert.That(run, Has.Property("ExitCode").EqualTo(0).And.Property("Error").Empty, run.Output);
    }

    [Test]
    public void Rules_that_fail_or_are_not_there_test_nothing()
    {
        using var scratch = new Scratch().With("promrulelint.yml", "gates: {g: [{expr: twice, bound: <= 1}]}")
            .With("rules.yml", "groups: [{name: a, rules: [{record: twice, expr: 'label_replace(x, \"a\", \"\", \"\", \"\")'}]}]\n");
        string Test(string rules) => $"rule_files: [{rules}]\ntests: [{{input_series: [{{series: 'x{{a=\"1\"}}', values: 1x3}}, {{series: 'x{{a=\"2\"}}', values: 1x3}}], gates: {{g: GO}}}}]\n";

        ToolRun failing = ToolRun.InProcess(scratch.With("t.yml", Test("rules.yml")).Folder, ["gate", "test", "t.yml"]);
        ToolRun missing = ToolRun.InProcess(scratch.With("t.yml", Test("gone/*.yml")).Folder, ["gate", "test", "t.yml"]);

        Assert.Multiple(() =>
        {
            Assert.That(failing, Has.Property("ExitCode").EqualTo(ExitCodes.Usage).And.Property("Error").Contains("cannot be evaluated"));
            Assert.That(missing, Has.Property("ExitCode").EqualTo(ExitCodes.Usage).And.Property("Error").Contains("rule_files"));
        });
    }

    [TestCase("evaluation_intervall: 1m\ntests: [{input_series: [], gates: {g: HOLD}}]", "t.yml:1:1: 'evaluation_intervall' is not a key of a file with tests of gates; did you mean 'evaluation_interval'?")]
    [TestCase("tests:\n- {input_series: [], gates: {g: HOLD}, att: 5m}", "t.yml:2:40: 'att' is not a key of a test of gates; the keys are 'name', 'interval', 'at', 'input_series' and 'gates'")]
    [TestCase("tests:\n- {input_serie: [], gates: {g: HOLD}}", "t.yml:2:4: 'input_serie' is not a key of a test of gates; did you mean 'input_series'?")]
    [TestCase("tests:\n- {input_series: [{series: x, value: 1x3}], gates: {g: HOLD}}", "t.yml:2:31: 'value' is not a key of an input series; did you mean 'values'?")]
    [TestCase("tests:\n- input_series: []\n  gates: {g: HOLD, ? [a] : GO}", "t.yml:3:22: The name of a gate is one value, not a list")]
    [TestCase("tests:\n- ? [a]\n  : b\n  gates: {g: GO}\n  input_series: []", "t.yml:2:5: A key is a plain word here")]
    [TestCase("tests:\n- {input_series: [], gates: {g: NOGO}}", "t.yml:2:33: 'NOGO' is not a verdict; did you mean 'NO-GO'?")]
    [TestCase("tests:\n- {input_series: [x], gates: {g: GO}}", "t.yml:2:19: An input series is a mapping with the keys 'series' and 'values'")]
    [TestCase("tests:\n- {input_series: [], interval: 0s, gates: {g: GO}}", "t.yml:2:32: The duration must be longer than zero")]
    [TestCase("tests:\n- {input_series: [], at: soon, gates: {g: GO}}", "t.yml:2:26: 'soon' is not a duration")]
    [TestCase("- tests", "t.yml:1:1: ")]
    [TestCase("tests: [~]", "t.yml:1:9: a test has 'input_series'")]
    [TestCase("tests: [{input_series: [~], gates: {g: HOLD}}]", "t.yml:1:25: an input series has 'series'")]
    public void Fault_of_a_file_has_its_place_and_its_remedy(string text, string message)
    {
        using var scratch = new Scratch().With("promrulelint.yml", "gates: {g: [{expr: x, bound: <= 1}]}").With("t.yml", text);
        Assert.That(ToolRun.InProcess(scratch.Folder, ["gate", "test", "t.yml"]), Has.Property("ExitCode").EqualTo(ExitCodes.Usage).And.Property("Error").Contains(message));
    }

    [Test]
    public void Gates_may_look_at_the_time_of_the_first_sample()
    {
        using var scratch = new Scratch().With("promrulelint.yml", "gates: {g: [{expr: x, bound: <= 1}]}")
            .With("t.yml", "tests: [{input_series: [{series: x, values: 1 2}], at: 0s, gates: {g: GO}}]");
        Assert.That(ToolRun.InProcess(scratch.Folder, ["gate", "test", "t.yml"]), Has.Property("ExitCode").EqualTo(0).And.Property("Error").Empty);
    }

    [TestCase("")]
    [TestCase("rule_files: []\ntests: [{input_series: [], gates: {g: GO}}]")]
    [TestCase("tests: []")]
    [TestCase("tests: [{input_series: []}]")]
    [TestCase("tests: [{input_series: [], gates: {}}]")]
    [TestCase("tests: [{input_series: [], gates: {g: YES}}]")]
    [TestCase("tests: [{input_series: [{series: 'x{', values: '1'}], gates: {g: GO}}]")]
    [TestCase("tests: [{input_series: [], gates: {unknown: GO}}]")]
    public void File_that_tests_nothing_is_no_success(string text)
    {
        using var scratch = new Scratch().With("promrulelint.yml", "gates: {g: [{expr: x, bound: <= 1}]}").With("t.yml", text);
        Assert.That(ToolRun.InProcess(scratch.Folder, ["gate", "test", "t.yml"]).ExitCode, Is.EqualTo(ExitCodes.Usage));
    }
}
