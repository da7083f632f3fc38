using System.Text;

namespace PromRuleLint.Tool.Tests.Commands;

public sealed class FixCommandTests
{
    private const string Misspelled = "groups:\n- name: a   # kept\n  rules:\n  - record: x\n    expr: clamp_mx(up,   1)\n";

    private static readonly string Fixed = Misspelled.Replace("clamp_mx", "clamp_max", StringComparison.Ordinal);

    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch();

    [TearDown]
    public void DropFolder() => _scratch.Dispose();

    [Test]
    public void Finding_is_fixed_and_all_else_kept_to_the_byte()
    {
        byte[] before = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Misspelled.ReplaceLineEndings("\r\n"))];
        _scratch.With("rules/a.yml", before).With("rules/good.yml", Scratch.GoodRules);
        DateTime untouched = File.GetLastWriteTimeUtc(_scratch["rules/good.yml"]);

        Assert.That(Run("fix", "rules"), Is.EqualTo(new ToolRun(0, "1 fixed in 1 file: unknown-function 1.\n", "")));
        Assert.That(File.ReadAllBytes(_scratch["rules/a.yml"]), Is.EqualTo((byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Fixed.ReplaceLineEndings("\r\n"))]));
        Assert.That(File.GetLastWriteTimeUtc(_scratch["rules/good.yml"]), Is.EqualTo(untouched));
        Assert.That(Directory.GetFiles(_scratch["rules"]), Has.Length.EqualTo(2), "no other file is left");
        Assert.That(Run("lint", "rules").ExitCode, Is.Zero);
        Assert.That(Run("fix", "rules"), Is.EqualTo(new ToolRun(0, "Nothing to fix.\n", "")));
    }

    [Test]
    public void Dry_run_shows_the_lines_and_changes_nothing()
    {
        _scratch.With("a.yml", Misspelled);

        Assert.That(Run("fix", "a.yml", "--dry-run"), Is.EqualTo(new ToolRun(0, """
            a.yml:
            5 -     expr: clamp_mx(up,   1)
            5 +     expr: clamp_max(up,   1)
            1 would be fixed in 1 file: unknown-function 1.

            """, "")));
        Assert.That(File.ReadAllText(_scratch["a.yml"]), Is.EqualTo(Misspelled));
    }

    [Test]
    public void Fix_that_may_change_the_meaning_is_made_only_when_asked_for()
    {
        const string Filter = "groups:\n- name: a\n  rules:\n  - record: x\n    expr: (lag > 0) * (lag < 2)\n";
        _scratch.With("a.yml", Filter);

        ToolRun safe = Run("fix", "a.yml");
        Assert.That(safe.Output, Does.StartWith("Nothing to fix.\n").And.Contain("with a fix that --unsafe makes"));
        Assert.That(File.ReadAllText(_scratch["a.yml"]), Is.EqualTo(Filter));

        Assert.That(Run("fix", "a.yml", "--unsafe").Output, Does.Contain("fixed in 1 file: filter-used-as-boolean"));
        Assert.That(File.ReadAllText(_scratch["a.yml"]), Is.EqualTo(Filter.Replace("> 0", "> bool 0", StringComparison.Ordinal).Replace("< 2", "< bool 2", StringComparison.Ordinal)));
    }

    [Test]
    public void Copy_of_a_test_file_is_removed_when_asked_for_and_the_first_is_kept()
    {
        const string Tests = """
            rule_files: [down.rules.yml]
            tests:
            - input_series:
              - series: up
                values: 0x20
              alert_rule_test:
              - eval_time: 5m
                alertname: Down
                exp_alerts:
                - {}
            """;
        _scratch.With("down.rules.yml", "groups:\n- name: example\n  rules:\n  - alert: Down\n    expr: up == 0\n    for: 1m\n").With("a_test.yml", Tests).With("b_test.yml", Tests);

        ToolRun safe = Run("fix", ".");
        Assert.That(File.Exists(_scratch["b_test.yml"]), Is.True, safe.Output);
        ToolRun run = Run("fix", "--unsafe", ".");

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(run.Output, Does.Contain("duplicate-test-file 1"));
        Assert.That(File.Exists(_scratch["b_test.yml"]), Is.False);
        Assert.That(File.ReadAllText(_scratch["a_test.yml"]), Is.EqualTo(Tests));
    }

    [Test]
    public void What_remains_gives_the_exit_code_of_lint()
    {
        _scratch.With("bad.yml", Scratch.BadRules);

        ToolRun run = Run("fix", "bad.yml");
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.StartWith("Nothing to fix.\n").And.Contain("'promrulelint lint' shows them."));
        Assert.That(File.ReadAllText(_scratch["bad.yml"]), Is.EqualTo(Scratch.BadRules));
    }

    [Test]
    public void File_that_cannot_be_written_is_left_and_the_others_are_fixed()
    {
        _scratch.With("a.yml", Misspelled).With("b.yml", Misspelled.Replace("record: x", "record: y", StringComparison.Ordinal));
        File.SetAttributes(_scratch["a.yml"], FileAttributes.ReadOnly);

        ToolRun run = Run("fix", "a.yml", "b.yml");
        File.SetAttributes(_scratch["a.yml"], FileAttributes.Normal);
        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Is.EqualTo("promrulelint: a.yml is left as it is: the file is read-only\n"));
        Assert.That(File.ReadAllText(_scratch["a.yml"]), Is.EqualTo(Misspelled));
        Assert.That(File.ReadAllText(_scratch["b.yml"]), Does.Contain("clamp_max"));
    }

    [Test]
    public void Missing_file_gives_exit_code_3_and_a_glob_without_files_2()
    {
        Assert.That(Run("fix", "nowhere.yml").ExitCode, Is.EqualTo(3));
        Assert.That(Run("fix", "*.zzz").ExitCode, Is.EqualTo(2));
    }

    private ToolRun Run(params string[] args) => ToolRun.InProcess(_scratch.Folder, args);
}
