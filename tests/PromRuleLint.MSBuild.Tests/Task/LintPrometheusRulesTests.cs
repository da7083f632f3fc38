using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PromRuleLint.MSBuild.Tests.Task;

public class LintPrometheusRulesTests
{
    private Scratch _folder = null!;
    private RecordingBuildEngine _engine = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new Scratch();
        _engine = new RecordingBuildEngine();
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void An_error_carries_code_file_range_and_link()
    {
        string path = _folder.Write("a.rules.yml", """
            groups:
              - name: g
                rules:
                  - record: a:b
                    expr: |
                      sum(
                        up
            """);

        Assert.That(Run(path), Is.False);
        BuildErrorEventArgs error = _engine.Errors.First();
        Assert.That(error.Code, Is.EqualTo("PRL2001"));
        Assert.That(error.File, Is.EqualTo(path));
        Assert.That(error.LineNumber, Is.InRange(6, 7));
        Assert.That(error.EndLineNumber, Is.GreaterThanOrEqualTo(error.LineNumber));
        Assert.That(error.ColumnNumber, Is.Positive);
        Assert.That(error.EndColumnNumber, Is.Positive);
        Assert.That(error.HelpLink, Does.EndWith("/PRL2001.md"));
        Assert.That(error.Message, Does.EndWith($"({error.HelpLink})"));
    }

    [Test]
    public void A_warning_does_not_fail_and_is_followed_by_the_places_that_explain_it()
    {
        string path = _folder.Write("a.rules.yml", """
            groups:
              - name: g
                rules:
                  - record: job:requests:rate5m
                    expr: sum by (job) (rate(http_requests_total[5m]))
                  - record: job:requests:rate5m
                    expr: sum by (job) (rate(http_requests_total[5m]))
            """);

        Assert.That(Run(path), Is.True);
        Assert.That(_engine.Errors, Is.Empty);
        Assert.That(_engine.Warnings.Select(static w => (w.Code, w.LineNumber)), Is.EqualTo(new[] { ("PRL7001", 6) }));
        BuildMessageEventArgs message = _engine.Messages.First(static m => m.Code == "PRL7001");
        Assert.That((message.File, message.LineNumber), Is.EqualTo((path, 4)));
        Assert.That(message.Importance, Is.EqualTo(MessageImportance.Normal));
        Assert.That(_engine.Warnings.Single().Message, Does.Contain("(see line 4: "));
    }

    [Test]
    public void Braces_of_the_rules_are_told_as_they_are()
    {
        string path = _folder.Write("a.rules.yml", """
            groups:
              - name: g
                rules:
                  - record: "a{0}{b}"
                    expr: up
            """);

        Run(path);

        Assert.That(_engine.Errors.Single(static e => e.Code == "PRL1015").Message, Does.Contain("a{0}{b}"));
    }

    [Test]
    public void A_missing_file_fails_and_hides_nothing()
    {
        string path = _folder.Write("a.rules.yml", "groups: [");

        Assert.That(Run(_folder["missing.yml"], path, _folder.Root), Is.False);
        Assert.That(_engine.Errors.Select(static e => e.Code), Is.EqualTo(new[] { "PRL0001", "PRL0001", "PRL1001" }).AsCollection);
    }

    [Test]
    public void A_build_that_lints_no_file_warns_at_the_project()
    {
        var task = new LintPrometheusRules { BuildEngine = _engine, ProjectFile = _folder["app.csproj"] };

        Assert.That(task.Execute(), Is.True);
        Assert.That(_engine.Warnings.Select(static w => (w.Code, w.File)), Is.EqualTo(new[] { ("PRL0016", _folder["app.csproj"]) }));
        Assert.That(FileCounts, Is.EqualTo("PromRuleLint: linted 0 rule files and 0 test files."));
    }

    [Test]
    public void A_build_whose_files_hold_no_rules_warns()
    {
        var item = new TaskItem(_folder.Write("firewall_rules.yml", "allow:\n  - port: 443\n"));
        item.SetMetadata("OnlyIfRules", "true");

        Assert.That(new LintPrometheusRules { BuildEngine = _engine, RuleFiles = [item] }.Execute(), Is.True);
        Assert.That(_engine.Warnings.Select(static w => w.Code), Is.EqualTo(new[] { "PRL0016" }));
    }

    [TestCase("PRL0016", false)]
    [TestCase("nothing-linted", false)]
    [TestCase("PRL7001", true)]
    public void That_no_file_is_linted_can_be_silenced(string noWarn, bool warns)
    {
        Assert.That(new LintPrometheusRules { BuildEngine = _engine, Settings = [Settings("NoWarn", noWarn)] }.Execute(), Is.True);
        Assert.That(_engine.Warnings.Any(), Is.EqualTo(warns));
    }

    [Test]
    public void That_no_file_is_linted_fails_a_build_whose_warnings_are_errors() =>
        Assert.That(new LintPrometheusRules { BuildEngine = _engine, Settings = [Settings("TreatWarningsAsErrors", "true")] }.Execute(), Is.False);

