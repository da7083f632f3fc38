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

    [TestCase("")]
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
