namespace PromRuleLint.Tool.Tests;

public sealed class UsageTests
{
    [TestCase("lnit", "there is no command 'lnit'; did you mean 'lint'?\nSee 'promrulelint --help'.")]
    [TestCase("lnit rules", "there is no command 'lnit'; did you mean 'lint'?\nSee 'promrulelint --help'.")]
    [TestCase("--versoin", "there is no option '--versoin'; did you mean '--version'?\nSee 'promrulelint --help'.")]
    [TestCase("lint", "PATH is missing\nSee 'promrulelint lint --help'.")]
    [TestCase("lint --formt=json a.yml", "there is no option '--formt'; did you mean '--format'? (for a file of that name write './--formt=json')\nSee 'promrulelint lint --help'.")]
    [TestCase("lint a.yml --config a --no-config", "--config and --no-config exclude each other\nSee 'promrulelint lint --help'.")]
    [TestCase("fix a.yml --config a --no-config", "--config and --no-config exclude each other\nSee 'promrulelint fix --help'.")]
    [TestCase("checks --config a --no-config", "--config and --no-config exclude each other\nSee 'promrulelint checks --help'.")]
    [TestCase("explain up --config a --no-config", "--config and --no-config exclude each other\nSee 'promrulelint explain --help'.")]
    [TestCase("explain", "SUBJECT is missing\nSee 'promrulelint explain --help'.")]
    [TestCase("promql", "a command is missing; write one of 'parse', 'check', 'eval', 'format', 'label-matchers'\nSee 'promrulelint promql --help'.")]
    [TestCase("completion csh", "SHELL does not take 'csh'; write one of 'bash', 'fish', 'pwsh', 'zsh'\nSee 'promrulelint completion --help'.")]
    [TestCase("snapshot", "--output FILE is missing\nSee 'promrulelint snapshot --help'.")]
    [TestCase("lint a.yml --fail-on never", "--fail-on does not take 'never'; write one of 'error', 'warning', 'information', 'proved', or a severity and 'proved' with a comma between\nSee 'promrulelint lint --help'.")]
    [TestCase("checks surplus", "'surplus' is one argument too many\nSee 'promrulelint checks --help'.")]
    [TestCase("promql pars up", "there is no command 'pars'; did you mean 'parse'?\nSee 'promrulelint promql --help'.")]
    public void Wrong_usage_gives_exit_code_2_and_says_what_was_meant(string line, string message)
    {
        ToolRun run = ToolRun.InProcess(Path.GetTempPath(), line.Split(' '));

        Assert.That(run, Is.EqualTo(new ToolRun(2, "", $"promrulelint: {message}\n")));
    }

    [TestCase("lint a.yml --format xml", "xml", "json")]
    [TestCase("lint a.yml --fail-on never", "never", "warning")]
    [TestCase("lint a.yml --color sometimes", "sometimes", "auto")]
    public void Wrong_value_of_an_option_names_the_right_ones_in_one_line(string line, string wrong, string right)
    {
        ToolRun run = ToolRun.InProcess(Path.GetTempPath(), line.Split(' '));

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error.Split('\n')[0], Does.StartWith("promrulelint: ").And.Contain($"'{wrong}'").And.Contain($"'{right}'"));
    }

    [TestCase("format a.yml --width wide", "--width takes a number, not 'wide'")]
    [TestCase("lint a.yml --cost-limit 1e3", "--cost-limit takes a number, not '1e3'")]
    public void Number_that_is_none_names_its_option(string line, string message) =>
        Assert.That(ToolRun.InProcess(Path.GetTempPath(), line.Split(' ')).Error, Does.StartWith($"promrulelint: {message}\n"));

    [Test]
    public void Path_after_two_dashes_is_a_path_whatever_it_looks_like()
    {
        using Scratch scratch = new Scratch().With("--bad.yml", Scratch.BadRules).With("good.yml", Scratch.GoodRules);

        ToolRun run = ToolRun.InProcess(scratch.Folder, ["lint", "--format", "compact", "good.yml", "--", "--bad.yml"]);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.StartWith("--bad.yml:5:"));
    }

    [Test]
    public void Quiet_run_writes_findings_only_and_statistics_go_to_standard_error()
    {
        using Scratch scratch = new Scratch().With("bad.yml", Scratch.BadRules).With("good.yml", Scratch.GoodRules);

        ToolRun quiet = ToolRun.InProcess(scratch.Folder, ["lint", "bad.yml", "--quiet"]);
        ToolRun clean = ToolRun.InProcess(scratch.Folder, ["lint", "good.yml", "-q", "--stats"]);

        Assert.That(quiet.Output, Does.Contain("PRL5001").And.Not.Contain(" in 1 file."));
        Assert.That(clean.Output, Is.Empty);
        Assert.That(clean.Error, Does.StartWith("1 file, 6 lines, ").And.Contain(" of CPU time, "));
    }

    [Test]
    public void Colors_that_a_terminal_would_get_are_switched_off()
    {
        using Scratch scratch = new Scratch().With("bad.yml", Scratch.BadRules);
        foreach ((string[] options, bool hasColor) in new[] { (Array.Empty<string>(), true), (["--no-color"], false) })
        {
            using var output = new StringWriter();
            using var console = new ToolConsole(static () => Stream.Null, output, TextWriter.Null, scratch.Folder) { PrefersColor = true };
            ToolProgram.Run(["lint", "bad.yml", .. options], console);
            Assert.That(output.ToString().Contains('\e', StringComparison.Ordinal), Is.EqualTo(hasColor));
        }
    }

    [Test]
    public void Nothing_at_all_gives_the_help_and_exit_code_2()
    {
        ToolRun run = ToolRun.InProcess(Path.GetTempPath(), []);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error, Does.Contain("lint <PATH>").And.Contain("explain <SUBJECT>"));
    }

    [TestCase("--help")]
    [TestCase("--version")]
    [TestCase("lint --help")]
    [TestCase("promql parse --help")]
    public void Help_and_version_give_exit_code_0(string line)
    {
        ToolRun run = ToolRun.InProcess(Path.GetTempPath(), line.Split(' '));

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Is.Not.Empty);
        Assert.That(run.Error, Is.Empty);
    }

    [Test]
    public void Failure_nobody_thought_of_is_one_line_and_exit_code_3()
    {
        using var output = new StringWriter();
        using var error = new StringWriter { NewLine = "\n" };
        using var console = new ToolConsole(static () => throw new InvalidOperationException("no input\nat all"), output, error, Path.GetTempPath());

        int exitCode = ToolProgram.Run(["lint", "-"], console);

        Assert.That(exitCode, Is.EqualTo(3));
        Assert.That(error.ToString(), Is.EqualTo("promrulelint: internal error, please report it: InvalidOperationException: no input at all\n"));
    }
}
