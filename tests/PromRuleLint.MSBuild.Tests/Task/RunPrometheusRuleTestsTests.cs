using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PromRuleLint.MSBuild.Tests.Task;

/// <summary>Unit tests of rules in a build.</summary>
public sealed class RunPrometheusRuleTestsTests
{
    private const string Rules = """
        groups:
        - name: up
          rules:
          - {alert: JobDown, expr: up == 0, labels: {realm: prod}}

        """;

    private const string Test = """
        rule_files: [up.rules.yml]
        tests:
        - name: fires
          input_series: [{series: 'up{job="api"}', values: 0}]
          alert_rule_test: [{alertname: JobDown, exp_alerts: [{exp_labels: {job: api, realm: '${REALM}'}}]}]

        """;

    private Scratch _folder = null!;
    private RecordingBuildEngine _engine = null!;
    private string _test = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new Scratch();
        _engine = new RecordingBuildEngine();
        _folder.Write("up.rules.yml", Rules);
        _test = _folder.Write("up_test.yml", Test);
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Tests_that_pass_let_the_build_go_on() => Assert.Multiple(() =>
    {
        Assert.That(Run("REALM=prod"), Is.True);
        Assert.That(_engine.Errors, Is.Empty);
        Assert.That(_engine.Messages.Select(static message => message.Message), Has.Some.EqualTo("1 unit tests of rules were run."));
    });

    [Test]
    public void A_failed_expectation_is_an_error_at_its_place() => Assert.Multiple(() =>
    {
        Assert.That(Run("REALM=stage"), Is.False);
        BuildErrorEventArgs error = _engine.Errors.Single();
        Assert.That((error.Code, error.File, error.LineNumber, error.ColumnNumber), Is.EqualTo(("PRL9001", _test, 5, 55)));
        Assert.That(error.Message, Does.StartWith("JobDown at 0s: expected 1 alert, but 1 differs."));
        Assert.That(error.HelpLink, Does.EndWith("/PRL9001.md"));
    });

    [Test]
    public void A_variable_without_a_value_and_a_broken_rule_are_errors_too() => Assert.Multiple(() =>
    {
        Assert.That(Run(), Is.False);
        Assert.That(_engine.Errors.Select(static error => error.Code), Is.EqualTo(["PRL9004"]));
        _engine.Events.Clear();
        _folder.Write("up.rules.yml", Rules.Replace("up == 0", "up ==", StringComparison.Ordinal));
        Assert.That(Run("REALM=prod"), Is.False);
        Assert.That(_engine.Errors.Select(static error => error.Code), Is.EqualTo(["PRL9005"]));
    });

    [Test]
    public void A_build_without_a_test_fails_at_the_project() => Assert.Multiple(() =>
    {
        var task = new RunPrometheusRuleTests { BuildEngine = _engine, ProjectFile = _folder["app.csproj"] };
        Assert.That(task.Execute(), Is.False);
        Assert.That(_engine.Errors.Select(static error => (error.Code, error.File)), Is.EqualTo([("PRL9006", _folder["app.csproj"])]));
    });

    private bool Run(params string[] variables) => new RunPrometheusRuleTests
    {
        BuildEngine = _engine,
        TestFiles = [new TaskItem(_test)],
        Variables = [.. variables.Select(static variable => new TaskItem(variable))],
    }.Execute();
}
