using System.Diagnostics;

namespace PromRuleLint.Tool.Tests.Commands;

/// <summary><c>lint --since</c> on real repositories.</summary>
public sealed class SinceTests
{
    private const string Rules = """
        groups:
          - name: a
            rules:
              - record: a:beats
                expr: increase(duri_textfile_heartbeat_seq{metric_realm="prod"}[5m])
              - record: b:beats
                expr: increase(duri_textfile_heartbeat_seq{metric_realm="prod"}[7m])
              - record: c:sum
                expr: sum(a:beats) + sum(increase(duri_textfile_heartbeat_seq{metric_realm="prod"}[9m]))

        """;

    private Scratch _scratch = null!;

    [SetUp]
    public void MakeRepository()
    {
        _scratch = new Scratch().With("rules/a.yml", Rules);
        Git("init", "-q");
        Commit();
    }

    [TearDown]
    public void DropFolder() => _scratch.Dispose();

    [Test]
    public void Without_a_change_nothing_is_reported()
    {
        Assert.That(Run("rules").ExitCode, Is.EqualTo(0));
        Assert.That(ToolRun.InProcess(_scratch.Folder, ["lint", "rules"]).ExitCode, Is.EqualTo(1), "without --since all is found");
    }

    [Test]
    public void Changed_rule_is_reported_and_an_untouched_one_with_the_same_finding_is_not()
    {
        Edit("[7m]", "[8m]");

        Assert.That(Lines(Run("rules")), Is.EqualTo(new[] { 7 }));
        Assert.That(Run("rules").ExitCode, Is.EqualTo(1));
        Commit();
        Assert.That(Lines(Run("rules")), Is.Empty);
        Assert.That(Lines(Run("rules", "HEAD~1")), Is.EqualTo(new[] { 7 }));
    }

    [Test]
    public void Rule_that_reads_a_changed_one_is_reported_in_another_file_too()
    {
        _scratch.With("rules/d.yml", "groups:\n- name: d\n  rules:\n  - record: d:sum\n    expr: c:sum + increase(duri_textfile_heartbeat_seq{metric_realm=\"prod\"}[9m])\n");
        Commit();
        Edit("[5m]", "[6m]");

        ToolRun run = Run("rules");
        Assert.That(Lines(run), Is.EqualTo(new[] { 5, 9, 5 }));
        Assert.That(run.Output, Does.Contain("rules/d.yml(5,"));
    }

    [Test]
    public void Rule_that_reads_from_a_file_that_is_gone_is_reported()
    {
        _scratch.With("rules/0.yml", "groups: [{name: z, rules: [{record: gone, expr: up}]}]\n");
        Edit("[7m])", "[7m]) + on() gone");
        Commit();
        File.Delete(_scratch["rules/0.yml"]);

        Assert.That(Lines(Run("rules")), Is.EqualTo(new[] { 7 }));
    }