    [Test]
    public void The_build_says_at_normal_verbosity_how_many_files_it_linted()
    {
        string first = _folder.Write("a.rules.yml", "groups: []\n");
        string second = _folder.Write("b.rules.yml", "groups: []\n");
        string test = _folder.Write("a_test.yml", "rule_files: [a.rules.yml]\ntests: []\n");
        var task = new LintPrometheusRules
        {
            BuildEngine = _engine,
            RuleFiles = [new TaskItem(first), new TaskItem(second), new TaskItem(first), new TaskItem(test)],
            TestFiles = [new TaskItem(test)],
        };

        Assert.That(task.Execute(), Is.True);
        Assert.That(FileCounts, Is.EqualTo("PromRuleLint: linted 2 rule files and 1 test file."));
    }

    [Test]
    public void A_file_that_cannot_be_read_is_the_only_finding_where_it_is_the_only_file()
    {
        Run(_folder["missing.yml"]);

        Assert.That(_engine.Errors.Select(static e => e.Code), Is.EqualTo(new[] { "PRL0001" }));
        Assert.That(_engine.Warnings, Is.Empty);
    }

    [Test]
    public void The_configuration_among_the_rules_is_no_rule_file()
    {
        string rules = _folder.Write("a.rules.yml", "groups: []\n");

        Assert.That(Run(rules, _folder.Write("promrulelint.yml", "realm:\n  allowed: [prod]\n")), Is.True);
        Assert.That(_engine.Errors, Is.Empty);
        Assert.That(_engine.Warnings, Is.Empty);
        Assert.That(FileCounts, Is.EqualTo("PromRuleLint: linted 1 rule file and 0 test files."));
    }

    [Test]
    public void A_file_without_rules_is_left_alone_only_where_the_item_says_so()
    {
        string path = _folder.Write("compose.yml", "services:\n  a: {image: b}\n");
        var item = new TaskItem(path);
        item.SetMetadata("OnlyIfRules", "true");

        Assert.That(Run(path), Is.False);
        Assert.That(new LintPrometheusRules { BuildEngine = _engine, RuleFiles = [item] }.Execute(), Is.True);
    }

    [Test]
    public void Reports_name_files_relative_to_the_repository_and_the_log_names_them_in_full()
    {
        _folder.Write(".git/HEAD", "");
        string project = _folder.Write("src/app/app.csproj", "");
        string path = _folder.Write("deploy/a.rules.yml", "groups: [{name: g, rules: [{record: 'a:b', expr: 'sum('}]}]\n");
        var task = new LintPrometheusRules
        {
            BuildEngine = _engine,
            ProjectFile = project,
            RuleFiles = [new TaskItem(path)],
            Reports = ["sarif=out/findings.sarif", " compact=findings.txt", ""],
        };

        Assert.That(task.Execute(), Is.False);
        Assert.That(_engine.Errors.Single().File, Is.EqualTo(path));
        Assert.That(File.ReadAllText(_folder["src/app/findings.txt"]), Does.StartWith("deploy/a.rules.yml:1:"));
        using var sarif = System.Text.Json.JsonDocument.Parse(File.ReadAllText(_folder["src/app/out/findings.sarif"]));
        Assert.That(sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString(), Is.EqualTo("deploy/a.rules.yml"));
    }

    [TestCase("sarf=a.sarif")]
    [TestCase("sarif")]
    [TestCase("sarif=")]
    [TestCase("sarif=missing\0.sarif")]
    public void A_report_that_cannot_be_written_fails_the_build(string report)
    {
        string path = _folder.Write("a.rules.yml", "groups: []\n");
        var task = new LintPrometheusRules { BuildEngine = _engine, ProjectFile = _folder["app.csproj"], RuleFiles = [new TaskItem(path)], Reports = [report] };

        Assert.That(task.Execute(), Is.False);
        Assert.That(_engine.Errors.Single().Message, Does.Contain("eport"));
    }

    [Test]
    public void Configurations_that_differ_between_frameworks_are_an_error()
    {
        var task = new LintPrometheusRules { BuildEngine = _engine, Settings = [Settings("ConfigurationFile", "/a.yml"), Settings("ConfigurationFile", "/b.yml")] };

        Assert.That(task.Execute(), Is.False);
        Assert.That(_engine.Errors.Single().Message, Does.Contain("PrometheusRuleConfigurationFile differs"));
    }

    private static TaskItem Settings(string name, string value)
    {
        var item = new TaskItem("settings");
        item.SetMetadata(name, value);
        return item;
    }

    private string? FileCounts => _engine.Messages.Single(static m => m.Importance == MessageImportance.Normal && m.Code is null).Message;

    private bool Run(params string[] ruleFiles) =>
        new LintPrometheusRules { BuildEngine = _engine, RuleFiles = [.. ruleFiles.Select(static path => new TaskItem(path))] }.Execute();
}
