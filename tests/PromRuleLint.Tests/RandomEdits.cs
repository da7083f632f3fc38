using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.Tests;

/// <summary>
/// A rule set that changes at random: files with groups of rules that read each other, heartbeats, tests, comments; each is
/// written anew from what it is made of when something of it has changed.
/// </summary>
internal sealed class RandomEdits(int seed)
{
    private static readonly string[] Folders = ["", "", "team/", "team/", "prod/"];
    private static readonly LintConfiguration Strict = LintConfiguration.Default with { Severities = LintConfiguration.Default.Severities.SetItem("PRL8010", DiagnosticSeverity.Warning).SetItem("PRL4018", DiagnosticSeverity.Info) };
    private static readonly string[] Raw = ["up", "requests_total", "errors_total", "queue_length", "demo_heartbeat_seq", "demo_heartbeat_ts", "cpu_seconds_total", "latency_seconds_bucket"];
    private readonly Random _random = new(seed);
    private readonly SortedDictionary<string, List<string>> _files = new(StringComparer.Ordinal);
    private readonly LintConfiguration _configuration = Strict with { RuleSet = seed % 3 == 0 ? "all" : "" };
    private int _made;

    /// <summary>The files at the start.</summary>
    public IEnumerable<LintInput> Start()
    {
        for (int i = 0; i < 8; i++)
        {
            yield return NewFile();
        }

        yield return NewTests();
    }

    /// <summary>Changes something.</summary>
    /// <returns>What.</returns>
    public string Edit(LintWorkspace workspace)
    {
        string path = Pick(_files.Keys.ToArray());
        List<string> rules = _files[path];
        switch (_random.Next(16))
        {
            case 0:
                LintInput added = NewFile();
                workspace.SetInput(added);
                return $"add {added.Source.Path}";
            case 1 when _files.Count > 4:
                _files.Remove(path);
                workspace.Remove(path);
                return $"remove {path}";
            case 2:
                LintInput tests = NewTests();
                workspace.SetInput(tests);
                return $"tests {tests.Source.Path}";
            case 3:
                workspace.SetText(new SourceText(path, Write(path).Replace("expr:", "expr: [", StringComparison.Ordinal)));
                return $"break all of {path}";
            case 4:
                rules.Add($"    - record: {Name()}\n      expr: \"sum(\n");
                break;
            case 5 or 6 when rules.Count > 1:
                rules.RemoveAt(_random.Next(rules.Count));
                break;
            case 7:
                rules.Insert(_random.Next(rules.Count + 1), $"    # promrulelint disable {Pick("PRL7001", "PRL7005", "PRL4001", "PRL3010", "nothing-of-this-name", "PRL5001")} until {Pick("2026-01-01", "2027-01-01")} -- on purpose\n");
                break;
            case 8:
                rules.Insert(_random.Next(rules.Count + 1), "  - name: other" + _made++.ToString(CultureInfo.InvariantCulture) + "\n    interval: 1m\n    rules:\n");
                break;
            case 9 or 10:
                rules[_random.Next(rules.Count)] = Pick(_files[Pick(_files.Keys.ToArray())].ToArray());
                break;
            case 11 or 12:
                rules.Add(Rule());
                break;
            default:
                rules[_random.Next(rules.Count)] = Rule();
                break;
        }

        workspace.SetText(new SourceText(path, Write(path)));
        return $"write {path}";
    }

    private LintInput NewFile()
    {
        string path = $"{Pick(Folders)}rules{_made++}.rules.yml";
        _files.Add(path, [.. Enumerable.Range(0, _random.Next(1, 6)).Select(_ => Rule())]);
        return new LintInput(new SourceText(path, Write(path)), _configuration);
    }

    private LintInput NewTests()
    {
        string[] loaded = [.. _files.Keys.Where(_ => _random.Next(3) == 0)];
        string path = $"t{_random.Next(3)}_test.yml";
        var text = new StringBuilder($"rule_files: [{string.Join(", ", loaded.Select(static file => $"'{file}'"))}]\ntests:\n  - input_series:\n");
        for (int i = 0; i < 3; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"      - {{series: '{Name()}{{{Pick("job", "instance", "realm")}=\"a\"}}', values: '1 2'}}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"    alert_rule_test:\n      - {{alertname: {Alert()}, eval_time: 1m}}\n");
        ImmutableDictionary<string, ImmutableArray<SourceText>>? tested = _random.Next(4) == 0 ? null
            : loaded.ToImmutableDictionary(static file => file, file => ImmutableArray.Create(new SourceText(file, Write(file))));
        return new LintInput(new SourceText(path, text.ToString()), _configuration) { TestedRuleFiles = tested };
    }

    private string Write(string path) => $"groups:\n  - name: {path.Replace('/', '-')}\n    rules:\n{string.Concat(_files[path])}";

    private string Rule() => _random.Next(3) == 0
        ? $"    - alert: {Alert()}\n      expr: {Condition()}\n      labels: {{severity: {Pick("page", "ticket", "'{{ $value }}'")}}}\n      annotations: {{summary: '{{{{ $labels.{Pick("job", "instance", "code")} }}}} fails'}}\n"
        : $"    - record: {Name()}\n      expr: {Expression()}\n" + (_random.Next(4) == 0 ? $"      labels: {{realm: {Pick("prod", "test")}}}\n" : "");

    private string Condition() => _random.Next(6) switch
    {
        0 => $"{Metric()} == {Pick("0", "1", "2")}",
        1 => $"absent({Metric()})",
        2 => $"ALERTS{{alertname=\"{Alert()}\"}}",
        3 => $"count({Metric()}) == 0",
        4 => $"{Metric()} > {Pick("0", "1")} and {Metric()} < 1",
        _ => $"sum by (job) ({Expression()}) > {Pick("0.5", "2", "-1")}",
    };

    private string Expression() => _random.Next(12) switch
    {
        0 => $"sum by (job) (rate({Metric()}[5m]))",
        1 => $"clamp_max(({Metric()} > 0) * 1, 1)",
        2 => $"{Metric()} / {Metric()}",
        3 => $"{Metric()} or vector(0)",
        4 => $"max without (instance) ({Metric()})",
        5 => $"{{__name__=~\"{Pick("job:.*", "a:.*|b:.*", "up|requests_total")}\"}}",
        6 => $"changes({Metric()}[10m]) > bool 0",
        7 => $"time() - {Metric()} <= bool 120",
        8 => $"increase({Metric()}[5m])",
        9 => $"{Metric()}{{job=\"\"}} + on (job) group_left (code) {Metric()}",
        10 => $"count by (job) ({Metric()} == 1)",
        _ => Metric(),
    };

    private string Metric() => (_random.Next(2) == 0 ? Name() : Pick(Raw)) + (_random.Next(4) == 0 ? Pick("{job=\"a\"}", "{job=~\"a|b\"}", "{code=\"500\",job!=\"\"}", "{realm=\"prod\"}") : "");

    private string Name() => Pick("job", "a", "b") + ":" + Pick("up", "requests", "errors", "beats") + ":" + Pick("sum", "rate5m", "sums", "ok");

    private string Alert() => Pick("Down", "Downs", "Slow", "Stalled", "Stale", "TooSlow");

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];
}