    [Test]
    public void White_space_comments_and_moved_lines_are_no_change()
    {
        Edit("  - record: b:beats", "  # a comment\n\n      - record:   'b:beats'");
        Edit("increase(duri_textfile_heartbeat_seq{metric_realm=\"prod\"}[7m])", "increase( duri_textfile_heartbeat_seq{ metric_realm=\"prod\" }[7m] )");

        Assert.That(Lines(Run("rules")), Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void In_a_renamed_file_only_the_rule_that_changed_is_reported(bool isChanged)
    {
        Git("mv", "rules/a.yml", "rules/ü b.yml");
        if (isChanged)
        {
            Edit("[7m]", "[8m]", "rules/ü b.yml");
        }

        Assert.That(Lines(Run("rules")), Is.EqualTo(isChanged ? new[] { 7 } : []));
    }

    [Test]
    public void Files_that_git_does_not_know_are_new()
    {
        _scratch.With("rules/new.yml", Scratch.BadRules).With(".gitignore", "ignored.yml\n").With("rules/ignored.yml", Scratch.BadRules.Replace("duri_beats", "other_beats", StringComparison.Ordinal));

        Assert.That(Run("rules").Output, Does.Contain("rules/new.yml(5,").And.Contain("rules/ignored.yml(5,").And.Not.Contain("rules/a.yml"));
    }

    [Test]
    public void Standard_input_is_compared_with_the_file_of_its_name()
    {
        string[] args = ["lint", "-", "--stdin-name", "rules/a.yml", "--since", "HEAD", "--format", "msbuild"];

        Assert.That(Lines(ToolRun.InProcess(_scratch.Folder, args, Rules.Replace("[7m]", "[8m]", StringComparison.Ordinal))), Is.EqualTo(new[] { 7 }));
        Assert.That(Lines(ToolRun.InProcess(_scratch.Folder, args, Rules)), Is.Empty);
    }

    [Test]
    public void Findings_outside_of_rules_are_reported_where_the_file_changed()
    {
        const string Unknown = "grops: 1\n";
        _scratch.With("rules/a.yml", Rules + Unknown);
        Commit();
        Assert.That(Lines(Run("rules")), Is.Empty);

        _scratch.With("rules/a.yml", "# changed\n" + Rules + Unknown);
        Assert.That(Lines(Run("rules")), Is.EqualTo(new[] { 11 }));
    }

    [Test]
    public void Configuration_is_reported_where_it_changed()
    {
        _scratch.With("promrulelint.yml", "severity: {no-such-check: error}\n");
        Assert.That(Run("rules"), Has.Property("ExitCode").EqualTo(2).And.Property("Output").Contains("promrulelint.yml(1,"));

        Commit();
        Assert.That(Run("rules").ExitCode, Is.Zero);
    }

    [Test]
    public void Paths_are_found_from_a_folder_below()
    {
        Edit("[7m]", "[8m]");

        ToolRun run = ToolRun.InProcess(_scratch["rules"], ["lint", "a.yml", "--since", "HEAD", "--format", "msbuild"]);
        Assert.That(Lines(run), Is.EqualTo(new[] { 7 }));
    }

    [TestCase("nowhere")]
    [TestCase("$(touch x)")]
    [TestCase("HEAD:rules")]
    [TestCase("nowhere..HEAD", "nowhere")]
    [TestCase("HEAD..nowhere", "nowhere")]
    [TestCase("...nowhere", "nowhere")]
    [TestCase("HEAD..--all", "--all")]
    [TestCase("HEAD....HEAD", ".HEAD")]
    [TestCase("..")]
    public void Unknown_revision_gives_exit_code_2(string revision, string? unknown = null)
    {
        ToolRun run = Run("rules", revision);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain($"--since {revision}: git knows no revision '{unknown ?? revision}' in "));
        Assert.That(File.Exists(_scratch["x"]), Is.False);
    }

    [Test]
    public void Range_reports_what_changed_between_two_revisions()
    {
        Edit("[7m]", "[8m]");
        Commit();
        Edit("[5m]", "[6m]");
        Commit();

        Assert.That(Lines(Run("rules", "HEAD~2..HEAD~1")), Is.EqualTo(new[] { 7 }));
        Assert.That(Lines(Run("rules", "HEAD~1..HEAD")), Is.EqualTo(new[] { 5, 9 }), "the last rule reads the first");
        Assert.That(Lines(Run("rules", "HEAD~2..")), Is.EqualTo(new[] { 5, 7, 9 }));
        Assert.That(Lines(Run("rules", "HEAD..HEAD")), Is.Empty);
        Assert.That(Lines(Run("rules", "HEAD^{/Change}..")), Is.Empty);
    }

    [Test]
    public void What_changed_after_a_range_is_no_part_of_it_unless_the_range_changed_it_too()
    {
        Edit("[7m]", "[8m]");
        Commit();
        Edit("[5m]", "[6m]");
        Assert.That(Lines(Run("rules", "HEAD~1..HEAD")), Is.EqualTo(new[] { 7 }), "the other edit is in the working tree only");

        Edit("[8m]", "[9m]");
        Assert.That(Lines(Run("rules", "HEAD~1..HEAD")), Is.EqualTo(new[] { 7 }), "edited again, and still that rule");

        Git("mv", "rules/a.yml", "rules/b.yml");
        _scratch.With("rules/new.yml", Scratch.BadRules);
        Assert.That(Lines(Run("rules", "HEAD~1..HEAD")), Is.EqualTo(new[] { 7 }), "in a file that has another name now");
    }

    [Test]
    public void Range_of_three_dots_begins_where_the_branches_parted()
    {
        Git("branch", "-M", "main");
        Git("checkout", "-q", "-b", "work");
        Edit("[7m]", "[8m]");
        Commit();
        Git("checkout", "-q", "main");
        Edit("[5m]", "[6m]");
        Commit();
        Git("checkout", "-q", "work");

        Assert.That(Lines(Run("rules", "main...work")), Is.EqualTo(new[] { 7 }));
        Assert.That(Lines(Run("rules", "main...")), Is.EqualTo(new[] { 7 }));
        Assert.That(Lines(Run("rules", "main..work")), Is.EqualTo(new[] { 5, 7, 9 }), "what main has changed is missing here");
    }

    [Test]
    public void Branches_without_a_common_ancestor_give_exit_code_2()
    {
        Git("branch", "-M", "main");
        Git("checkout", "-q", "--orphan", "other");
        Edit("[7m]", "[8m]");
        Commit();

        ToolRun run = Run("rules", "main...other");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("git knows no common ancestor of the two sides of 'main...other'"));
        Assert.That(Lines(Run("rules", "main..other")), Is.EqualTo(new[] { 7 }));
    }

    [Test]
    public void File_that_a_range_took_away_or_renamed_is_followed()
    {
        _scratch.With("rules/0.yml", "groups: [{name: z, rules: [{record: gone, expr: up}]}]\n");
        Edit("[7m])", "[7m]) + on() gone");
        Commit();
        File.Delete(_scratch["rules/0.yml"]);
        Git("mv", "rules/a.yml", "rules/ü b.yml");
        Commit();

        Assert.That(Lines(Run("rules", "HEAD~1..HEAD")), Is.EqualTo(new[] { 7 }));
    }

