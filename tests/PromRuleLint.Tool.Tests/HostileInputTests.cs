using System.Diagnostics;
using System.Text;

namespace PromRuleLint.Tool.Tests;

/// <summary>
/// Hostile inputs, made here, run as processes that the system limits in memory and processor time: whatever they hold, the
/// tool ends by itself with an exit code of its own and without a stack trace. <c>PROMRULELINT_NATIVE</c> names a native
/// build that is run too.
/// </summary>
[Platform("Linux")]
public sealed class HostileInputTests
{
    // Seconds of processor time and kilobytes of memory that the system grants.
    private const int Seconds = 60;
    private const int Kilobytes = 8_000_000;

    private static readonly Dictionary<string, Func<string>> Texts = new(StringComparer.Ordinal)
    {
        ["product bomb"] = static () => Group($"- record: r\n  expr: up{{{Join(16, static i => $"l=~'(a|b)*a(a|b){{{i + 12}}}'", ",")}}}"),
        ["product bombs in many alerts"] = static () => Group(Join(500, static i => $"- alert: A{i}\n  expr: up{{{Join(8, static k => $"l=~'(a|b)*a(a|b){{{k + 12}}}'", ",")}}} == 0", "\n")),
        ["product bomb in label_replace"] = static () => Group("- record: r\n  expr: label_replace(up{l=~'(a|b)*a(a|b){15}',l!~'(a|b)*b(a|b){16}'}, 'x', '$1', 'l', '((a|b)*a(a|b){17})')"),
        ["product bomb in a unit test"] = static () => $"rule_files: []\ntests:\n- promql_expr_test: [{{expr: \"up{{{Join(16, static i => $"l=~'(a|b)*a(a|b){{{i + 12}}}'", ",")}}}\", eval_time: 1m}}]\n",
        ["product bomb in a template"] = static () => Group("- alert: A\n  expr: up == 0\n  annotations: {summary: \"{{ with query `up{l=~'(a|b)*a(a|b){15}',l=~'(a|b)*b(a|b){16}'}` }}{{ . | first | value }}{{ end }}\"}"),
        ["long pattern and long value"] = static () => Group($"- record: r\n  expr: up{{l='{new string('a', 200_000)}',l=~'{Repeat("(a*)*", 50_000)}b'}}"),
        ["repeats of repeats"] = static () => Group(Join(2000, static i => $"- record: r{i}\n  expr: '{{l=~\"(a|b){{1000}}\",m=~\"(x|y|z){{999}}\"}}'", "\n")),
        ["flow depth"] = static () => $"groups: {new string('[', 500_000)}{new string(']', 500_000)}",
        ["block depth"] = static () => Join(3000, static i => new string(' ', i) + "- ", "\n"),
        ["parentheses"] = static () => Group($"- record: r\n  expr: {new string('(', 300_000)}up{new string(')', 300_000)}"),
        ["aliases of aliases"] = static () => "a: &a [x]\n" + Join(60, static i => $"b{i}: &b{i} [{Join(10, k => i == 0 ? "*a" : $"*b{i - 1}", ", ")}]", "\n") + "\ngroups: *b59\n",
        ["undefined aliases"] = static () => $"groups: [{Join(50_000, static i => $"*a{i}", ", ")}]",
        ["scalars for groups"] = static () => $"groups: [{Join(300_000, static _ => "a", ", ")}]",
        ["huge scalar"] = static () => Group($"- record: r\n  expr: up\n  labels: {{a: \"{new string('x', 20_000_000)}\"}}"),
        ["huge escaped scalar"] = static () => Group($"- record: r\n  expr: up\n  labels: {{a: \"{Repeat(@"\u0041", 3_000_000)}\"}}"),
        ["labels of by"] = static () => Group($"- record: r\n  expr: sum by ({Join(20_000, static i => $"l{i}", ", ")}) (up)"),
        ["labels of group_left"] = static () => Group($"- record: r\n  expr: a * on (x) group_left ({Join(20_000, static i => $"l{i}", ", ")}) b"),
        ["suppressions"] = static () => Join(30_000, static _ => "# promrulelint disable-next duplicate-rule -- known", "\n") + "\n" + Group("- record: r\n  expr: up"),
        ["template actions"] = static () => Group($"- alert: A\n  expr: up == 0\n  annotations: {{summary: '{Repeat("{{ $labels.job }}", 50_000)}'}}"),
        ["readers of one record"] = static () => Group("- record: r:a\n  expr: sum by (job) (up)\n" + Join(5000, static i => $"- record: s:{i}\n  expr: r:a + {i}", "\n")),
        ["cycle"] = static () => Group(Join(5000, static i => $"- record: r:{i}\n  expr: r:{(i + 1) % 5000} + 1", "\n")),
        ["layers"] = static () => Group(Join(5000, static i => $"- record: r:{i}\n  expr: {(i < 2 ? "up" : $"r:{i - 1} or r:{i - 2}")}", "\n")),
        ["byte order marks"] = static () => "\uFEFF\uFEFF" + Group("- record: r\n  expr: up") + "\uFEFF---\uFEFF\n",
        ["null bytes"] = static () => new string('\0', 1_000_000),
        ["random bytes"] = static () => string.Concat(Enumerable.Range(0, 300_000).Select(static i => (char)(i * 7919 % 0xD000))),
    };

    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch();

