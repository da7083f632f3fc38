namespace PromRuleLint.Tool.Tests.Commands;

/// <summary>What unit tests get of the environment: what is no secret by its name, and what a person names, whatever the files ask for.</summary>
public sealed class TestVariableTests
{
    private const string Rules = "groups: [{name: g, rules: [{alert: Down, expr: up == 0, labels: {realm: prod}}]}]\n";

    private const string Tests = """
        rule_files: [a.yml]
        tests:
        - input_series: [{series: up, values: 0}]
          alert_rule_test: [{alertname: Down, eval_time: 0m, exp_alerts: [{exp_labels: {realm: '${REALM}', token: '${TOKEN}'}}]}]

        """;

    private static readonly (string, string?)[] Environment = [("TOKEN", "s3cret"), ("REALM", "prod")];

    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch().With("a.yml", Rules).With("a_test.yml", Tests);

    [TearDown]
    public void DropFolder() => _scratch.Dispose();

    [TestCase("")]
    [TestCase("tests: {variables: {REALM: x}}\n")]
    [TestCase("tests: {variables: {TOKEN: '${TOKEN}', REALM: '${REALM}'}}\n")]
    public void Test_cannot_read_a_secret_that_nobody_named(string configuration)
    {
        _scratch.With("promrulelint.yml", configuration);
        string[][] runs =
        [
            ["test", "."], ["test", ".", "--config", "promrulelint.yml"], ["test", "a_test.yml", "--emit", "promtool"], ["test", ".", "--accept"], ["lint", "."],
            ["reload", "--url", "http://127.0.0.1:1", "--without-textfile-dir", "."], ["test", ".", "--variable", "REALM"], ["test", ".", "--format", "json"],
        ];
        Assert.Multiple(() =>
        {
            foreach (string[] args in runs)
            {
                ToolRun run = ToolRun.AsProcess(_scratch.Folder, args, null, Environment);
                Assert.That(run.Output + run.Error + File.ReadAllText(_scratch["a_test.yml"]), Does.Not.Contain("s3cret"), string.Join(' ', args));
                Assert.That(run.Error, Does.Not.Contain("   at "));
            }
        });
    }

    [TestCase("REALM", true)]
    [TestCase("DEPLOY_PATH", true)]
    [TestCase("TOKEN", false)]
    [TestCase("API_KEY", false)]
    [TestCase("GITHUB_PAT", false)]
    [TestCase("DB_PASSWORD", false)]
    [TestCase("DATABASE_URL", false)]
    [TestCase("CI_JOB_JWT", false)]
    public void Name_says_whether_a_test_gets_a_variable(string name, bool isGiven)
    {
        _scratch.With("a_test.yml", Tests.Replace("TOKEN", name, StringComparison.Ordinal));
        ToolRun run = ToolRun.AsProcess(_scratch.Folder, ["test", "."], null, [("REALM", "prod"), (name, "shown-value")]);
        Assert.That(run.Output.Contains("shown-value", StringComparison.Ordinal), Is.EqualTo(isGiven), run.Output);
        Assert.That(run.Output.Contains($"The variable ${{{name}}} has no value", StringComparison.Ordinal), Is.Not.EqualTo(isGiven), run.Output);
    }

    [Test]
    public void Environment_wins_over_the_configuration_and_the_command_line_over_both()
    {
        _scratch.With("promrulelint.yml", "tests: {variables: {REALM: of-configuration}}\n").With("a_test.yml", Tests.Replace("TOKEN", "REALM", StringComparison.Ordinal));
        Assert.That(ToolRun.AsProcess(_scratch.Folder, ["test", "."], null, [("REALM", null)]).Output, Does.Contain("of-configuration"));
        Assert.That(ToolRun.AsProcess(_scratch.Folder, ["test", "."], null, [("REALM", "of-environment")]).Output, Does.Contain("of-environment").And.Not.Contain("of-configuration"));
        Assert.That(ToolRun.AsProcess(_scratch.Folder, ["test", ".", "--variable", "REALM=of-line"], null, [("REALM", "of-environment")]).Output, Does.Contain("of-line").And.Not.Contain("of-environment"));
    }

    [Test]
    public void Variable_is_taken_from_the_environment_where_it_is_named()
    {
        ToolRun given = ToolRun.AsProcess(_scratch.Folder, ["test", ".", "--variable", "TOKEN", "--variable", "REALM=stage"], null, Environment);
        ToolRun gone = ToolRun.AsProcess(_scratch.Folder, ["test", ".", "--variable", "NO_SUCH_VARIABLE"], null, Environment);
        ToolRun nameless = ToolRun.AsProcess(_scratch.Folder, ["test", ".", "--variable", "=x"], null, Environment);

        Assert.That(given.Output, Does.Contain("s3cret").And.Contain("stage"));
        Assert.That((gone.ExitCode, gone.Error), Is.EqualTo((2, "promrulelint: --variable NO_SUCH_VARIABLE: the environment has no variable of that name; write NO_SUCH_VARIABLE=VALUE\n")));
        Assert.That((nameless.ExitCode, nameless.Error), Is.EqualTo((2, "promrulelint: --variable =x: write NAME or NAME=VALUE\n")));
    }
}
