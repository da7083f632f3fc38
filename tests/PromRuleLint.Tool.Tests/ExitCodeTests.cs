namespace PromRuleLint.Tool.Tests;

/// <summary>One exit code for one kind of mistake, whatever the command.</summary>
public sealed class ExitCodeTests
{
    private const string Test = "rule_files: [a.rules.yml]\nevaluation_interval: 1m\ntests: [{input_series: [{series: up, values: 1}], promql_expr_test: [{expr: 'a:b', eval_time: 0s, exp_samples: [{labels: 'a:b', value: 1}]}]}]\n";
    private Scratch _scratch = null!;

    /// <summary>Of each kind of mistake its exit code and the commands that can make it; <c>docs/command-line.md</c> has the same table.</summary>
    private static IEnumerable<TestCaseData> Mistakes()
    {
        (int ExitCode, string Kind, string[] Lines)[] kinds =
        [
            (1, "an expression that is not valid", ["promql parse sum(", "promql check sum(", "promql format sum(", "promql eval sum( --series ok/up.series --at 0", "explain sum("]),
            (2, "an unknown option", [.. Commands("--nosuch")]),
            (2, "an unknown command", ["nosuch", "promql nosuch", "textfile nosuch", "help nosuch"]),
            (2, "something missing", ["lint", "fix", "format", "test", "witness", "rule-sets", "explain", "promql", "promql parse", "promql eval up", "backtest", "verify", "reload", "snapshot", "gate test", "completion", "textfile"]),
            (2, "one argument too many", ["checks surplus", "schema surplus", "man surplus", "completion bash surplus", "promql parse up surplus"]),
            (2, "a value that an option does not take", [.. new[] { "lint", "test", "witness", "rule-sets", "checks" }.Select(static command => $"{command} {(command == "checks" ? "" : "ok ")}--format nosuch"), "format ok --width wide", "test ok --parallel x", "test ok --target-version x", "test ok --filter (", "test ok --variable NO_SUCH_VARIABLE", "lint ok --fail-on nosuch", "lint ok --output nosuch=x", "lint ok --since nosuch", "completion csh", "init --ci nosuch", "promql eval up --series ok/up.series --at nosuch", "explain PRL9999", "explain no-such-check", "explain ok/a.rules.yml:99", "textfile check ok --cadence x"]),
            (2, "options that exclude each other", [.. Configured("--config good.yml --no-config")]),
            (2, "a configuration with faults", [.. Configured("--config bad.yml"), "gate shop --config bad.yml --url http://127.0.0.1:9"]),
            (2, "no rule file in what is named", ["lint empty", "fix empty", "format empty", "test empty", "witness empty", "rule-sets empty", "init empty"]),
            (2, "a file that is not what an option wants", ["lint ok --baseline good.yml", "promql eval up --series good.yml --at 0"]),
            (3, "a file or folder that is not there", [.. Commands("nosuch.yml", "fix", "format"), .. Configured("--config nosuch.yml"), "explain nosuch.yml:3", "explain up nosuch.yml", "lint ok --baseline nosuch.json", "lint ok --checks nosuch.dll", "promql eval up --series nosuch --at 0", "textfile check nosuch", "init nosuch", "gate test nosuch.yml", "gate shop --config nosuch.yml --url http://127.0.0.1:9", "verify nosuch.yml --url http://127.0.0.1:9", "backtest nosuch.yml --url http://127.0.0.1:9", "reload nosuch.yml --url http://127.0.0.1:9"]),
            (3, "a file that cannot be read", [.. OperatingSystem.IsWindows() ? [] : Commands("loop.yml", "fix", "format"), "lint ok --baseline folder.yml", "promql eval up --series folder.yml --at 0", "lint ok --config folder.yml"]),
            (3, "a report that cannot be written", ["lint ok --output sarif=nosuch/x/y.sarif", "test ok --output junit=nosuch/x/y.xml"]),
        ];
        return kinds.SelectMany(static kind => kind.Lines.Select(line => new TestCaseData(kind.ExitCode, line).SetName($"{kind.ExitCode} for {kind.Kind}: {line.Replace('(', '[').Replace('.', '_')}")));
    }

    private static IEnumerable<string> Commands(string argument, params string[] others) => new[] { "lint", "test", "witness", "rule-sets" }.Concat(others).Select(command => $"{command} {argument}");

    private static IEnumerable<string> Configured(string options) => new[] { "lint ok", "fix ok", "test ok", "witness ok", "rule-sets ok", "checks", "explain up" }.Select(command => $"{command} {options}");

    [OneTimeSetUp]
    public void MakeFolder()
    {
        _scratch = new Scratch().With("ok/a.rules.yml", "groups: [{name: g, rules: [{record: 'a:b', expr: sum(up)}]}]\n").With("ok/a_test.yml", Test).With("ok/up.series", "up 1\n")
            .With("good.yml", "severity: {}\n").With("bad.yml", "nokey: 1\n").With("folder.yml/x", "");
        Directory.CreateDirectory(_scratch["empty"]);
        if (!OperatingSystem.IsWindows())
        {
            // A link to itself; root may read whatever has no permissions.
            File.CreateSymbolicLink(_scratch["loop.yml"], "loop.yml");
        }
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _scratch.Dispose();

    [TestCaseSource(nameof(Mistakes))]
    public void A_mistake_has_the_exit_code_of_its_kind(int exitCode, string line)
    {
        ToolRun run = ToolRun.InProcess(_scratch.Folder, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Output + run.Error);
        Assert.That(run.Output + run.Error, Is.Not.Empty.And.Not.Contain(_scratch.Folder).And.Not.Contain("System.").And.Not.Contain("Exception"), "what is said names things as they were given");
    }
}