    [TearDown]
    public void DropFolder() => _scratch.Dispose();

    [TestCaseSource(nameof(Tools))]
    public void Hostile_files_end_with_an_exit_code(string tool)
    {
        Assert.Multiple(() =>
        {
            foreach ((string name, Func<string> text) in Texts)
            {
                _scratch.With("a_test.yml", Encoding.UTF8.GetBytes(text()));
                (int exitCode, string output, string error) = Run(tool, "lint a_test.yml --format msbuild");
                Assert.That(exitCode, Is.AnyOf(0, 1, 2, 3), $"{name}: {error}");
                Assert.That(error, Does.Not.Contain("   at ").And.Not.Contain("Unhandled"), name);
                Assert.That(output.Length, Is.LessThan(2_000_000), name);
            }
        });
    }

    /// <summary>Values of series that nothing reads are not made, and of those that are read only so many.</summary>
    [TestCaseSource(nameof(Tools))]
    public void Series_without_end_end(string tool)
    {
        _scratch.With("a.yml", Scratch.GoodRules);
        foreach ((string values, string time, int exitCode) in new[] { ("0x9999999 _x999999999999 1", "1m", 0), ("_x999999999999999999 1x999999999999999999", "1m", 0), ("0+1x9999999999", "100d", 1) })
        {
            _scratch.With("a_test.yml", $"rule_files: [a.yml]\nevaluation_interval: 1h\ntests:\n- interval: 100ms\n  input_series: [{Join(60, i => $"{{series: 'a{{i=\"{i}\"}}', values: '{values}'}}", ", ")}]\n  promql_expr_test: [{{expr: vector(1), eval_time: {time}, exp_samples: [{{labels: '{{}}', value: 1}}]}}]\n");

            (int code, string output, string error) = Run(tool, "test a_test.yml");

            Assert.That(code, Is.EqualTo(exitCode), output + error);
            Assert.That(output, exitCode == 0 ? Does.Contain("1 passed") : Does.Contain("more than 10000000 samples"));
        }

        _scratch.With("series", "a 1x9999999999\n").With("gates.yml", "tests: [{name: t, input_series: [{series: a, values: 1x9999999999}], gates: {g: GO}}]\n");
        Assert.That(Run(tool, "promql eval --series series a").ExitCode, Is.EqualTo(2));
        Assert.That(Run(tool, "gate test gates.yml").ExitCode, Is.EqualTo(2));
    }

    [TestCaseSource(nameof(Tools))]
    public void Hostile_folder_ends_with_an_exit_code(string tool)
    {
        _scratch.With("rules/a.yml", Scratch.BadRules).With("prometheus.yml", "global: {}\nscrape_configs: []\nrule_files: ['/**/**/**', '../../../../**/*', /dev/zero, zero.yml, pipe.yml]\n");
        _scratch.With("rules/promrulelint.yml", "heartbeat: {pattern: '(a|b)*a(a|b){20}'}\nfiles: {exclude: ['*?*?*?*?*?*?*?*?*?*?*?x']}\n");
        foreach (string command in new[]
        {
            "mkfifo pipe.yml", "ln -s /dev/zero zero.yml", "ln -s / rules/root", "ln -s . rules/self", "ln -s loop rules/loop", "ln -s /dev/random rules/random.yml", "ln -s /etc/passwd rules/passwd.yml",
        })
        {
            Assert.That(Shell(command).ExitCode, Is.Zero, command);
        }

        foreach (string arguments in new[] { "lint .", "lint prometheus.yml", "lint zero.yml pipe.yml", "lint 'rules/**/**/*.yml'", "format --check .", "fix --dry-run .", "lint . --baseline zero.yml", "lint . --config zero.yml" })
        {
            (int exitCode, string output, string error) = Run(tool, arguments);
            Assert.That(exitCode, Is.AnyOf(0, 1, 2, 3), $"{arguments}: {error}");
            Assert.That(output + error, Does.Not.Contain("root:x:").And.Not.Contain("   at "), arguments);
        }
    }

