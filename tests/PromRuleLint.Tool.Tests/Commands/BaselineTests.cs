namespace PromRuleLint.Tool.Tests.Commands;

/// <summary><c>lint --baseline</c> and <c>--update</c>.</summary>
public sealed class BaselineTests
{
    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch().With("rules/bad.yml", Scratch.BadRules);

    [TearDown]
    public void DropFolder() => _scratch.Dispose();

    [Test]
    public void What_was_found_at_the_update_is_quiet_also_when_lines_move()
    {
        ToolRun update = Run("--update");
        Assert.That(update.ExitCode, Is.Zero);
        Assert.That(update.Output, Does.EndWith(" known now in known.json.\n"));
        Assert.That(update.Error, Is.Empty);

        _scratch.With("rules/bad.yml", "# one\n# two\n" + Scratch.BadRules);
        Assert.That(Run(), Is.EqualTo(new ToolRun(0, "", "")));
    }

    [Test]
    public void New_findings_are_reported()
    {
        Run("--update");
        _scratch.With("rules/bad.yml", Scratch.BadRules + "      - record: other_beats\n        expr: increase(duri_textfile_heartbeat_seq{metric_realm=\"prod\"}[5m])\n");

        ToolRun run = Run();
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("rules/bad.yml(7,15,7,23): error PRL5001").And.Not.Contain("(5,"));
    }

    [Test]
    public void Entry_without_a_finding_is_told_until_the_next_update()
    {
        Run("--update");
        _scratch.With("rules/bad.yml", Scratch.GoodRules);

        ToolRun run = Run();
        Assert.That(run.Output, Does.Contain("known.json").And.Contain("PRL0009").And.Contain("PRL5001 of 'duri_beats' in rules/bad.yml is found no more"));
        Assert.That(Run("--update").Output, Is.EqualTo("0 findings are known now in known.json.\n"));
        Assert.That(Run(), Is.EqualTo(new ToolRun(0, "", "")));
    }

    [Test]
    public void Update_leaves_no_other_file_and_writes_the_same_again()
    {
        Run("--update");
        string first = File.ReadAllText(_scratch["known.json"]);
        Run("--update");

        Assert.That(File.ReadAllText(_scratch["known.json"]), Is.EqualTo(first).And.Contains("rules/bad.yml"));
        Assert.That(Directory.GetFiles(_scratch.Folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void Faults_of_the_configuration_are_never_known()
    {
        _scratch.With("promrulelint.yml", "facts: {scrape_intervall: 15s}\n");

        ToolRun update = Run("--update");
        Assert.That(update.ExitCode, Is.EqualTo(2));
        Assert.That(update.Error, Does.Contain("PRL0003"));
        Assert.That(Run(), Has.Property("ExitCode").EqualTo(2).And.Property("Output").Contains("PRL0003"));
    }

    [Test]
    public void Missing_baseline_gives_exit_code_3_and_says_how_to_write_it() =>
        Assert.That(Run(), Is.EqualTo(new ToolRun(3, "", "promrulelint: 'known.json' cannot be read: there is no such file; --update writes the baseline\n")));

    [TestCase("no json")]
    [TestCase("[]")]
    [TestCase("{\"findings\": [1]}")]
    public void File_that_is_no_baseline_gives_exit_code_2(string text)
    {
        _scratch.With("known.json", text);

        Assert.That(Run(), Has.Property("ExitCode").EqualTo(2).And.Property("Error").StartsWith("promrulelint: 'known.json' is no baseline: "));
    }

    [Test]
    public void Baseline_that_cannot_be_written_gives_exit_code_3()
    {
        ToolRun run = ToolRun.InProcess(_scratch.Folder, ["lint", "rules", "--baseline", "nowhere/known.json", "--update"]);

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.StartWith("promrulelint: the baseline 'nowhere/known.json' cannot be written: "));
    }

    [Test]
    public void Update_needs_a_baseline()
    {
        ToolRun run = ToolRun.InProcess(_scratch.Folder, ["lint", "rules", "--update"]);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("--update needs --baseline FILE"));
    }

    private ToolRun Run(params string[] more) => ToolRun.InProcess(_scratch.Folder, ["lint", "rules", "--baseline", "known.json", "--format", "msbuild", .. more]);
}