    [Test]
    public void Findings_outside_of_rules_are_reported_where_a_range_changed_the_file()
    {
        _scratch.With("rules/a.yml", Rules + "grops: 1\n");
        Commit();
        _scratch.With("rules/b.yml", Scratch.GoodRules);
        Commit();

        Assert.That(Lines(Run("rules", "HEAD~2..HEAD~1")), Is.EqualTo(new[] { 10 }));
        Assert.That(Lines(Run("rules", "HEAD~1..HEAD")), Is.Empty);
    }

    [Test]
    public void Standard_input_stands_for_its_file_in_a_range()
    {
        Edit("[7m]", "[8m]");
        Commit();
        string[] args = ["lint", "-", "--stdin-name", "rules/a.yml", "--since", "HEAD~1..HEAD", "--format", "msbuild"];

        Assert.That(Lines(ToolRun.InProcess(_scratch.Folder, args, "# a comment\n" + File.ReadAllText(_scratch["rules/a.yml"]).Replace("[5m]", "[6m]", StringComparison.Ordinal))), Is.EqualTo(new[] { 8 }));
    }

    [Test]
    public void Revision_is_no_option_of_git()
    {
        ToolRun run = ToolRun.InProcess(_scratch.Folder, ["lint", "rules", "--since=--all"]);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("git knows no revision '--all'"));
    }

    [Test]
    public void Renamed_file_is_compared_with_what_it_was()
    {
        Directory.CreateDirectory(_scratch["rules/new"]);
        File.Move(_scratch["rules/a.yml"], _scratch["rules/new/moved.yml"]);
        Assert.That(Lines(Run("rules")), Is.Empty, "moved as it is");

        Edit("[7m]", "[8m]", "rules/new/moved.yml");
        Assert.That(Lines(Run("rules")), Is.EqualTo(new[] { 7 }), "moved and edited");
    }

    [Test]
    public void Line_ends_of_a_checkout_are_no_change()
    {
        _scratch.With("rules/a.yml", "x: [" + Rules.ReplaceLineEndings("\n"));
        Commit();
        _scratch.With("rules/a.yml", "x: [" + Rules.ReplaceLineEndings("\r\n"));

        Assert.That(Run("rules").Output, Does.Not.Contain("PRL1001"), "a finding of the whole file");
    }

    [Test]
    public void File_that_a_sparse_checkout_leaves_out_is_not_gone()
    {
        _scratch.With("rules/0.yml", "groups: [{name: z, rules: [{record: gone, expr: up}]}]\n");
        Edit("[7m])", "[7m]) + on() gone");
        Commit();
        Git("update-index", "--skip-worktree", "rules/0.yml");
        File.Delete(_scratch["rules/0.yml"]);

        Assert.That(Lines(Run("rules")), Is.Empty);
    }

    [Test]
    public void Outside_of_a_repository_gives_exit_code_2()
    {
        using Scratch outside = new Scratch().With("bad.yml", Scratch.BadRules);

        ToolRun run = ToolRun.InProcess(outside.Folder, ["lint", "bad.yml", "--since", "HEAD"]);
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("is not in a git repository"));
    }

    [Test]
    public void Without_git_gives_exit_code_2()
    {
        // An empty PATH would hide dotnet as well; the one that runs the tests is named whole.
        ProcessStartInfo start = ToolRun.StartInfo(_scratch.Folder, ["lint", "rules", "--since", "HEAD"]);
        start.FileName = Environment.ProcessPath!;
        Assume.That(Path.GetFileNameWithoutExtension(start.FileName), Is.EqualTo("dotnet"));
        start.Environment["PATH"] = _scratch.Folder;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.That(process.ExitCode, Is.EqualTo(2));
        Assert.That(error, Does.Contain("git cannot be started").And.Not.Contain("   at "));
    }

    [Test]
    public void A_baseline_is_not_written_of_a_part()
    {
        ToolRun run = ToolRun.InProcess(_scratch.Folder, ["lint", "rules", "--since", "HEAD", "--baseline", "known.json", "--update"]);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("--update and --since exclude each other"));
    }

    private static int[] Lines(ToolRun run)
    {
        Assert.That(run.Error, Is.Empty);
        return [.. run.Output.Split('\n').Where(static line => line.Contains("PRL5001", StringComparison.Ordinal) || line.Contains("PRL1003", StringComparison.Ordinal)).Select(static line => int.Parse(line.Split('(', ',')[1], System.Globalization.CultureInfo.InvariantCulture))];
    }

    private ToolRun Run(string path, string revision = "HEAD") =>
        ToolRun.InProcess(_scratch.Folder, ["lint", path, "--since", revision, "--format", "msbuild"]);

    private void Edit(string old, string now, string file = "rules/a.yml")
    {
        string text = File.ReadAllText(_scratch[file]);
        Assert.That(text, Does.Contain(old));
        _scratch.With(file, text.Replace(old, now, StringComparison.Ordinal));
    }

    private void Commit() => GitCommands.Commit(_scratch.Folder);

    private void Git(params string[] args) => GitCommands.Run(_scratch.Folder, args);
}