    [TestCaseSource(nameof(Tools))]
    public void Full_disk_and_closed_output_are_no_stack_trace(string tool)
    {
        _scratch.With("a.yml", Scratch.BadRules);

        Assert.That(Run(tool, "lint a.yml > /dev/full").Error, Does.Not.Contain("   at "));
        Assert.That(Run(tool, "lint a.yml > /dev/full").ExitCode, Is.EqualTo(3));
        Assert.That(Run(tool, "lint a.yml | true").Error, Is.Empty);
        Assert.That(Run(tool, "lint gone.yml 2> /dev/full").ExitCode, Is.EqualTo(3));
        Assert.That(Run(tool, "lint a.yml 2> /dev/full").ExitCode, Is.EqualTo(1));
    }

    /// <summary>What nobody can read is not written, and the exit code is what it would be.</summary>
    [TestCaseSource(nameof(Tools))]
    public void Output_that_was_closed_before_the_start_ends_quietly(string tool)
    {
        _scratch.With("a.yml", Scratch.BadRules).With("a_test.yml", "rule_files: [a.yml]\ntests:\n- promql_expr_test: [{expr: up, eval_time: 1m}]\n");
        Assert.Multiple(() =>
        {
            foreach (string arguments in new[]
            {
                "lint a.yml", "lint gone.yml", "fix --dry-run .", "format --check .", "test a_test.yml", "witness a.yml", "rule-sets .", "explain PRL5001", "checks", "schema",
                "promql parse up", "promql parse 'up('", "heartbeat --textfile-dir .", "textfile check .", "gate before", "no-such-command", "--help",
                "verify --url http://127.0.0.1:1 a.yml", "reload --url http://127.0.0.1:1 a.yml", "snapshot --url http://127.0.0.1:1 --output c.yml", "backtest --url http://127.0.0.1:1 a.yml",
            })
            {
                string run = $"{tool} {arguments}";
                string[] codes = Shell($"{run} >/dev/null 2>error; echo $?; {run} >&- 2>error2; echo $?; {run} >&- 2>&-; echo $?; {run} <&- >&- 2>&-; echo $?; cat error2 | head -c 2000").Output.Split('\n', 5);
                Assert.That(codes[1..4], Has.All.EqualTo(codes[0]), arguments);
                Assert.That(codes[4].TrimEnd(), Is.EqualTo(File.ReadAllText(_scratch["error"]).TrimEnd()), arguments);
            }
        });
    }

    /// <summary>A reader that has seen enough ends a command without a word, as <c>head</c> does with all programs, and a watch too.</summary>
    [TestCaseSource(nameof(Tools))]
    public void Reader_that_goes_away_ends_every_command_quietly(string tool)
    {
        string rules = Group(Join(600, static i => $"- alert: A{i}\n  expr: rate(up{i}[5m]) > 0 and on () up(", "\n"));
        _scratch.With("a.yml", rules).With("b.yml", Scratch.GoodRules)
            .With("a_test.yml", $"rule_files: [b.yml]\ntests:\n{Join(100, static i => $"- promql_expr_test: [{{expr: up, eval_time: {i}m, exp_samples: [{{labels: up, value: 1}}]}}]", "\n")}\n");
        Assert.Multiple(() =>
        {
            foreach (string arguments in new[]
            {
                "lint . --color always", "lint a.yml --format json", "fix --dry-run .", "test a_test.yml", "test a_test.yml --format junit", "test a_test.yml --watch", "witness a.yml",
                "rule-sets .", "checks", "checks --format json", "man", "lint --help", "completion bash", "schema", "explain PRL5001", "explain b.yml:4",
            })
            {
                (_, string output, string error) = Shell($"(timeout 60 {tool} {arguments} 2>error; echo $? >code) | head -c 1; cat code error >&2");
                Assert.That(error[0], Is.AnyOf('0', '1', '3'), $"{arguments}: {error}");
                Assert.That(output, Has.Length.EqualTo(1), arguments);
                Assert.That(error, Does.Not.Contain("   at ").And.Not.Contain("roken pipe").And.Not.Contain("Unhandled"), arguments);
            }
        });
    }

