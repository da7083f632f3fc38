using System.Globalization;
using System.Text;
using PromRuleLint.Reporting;

namespace PromRuleLint.Tool.Tests;

/// <summary>Names and texts that a stranger chose, through every command that shows some: nothing reaches a terminal or a log raw.</summary>
[Platform(Exclude = "Win", Reason = "Windows allows no such names.")]
public sealed class HostileNamesTests
{
    private static readonly string[] Names =
    [
        "\e[2J\e]0;title\a.yml", "a\u202Elmy.b.yml", "zero\u200Bwidth\u2060.yml", "carriage\rreturn.yml", "line\n::error file=a::forged.yml",
        "::add-mask::x.yml", "##vso[task.complete].yml", "##teamcity[buildStop].yml", "c1\u009B31m.yml", "tag\U000E0041.yml",
    ];

    // What a name can hold, everywhere that a rule file takes text; some of it is wrong so that messages quote it.
    private static readonly string[] Texts =
    [
        "\\e[31mred\\a", "\\u202Eabc\\u2066", "a\\u200Bb\\uFEFF", "a\\r\\n::error::forged", "::warning::x", "##vso[task.setvariable variable=a]b", "##teamcity[x]", "\\x9B31m", "\\U000E0041",
    ];

    private static readonly string[][] Commands =
    [
        .. MachineReports.Formats.Select(static format => new[] { "lint", ".", "--format", format }),
        ["lint", "."], ["lint", ".", "--color", "never", "--format", "text"],
        ["fix", ".", "--dry-run", "--unsafe"], ["format", ".", "--check"], ["lint", ".", "--baseline", "known\e\n::x::.json", "--update"], ["lint", ".", "--baseline", "none\e\n::x::.json"],
        ["lint", "no\e\n::error::such\u202E"], ["lint", ".", "--config", "no\e\n::error::such\u202E.yml"], ["lint", ".", "--checks", "no\e\n::error::such\u202E.dll"],
        ["checks", "--config", "no\e\n::error::such.yml"], ["explain", "no\e\u202E::such-check"], ["explain", "sum(\e\u202E\"\u200B)"], ["promql", "check", "sum(\"\e\u202E\u200B\""],
        ["promql", "parse", "up{a=\"\e\u202E\u200B##vso[x]\"}"], ["promql", "parse", "up{a=\"\u202E\u200B##vso[x]\"}", "--format", "json"], ["\e\n::no-such-command"], ["lint", "--\e\n::no-such-option"],
        ["lint", ".", "--since", "no\e\n::error::such\u202E"], ["format", "."], ["fix", ".", "--unsafe"], ["lint", "."],
    ];

    [Test]
    public void Nothing_reaches_a_terminal_or_a_log_raw()
    {
        using var scratch = new Scratch();
        for (int i = 0; i < Names.Length; i++)
        {
            scratch.With(Names[i], File(Texts[i % Texts.Length]));
        }

        scratch.With("a\u202E\e\n::x::/promrulelint.yml", "\"no\\e\\u202E::such\\n::key::\": 1\nfacts: {metric_catalog: \"../no\\e\\n::such::\\u202E\"}\nseverity: {\"no\\e\\u202E\": none}\n");
        scratch.With("a\u202E\e\n::x::/b.yml", Scratch.BadRules);
        foreach (string[] command in Commands)
        {
            ToolRun run = ToolRun.InProcess(scratch.Folder, command);
            string name = string.Join(' ', command);
            // A line of this format is a service message of its own; none stands inside of one.
            string output = command.Contains("teamcity") ? System.Text.RegularExpressions.Regex.Replace(run.Output, "(?m)^##teamcity\\[", "[") : run.Output;
            AssertClean(output, name, isGitHub: command.Contains("github"));
            AssertClean(run.Error, name, isGitHub: false);
            Assert.That(run.Output.Length + run.Error.Length, Is.GreaterThan(0), name);
        }
    }

