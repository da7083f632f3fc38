namespace PromRuleLint.Tool.Help;

/// <summary>Examples of each command, for its help and the manual page.</summary>
internal static class CommandExamples
{
    private static readonly Dictionary<string, CommandExample[]> ByPath = new(StringComparer.Ordinal)
    {
        [""] =
        [
            new("promrulelint lint .", "Lint all rule files below the current folder"),
            new("promrulelint test .", "Run all unit tests of rules"),
            new("promrulelint explain PRL4001", "Show what a check finds, and why"),
        ],
        ["lint"] =
        [
            new("promrulelint lint rules", "Lint a folder"),
            new("promrulelint lint 'rules/**/*.{yml,yaml}' --fail-on warning", "Let warnings fail too"),
            new("promrulelint lint rules --output sarif=findings.sarif", "Write a SARIF file beside the report on the terminal"),
            new("promrulelint lint rules --since origin/main...", "Report only what a branch changed"),
            new("promrulelint lint - --stdin-name rules/api.yml < rules/api.yml", "Lint standard input under the name of a file"),
        ],
        ["fix"] =
        [
            new("promrulelint fix rules --dry-run", "Show the lines that would change"),
            new("promrulelint fix rules", "Apply the fixes that keep the meaning"),
        ],
        ["test"] =
        [
            new("promrulelint test rules", "Run all unit tests of a folder"),
            new("promrulelint test rules --filter Stalled --watch", "Run some tests again whenever a file changes"),
            new("promrulelint test rules --coverage text --fail-under 80", "Show what the tests reach"),
        ],
        ["witness"] =
        [
            new("promrulelint witness rules", "Say of each alert whether it can fire"),
            new("promrulelint witness rules --write witnesses", "Write the data as unit tests"),
        ],
        ["format"] =
        [
            new("promrulelint format rules --check", "List the files whose expressions are not in canonical form"),
            new("promrulelint format rules", "Format them"),
        ],
        ["rule-sets"] = [new("promrulelint rule-sets rules", "Show which files are loaded together, and why")],
        ["explain"] =
        [
            new("promrulelint explain alert-never-fires", "Show the page of a check"),
            new("promrulelint explain 'count(up) == 0'", "Show what is known of an expression"),
            new("promrulelint explain rules/api.yml:12", "Show what is known of the rule at a line"),
        ],
        ["checks"] = [new("promrulelint checks", "List all checks"), new("promrulelint checks --format json", "List them for a program")],
        ["schema"] = [new("promrulelint schema > promrulelint.schema.json", "Write the schema for an editor")],
        ["init"] =
        [
            new("promrulelint init", "Write promrulelint.yml for the rules that are here"),
            new("promrulelint init --baseline --ci github", "Write a baseline and a workflow too"),
        ],
        ["completion"] =
        [
            new("source <(promrulelint completion bash)", "Complete in this bash"),
            new("promrulelint completion fish > ~/.config/fish/completions/promrulelint.fish", "Complete in each fish"),
        ],
        ["man"] = [new("promrulelint man | man -l -", "Read the manual page")],
        ["help"] = [new("promrulelint help lint", "Show the help of a command")],
        ["promql parse"] = [new("promrulelint promql parse 'sum by (job) (rate(x[5m]))'", "Print a syntax tree")],
        ["promql check"] = [new("promrulelint promql check 'sum(rate(x[5m])'", "Say what is wrong with an expression")],
        ["promql eval"] = [new("promrulelint promql eval 'rate(x[5m])' --series series.txt --at 10m", "Evaluate over series of a file")],
        ["promql format"] = [new("promrulelint promql format 'sum(rate(x[5m]))by(job)'", "Print an expression in canonical form")],
        ["promql label-matchers set"] = [new("promrulelint promql label-matchers set 'up == 0' realm prod", "Add a matcher to each selector")],
        ["promql label-matchers delete"] = [new("promrulelint promql label-matchers delete 'up{realm=\"prod\"} == 0' realm", "Remove the matchers on a label")],
        ["heartbeat"] =
        [
            new("promrulelint heartbeat --textfile-dir /var/lib/node_exporter --every 15s", "Write a heartbeat every 15 seconds"),
            new("promrulelint heartbeat --print-schedule systemd", "Print a timer that keeps the heartbeat fresh"),
        ],
        ["heartbeat verify"] = [new("promrulelint heartbeat verify --url http://localhost:9090 --within 60s", "Wait until the server has the beat of the file")],
        ["textfile check"] = [new("promrulelint textfile check /var/lib/node_exporter --cadence 15s", "Check each .prom file")],
        ["reload"] =
        [
            new("promrulelint reload rules --url http://localhost:9090 --dry-run", "Do all that comes before the reload"),
            new("promrulelint reload rules --url http://localhost:9090 --path-map /etc/prometheus=.", "Reload, and verify what is loaded"),
        ],
        ["verify"] = [new("promrulelint verify rules --url http://localhost:9090", "Find drift between files and server")],
        ["gate"] =
        [
            new("promrulelint gate before --url http://localhost:9090", "Judge a gate now"),
            new("promrulelint gate during --for 24h --every 10m --record rounds.jsonl", "Judge it for a day; a second run goes on"),
        ],
        ["gate import"] = [new("promrulelint gate import targets.yml --name before", "Turn another gate file into gates")],
        ["gate test"] = [new("promrulelint gate test gate-tests.yml --rules rules", "Run unit tests of gates")],
        ["snapshot"] = [new("promrulelint snapshot --url http://localhost:9090 --output metrics.yml", "Write the catalog of a server's metrics")],
        ["backtest"] = [new("promrulelint backtest rules --url http://localhost:9090 --range 7d", "Say how often each alert would have fired")],
    };

    /// <summary>The examples of a command; none where it is unknown.</summary>
    /// <param name="path">The words that lead to it.</param>
    public static IReadOnlyList<CommandExample> For(string path) => ByPath.GetValueOrDefault(path) ?? [];

    /// <summary>The words of all commands that have examples.</summary>
    public static IEnumerable<string> Paths => ByPath.Keys;
}