    [TestCaseSource(nameof(Tools))]
    public void Baseline_is_written_whole_with_its_mode_and_never_over_another_file(string tool)
    {
        _scratch.With("a.yml", Scratch.BadRules).With("mine.txt", "my notes").With("known.json", "");
        Assert.That(Shell("chmod 640 known.json; ln -s known.json link.json; ln -s ../../../../etc/hosts out.json; mkdir folder").ExitCode, Is.Zero);

        Assert.That(Run(tool, "lint a.yml --baseline link.json --update").ExitCode, Is.Zero);
        Assert.That(File.ReadAllText(_scratch["known.json"]), Does.Contain("PRL5001"));
        Assert.That(Shell("stat -c %a known.json; readlink link.json").Output, Is.EqualTo("640\nknown.json\n"));
        foreach (string other in new[] { "mine.txt", "a.yml", "out.json", "folder" })
        {
            string before = Shell($"cat {other}").Output;
            Assert.That(Run(tool, $"lint a.yml --baseline {other} --update").ExitCode, Is.AnyOf(2, 3), other);
            Assert.That(Shell($"cat {other}").Output, Is.EqualTo(before), other);
        }

        Assert.That(Directory.GetFiles(_scratch.Folder, "*.tmp", new EnumerationOptions { AttributesToSkip = 0 }), Is.Empty);
    }

    /// <summary>The mode and, where the process may give files away, the owner stay; of other names it is said that they keep the old text.</summary>
    [TestCaseSource(nameof(Tools))]
    public void Written_file_keeps_mode_and_owner_and_its_other_names_are_told(string tool)
    {
        const string Faulty = "groups:\n- name: g\n  rules:\n  - record: r:a\n    expr: sum  (up{job=~\"a\"})\n";
        bool mayGive = Environment.IsPrivilegedProcess;
        foreach (string command in new[] { "fix .", "format .", "lint . --baseline known.json --update" })
        {
            string written = command.Contains("known", StringComparison.Ordinal) ? "known.json" : "a.yml";
            _scratch.With("a.yml", Faulty).With("known.json", "");
            Assert.That(Shell($"rm -f other; ln {written} other; chmod 604 {written}{(mayGive ? $"; chown 12345:54321 {written}" : "")}").ExitCode, Is.Zero);
            string before = File.ReadAllText(_scratch["other"]);

            string error = Run(tool, command).Error;

            Assert.That(error, Does.Contain($"{written} has other names (hard links); they keep the old text"), command);
            Assert.That(File.ReadAllText(_scratch[written]), Is.Not.EqualTo(before), command);
            Assert.That(File.ReadAllText(_scratch["other"]), Is.EqualTo(before), command);
            Assert.That(Shell($"stat -c '%a %u %g' {written}").Output, mayGive ? Is.EqualTo("604 12345 54321\n") : Does.StartWith("604 "), command);
        }
    }

    private static IEnumerable<string> Tools()
    {
        yield return $"dotnet '{ToolRun.ToolPath}'";
        if (Environment.GetEnvironmentVariable("PROMRULELINT_NATIVE") is { Length: > 0 } native)
        {
            yield return $"'{native}'";
        }
    }

    // The runtime reserves far more address space than it uses; what counts is what it may allocate.
    private (int ExitCode, string Output, string Error) Run(string tool, string arguments) =>
        Shell($"ulimit -t {Seconds}; ulimit -d {Kilobytes}; DOTNET_GCHeapHardLimit=0x60000000 {tool} {arguments}");

    private (int ExitCode, string Output, string Error) Shell(string command)
    {
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", command])
        {
            WorkingDirectory = _scratch.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult(), error);
    }

    private static string Group(string rules) => "groups:\n- name: g\n  rules:\n" + string.Concat(rules.Split('\n').Select(static line => $"  {line}\n"));

    private static string Join(int n, Func<int, string> item, string separator) => string.Join(separator, Enumerable.Range(0, n).Select(item));

    private static string Repeat(string text, int n) => new StringBuilder(text.Length * n).Insert(0, text, n).ToString();
}