    /// <summary>The commands that run rules or look at what rules write.</summary>
    [Test]
    public void Nothing_that_is_run_reaches_a_terminal_or_a_log_raw()
    {
        const string Text = "\\e[31m\\u202E\\u200B\\n::error::x ##vso[a] ##teamcity[b] \\U000E0041";
        const string Name = "a\e[2J\u202E\n::x::##vso[b].yml";
        string rules = $"groups:\n- name: \"{Text}\"\n  rules:\n  - alert: \"{Text}\"\n    expr: \"up{{a='{Text.Replace("\\", "\\\\", StringComparison.Ordinal)}'}} == 0\"\n    labels: {{b: \"{Text}\"}}\n    annotations: {{c: \"{Text} {{{{ $value }}}}\"}}\n  - record: \"{Text}\"\n    expr: up\n";
        string series = $"up{{a='{Text.Replace("\\", "\\\\", StringComparison.Ordinal)}'}}";
        string tests = $"rule_files: [{System.Text.Json.JsonSerializer.Serialize(Name)}, \"{Text}\"]\ntests:\n- name: \"{Text}\"\n  input_series: [{{series: \"{series}\", values: \"0\"}}]\n"
            + $"  alert_rule_test: [{{alertname: \"{Text}\", eval_time: 0m, exp_alerts: [{{exp_labels: {{\"{Text}\": \"{Text}\"}}}}]}}]\n  promql_expr_test: [{{expr: \"{series}\", eval_time: 0m, exp_samples: [{{labels: \"{series}\", value: 5}}]}}]\n";
        using Scratch scratch = new Scratch().With(Name, rules).With("test\e\u202E_test.yml", tests)
            .With("gates.yml", $"tests: [{{name: \"{Text}\", input_series: [], gates: {{\"{Text}\": GO}}}}]\n").With("known.yml", $"gates: {{\"{Text}\": [{{expr: up, bound: '>= 1'}}]}}\n").With("bad.yml", $"gates: {{\"{Text}\": [{{expr: up, bound: \"{Text}\"}}]}}\n")
            .With("x\e\u202E.prom", "up{a=\"\e\u202E\u200B\"} x\n# TYPE \e::error::x\n").With("series", "up{a=\"\e\u202E\u200B##vso[x]\"} 1 2 3\n");
        foreach (string[] command in (string[][])[
            ["test", "."], ["test", ".", "--format", "json"], ["test", ".", "--format", "junit"], ["test", ".", "--format", "trx"], ["test", ".", "--coverage"], ["test", ".", "--filter", "no\e\u202E"],
            ["test", ".", "--variable", "no\e\n::x"], ["test", ".", "--output", "json=no\e\n::x/y"], ["witness", "."], ["witness", ".", "--format", "json"], ["rule-sets", "."], ["rule-sets", ".", "--format", "json"],
            ["explain", Name + ":4"], ["lint", ".", "--cost"], ["lint", ".", "--stats"], ["lint", ".", "--verbose"], ["textfile", "check", "."], ["gate", "test", "gates.yml", "--config", "known.yml"], ["gate", "no\e\u202E", "--config", "known.yml"],
            ["gate", "no\e\u202E", "--config", "bad.yml"], ["gate", "import", "known.yml"], ["promql", "eval", "--series", "series", "up"], ["promql", "eval", "--series", "series", "up", "--format", "json"], ["promql", "format", "up{a=\"\u202E\u200B\"}"],
            ["verify", Name, "--url", "http://127.0.0.1:1"], ["reload", ".", "--url", "http://127.0.0.1:1", "--without-textfile-dir"], ["backtest", Name, "--url", "http://127.0.0.1:1"], ["init", "no\e\n::x"],
        ])
        {
            ToolRun run = ToolRun.InProcess(scratch.Folder, command);
            AssertClean(run.Output, string.Join(' ', command), isGitHub: false);
            AssertClean(run.Error, string.Join(' ', command), isGitHub: false);
            Assert.That(run.Error, Does.Not.Contain("internal error"), string.Join(' ', command));
            Assert.That(run.Output.Length + run.Error.Length, Is.GreaterThan(0), string.Join(' ', command));
        }

        ToolRun.InProcess(scratch.Folder, ["lint", ".", "--baseline", "known.json", "--update"]);
        AssertClean(System.IO.File.ReadAllText(scratch["known.json"]), "the baseline", isGitHub: false);
    }

    [Test]
    public void Place_in_a_file_is_explained_without_its_characters()
    {
        using Scratch scratch = new Scratch().With("a.yml", "groups:\n- name: a\n  rules:\n  - record: b\n    expr: \"up{a='\\e[31m\\u202Ex\\u200B'} == 1\"\n");

        ToolRun run = ToolRun.InProcess(scratch.Folder, ["explain", "a.yml:4"]);
        Assert.That(run.Output, Does.Contain("up"));
        AssertClean(run.Output + run.Error, "explain", isGitHub: false);
    }

    private static string File(string text) => $$$"""
        groups:
          - name: "{{{text}}}"
            interval: "{{{text}}}"
            "{{{text}}}": 1
            rules:
              - record: "{{{text}}}"
                expr: up{a="{{{text}}}",b=~"{{{text}}}("} == bool 1
              - alert: "{{{text}}}"
                expr: 'sum ( increase(duri_textfile_heartbeat_seq{metric_realm="{{{text}}}"}[5m]) )'
                for: "{{{text}}}"
                labels: {"{{{text}}}": "{{ $labels.{{{text}}} }}", severity: "{{{text}}}"}
                annotations: {"{{{text}}}": "{{{text}}}", summary: "{{ {{{text}}} }}", description: "{{ $labels.nope }} {{{text}}}"}
              - alert: Same
                expr: "label_replace(up, \"{{{text}}}\", \"$2\", \"x\", \"(.*)\")"
              - alert: Same
                expr: "label_replace(up, \"{{{text}}}\", \"$2\", \"x\", \"(.*)\")"  # promrulelint disable {{{text}}} until {{{text}}}

        """;

    private static void AssertClean(string text, string command, bool isGitHub)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isHarmless = rune.Value == '\n' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            Assert.That(isHarmless, Is.True, $"U+{rune.Value:X4} of {command}:\n{text}");
        }

        Assert.That(text, Does.Not.Contain("##vso[").And.Not.Contain("##teamcity[").And.Not.Contain("##["), command);
        foreach (string line in text.Split('\n').Where(static line => line.TrimStart().StartsWith("::", StringComparison.Ordinal)))
        {
            Assert.That(isGitHub, Is.True, $"{command}: {line}");
            Assert.That(line, Does.Match("^::(error|warning|notice) file=[^:]*::"), command);
        }
    }
}
