using System.Text.Json;

namespace PromRuleLint.Tool.Tests;

public sealed class LintCommandTests
{
    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch();

    [TearDown]
    public void DropFolder() => _scratch.Dispose();

    [Test]
    public void Clean_files_give_exit_code_0()
    {
        _scratch.With("good.yml", Scratch.GoodRules);

        Assert.That(Run("lint", "good.yml"), Is.EqualTo(new ToolRun(0, "Nothing found in 1 file.\n", "")));
        Assert.That(Run("lint", "good.yml", "--format", "json"), Is.EqualTo(new ToolRun(0, "[]\n", "")));
        Assert.That(Run("lint", "good.yml", "--format", "msbuild"), Is.EqualTo(new ToolRun(0, "", "")));
    }

    [Test]
    public void Findings_give_exit_code_1_and_their_frames()
    {
        _scratch.With("rules/bad.yml", Scratch.BadRules);

        ToolRun run = Run("lint", "rules");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Is.Empty);
        Assert.That(run.Output, Does.StartWith("error PRL5001 forbidden-heartbeat-function: increase() must not be used on the heartbeat 'duri_textfile_heartbeat_seq'"));
        Assert.That(run.Output, Does.Contain("""
             --> rules/bad.yml:5:15
              |
            5 |         expr: increase(duri_textfile_heartbeat_seq{metric_realm="prod"}[5m])
              |               ^^^^^^^^
            note: the heartbeat series
             --> rules/bad.yml:5:24
              |
            5 |         expr: increase(duri_textfile_heartbeat_seq{metric_realm="prod"}[5m])
              |                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            """));
    }

    [TestCase("error", 0)]
    [TestCase("warning", 1)]
    [TestCase("information", 1)]
    public void Fail_on_says_from_which_severity_on_findings_count(string failOn, int exitCode)
    {
        _scratch.With("bad.yml", Scratch.BadRules).With("promrulelint.yml", "severity: {forbidden-heartbeat-function: warning}\n");

        Assert.That(Run("lint", "bad.yml", "--fail-on", failOn).ExitCode, Is.EqualTo(exitCode));
    }

    [Test]
    public void Configuration_is_found_above_the_file_or_named_or_left_out()
    {
        _scratch.With("a/b/bad.yml", Scratch.BadRules).With("a/promrulelint.yml", "severity: {PRL5001: none}\n").With("other.yml", "severity: {PRL5001: information}\n");

        Assert.That(Run("lint", "a/b/bad.yml").ExitCode, Is.Zero);
        Assert.That(Run("lint", "a/b/bad.yml", "--config", "other.yml").Output, Does.StartWith("information PRL5001"));
        Assert.That(Run("lint", "a/b/bad.yml", "--no-config").ExitCode, Is.EqualTo(1));
        Assert.That(Run("lint", "a/b/bad.yml", "--no-config", "--config", "other.yml").ExitCode, Is.EqualTo(2));
    }

    [Test]
    public void Wrong_configuration_gives_exit_code_2_and_the_findings_all_the_same()
    {
        _scratch.With("bad.yml", Scratch.BadRules).With("promrulelint.yml", "facts: {scrape_intervall: 15s}\nseverity: {no-such-check: error}\n");

        ToolRun run = Run("lint", "bad.yml", "--format", "msbuild");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Output, Does.Contain("promrulelint.yml(1,9,1,25): error PRL0003: 'scrape_intervall' is not a key of 'facts'; did you mean 'scrape_interval'?"));
        Assert.That(run.Output, Does.Contain("promrulelint.yml(2,12,2,25): error PRL0004: There is no check 'no-such-check'"));
        Assert.That(run.Output, Does.Contain("bad.yml(5,15,5,23): error PRL5001"));
    }

    [Test]
    public void Missing_configuration_file_gives_exit_code_3()
    {
        _scratch.With("good.yml", Scratch.GoodRules);

        ToolRun run = Run("lint", "good.yml", "--config", "nowhere.yml");

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Output, Does.Contain("nowhere.yml").And.Contain("there is no such file"));
    }

    [Test]
    public void Missing_file_gives_exit_code_3_and_hides_no_finding_of_others()
    {
        _scratch.With("bad.yml", Scratch.BadRules);

        ToolRun run = Run("lint", "gone.yml", "bad.yml", "--format", "msbuild");

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Output, Does.Contain("gone.yml : error PRL0001: The file cannot be read: there is no such file"));
        Assert.That(run.Output, Does.Contain("bad.yml(5,15,5,23): error PRL5001"));
    }

    [Test]
    public void A_link_to_nothing_is_passed_by_in_a_folder()
    {
        _scratch.With("bad.yml", Scratch.BadRules);
        File.CreateSymbolicLink(_scratch["gone.yml"], _scratch["nowhere.yml"]);

        ToolRun run = Run("lint", ".", "--format", "msbuild");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Not.Contain("gone.yml").And.Contain("bad.yml(5,15,5,23): error PRL5001"));
    }

    [Test]
    public void A_named_link_to_nothing_gives_exit_code_3_and_hides_no_finding_of_others()
    {
        _scratch.With("bad.yml", Scratch.BadRules);
        File.CreateSymbolicLink(_scratch["gone.yml"], _scratch["nowhere.yml"]);

        ToolRun run = Run("lint", ".", "gone.yml", "--format", "msbuild");

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Output, Does.Contain("gone.yml : error PRL0001").And.Contain("bad.yml(5,15,5,23): error PRL5001"));
    }

    [Test]
    public void Links_in_a_loop_end()
    {
        _scratch.With("rules/bad.yml", Scratch.BadRules);
        Directory.CreateSymbolicLink(_scratch["rules/up"], _scratch.Folder);
        File.CreateSymbolicLink(_scratch["a.yml"], _scratch["b.yml"]);
        File.CreateSymbolicLink(_scratch["b.yml"], _scratch["a.yml"]);

        ToolRun folder = Run("lint", "rules", "--format", "msbuild");
        ToolRun file = Run("lint", "a.yml", "rules/bad.yml", "--format", "msbuild");

        Assert.That(folder.Output.Split('\n').Count(static line => line.Contains("PRL5001", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(file.ExitCode, Is.EqualTo(3));
        Assert.That(file.Output, Does.Contain("a.yml : error PRL0001").And.Contain("PRL5001"));
    }

    [TestCase("*.zzz")]
    [TestCase("empty")]
    public void What_matches_nothing_gives_exit_code_2(string path)
    {
        Directory.CreateDirectory(_scratch["empty"]);

        ToolRun run = Run("lint", path);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Output, Does.Contain($"No file matches '{path}'"));
    }

    [Test]
    public void Folder_whose_files_are_all_excluded_is_not_called_clean()
    {
        _scratch.With("rules/bad.yml", Scratch.BadRules).With("promrulelint.yml", "files: {exclude: ['**']}\n");

        Assert.That(Run("lint", "rules"), Has.Property("ExitCode").EqualTo(2).And.Property("Output").Contains("No file matches 'rules'"));
        Assert.That(Run("lint", "rules/bad.yml").ExitCode, Is.EqualTo(1), "a file that is named itself is looked at");
    }

    [TestCase("grops: [{name: a, rules: []}]", "has no field 'grops'; write 'groups'")]
    [TestCase("grops: []", "has no field 'grops'; write 'groups'")]
    [TestCase("foo: 1", "This is no rule file: it has no 'groups'")]
    [TestCase("- a", "A rule file begins with 'groups:', not with a list")]
    [TestCase("42", "a rule file")]
    public void File_that_was_named_and_holds_no_rules_is_not_called_clean(string text, string message)
    {
        _scratch.With("rules/a.yml", text).With("rules/good.yml", Scratch.GoodRules);

        Assert.That(Run("lint", "rules/a.yml"), Has.Property("ExitCode").EqualTo(1).And.Property("Output").Contains(message));
    }

    [TestCase("")]
    [TestCase("# nothing yet\n")]
    [TestCase("{}")]
    [TestCase("groups: []")]
    [TestCase("groups:")]
    [TestCase("apiVersion: v1\nkind: Service\n")]
    [TestCase("global: {}\nscrape_configs: []\n")]
    public void File_without_rules_that_may_be_one_is_left_alone(string text)
    {
        _scratch.With("a.yml", text);

        Assert.That(Run("lint", "a.yml").ExitCode, Is.Zero);
    }

    [Test]
    public void Globs_are_matched_by_the_tool()
    {
        _scratch.With("a/b/bad.yml", Scratch.BadRules).With("a/good.yml", Scratch.GoodRules).With("other.yml", Scratch.BadRules);

        ToolRun run = Run("lint", "a/**/*.yml");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.EndWith(" in 2 files.\n").And.Contain("a/b/bad.yml:5:15"));
    }

    [Test]
    public void Standard_input_is_linted_under_its_name_and_the_configuration_there()
    {
        _scratch.With("sub/promrulelint.yml", "severity: {PRL5001: warning}\n");

        ToolRun plain = ToolRun.InProcess(_scratch.Folder, ["lint", "-", "--format", "msbuild"], Scratch.BadRules);
        ToolRun named = ToolRun.InProcess(_scratch.Folder, ["lint", "-", "--stdin-name", "sub/x.yml", "--format", "msbuild"], Scratch.BadRules);

        Assert.That(plain.ExitCode, Is.EqualTo(1));
        Assert.That(plain.Output, Does.StartWith("stdin(5,15,5,23): error PRL5001"));
        Assert.That(named.ExitCode, Is.Zero);
        Assert.That(named.Output, Does.StartWith("sub/x.yml(5,15,5,23): warning PRL5001"));
    }

    [Test]
    public void Assembly_that_cannot_be_used_gives_exit_code_3_and_the_findings_all_the_same()
    {
        _scratch.With("bad.yml", Scratch.BadRules).With("no.dll", "no assembly");

        foreach (string assembly in new[] { "no.dll", "nowhere.dll" })
        {
            ToolRun run = Run("lint", "bad.yml", "--checks", assembly, "--format", "msbuild");

            Assert.That(run.ExitCode, Is.EqualTo(3));
            Assert.That(run.Output, Does.Contain("error PRL0010").And.Contain("PRL5001"));
        }
    }

    [Test]
    public void Json_is_an_array_of_findings_with_1_based_ranges()
    {
        _scratch.With("bad.yml", Scratch.BadRules);

        using JsonDocument json = JsonDocument.Parse(Run("lint", "bad.yml", "--format", "json").Output);

        JsonElement finding = json.RootElement.EnumerateArray().First(static each => each.GetProperty("id").GetString() == "PRL5001");
        Assert.That(finding.EnumerateObject().Select(static each => each.Name), Is.EqualTo(new[] { "id", "name", "severity", "confidence", "assumptions", "message", "file", "range", "helpLink", "related" }));
        Assert.That(finding.GetProperty("range").GetRawText().Where(static c => !char.IsWhiteSpace(c)), Is.EqualTo("""{"start":{"line":5,"column":15},"end":{"line":5,"column":23}}"""));
        Assert.That(finding.GetProperty("file").GetString(), Is.EqualTo("bad.yml"));
        Assert.That(finding.GetProperty("related").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public void Colors_come_only_when_asked_for_where_there_is_no_terminal()
    {
        _scratch.With("bad.yml", Scratch.BadRules);

        Assert.That(Run("lint", "bad.yml").Output, Does.Not.Contain("\e"));
        Assert.That(Run("lint", "bad.yml", "--color", "always").Output, Does.Contain("\e[1;31m"));
        Assert.That(Run("lint", "bad.yml", "--color", "always", "--format", "json").Output, Does.Not.Contain("\e"));
    }

    private ToolRun Run(params string[] args) => ToolRun.InProcess(_scratch.Folder, args);
}
