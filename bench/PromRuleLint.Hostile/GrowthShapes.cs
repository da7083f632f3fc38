using System.Globalization;
using System.Text;

namespace PromRuleLint.Hostile;

/// <summary>A kind of text whose size a stranger sets: what it is, and the files of a size.</summary>
internal sealed record GrowthShape(string Name, Func<int, string[]> Files)
{
    /// <summary>The configuration of a size, which is a stranger's too; null for none.</summary>
    public Func<int, string>? Configuration { get; init; }

    /// <summary>Where the first size is not the usual one.</summary>
    public int First { get; init; } = 1000;

    /// <summary>The first size where work is counted, which shows growth in smaller files than a clock does.</summary>
    public int Counted { get; init; } = 500;
}

/// <summary>Shapes of rule files, unit tests and expressions that grow in one direction each.</summary>
internal static class GrowthShapes
{
    public static IReadOnlyList<GrowthShape> All { get; } =
    [
        // What nobody means any harm with: the rules of n services, ten each, in files of a hundred.
        new GrowthShape("rules of services", static n => [.. Benchmarks.GeneratedRules.Files(10 * n, 100)]) { Counted = 40 },

        // YAML
        One("yaml: rules", n => Group(Times(n, i => $"- record: r:{i}\n  expr: up{i}"))),
        One("yaml: groups", n => "groups:\n" + Times(n, i => $"- name: g{i}\n  rules:\n  - record: r:{i}\n    expr: up{i}")),
        One("yaml: groups of one name", n => "groups:\n" + Times(n, _ => "- name: g\n  rules:\n  - record: r\n    expr: up")),
        One("yaml: scalars for groups", n => $"groups: [{Join(n, _ => "a", ", ")}]"),
        One("yaml: aliases", n => $"a: &a x\ngroups: [{Join(n, _ => "*a", ", ")}]"),
        One("yaml: undefined aliases", n => $"groups: [{Join(n, i => $"*a{i}", ", ")}]"),
        One("yaml: anchors", n => $"groups: [{Join(n, i => $"&a{i} x", ", ")}]"),
        One("yaml: duplicate keys", n => "groups:\n- name: g\n" + Times(n, _ => "  interval: 1m")),
        One("yaml: unknown keys", n => "groups:\n- name: g\n" + Times(n, i => $"  key{i}: 1")),
        One("yaml: unknown keys of a rule", n => Group("- record: r\n  expr: up\n" + Times(n, i => $"  key{i}: 1"))),
        One("yaml: merge keys", n => $"a: &a {{x: 1}}\ngroups:\n- name: g\n{Times(n, _ => "  <<: *a")}"),
        One("yaml: flow depth", n => $"groups: {new string('[', n)}{new string(']', n)}"),
        One("yaml: open flow", n => $"groups: {new string('[', n)}"),
        One("yaml: block depth", n => $"groups:\n{Times(Math.Min(n, 1000), i => new string(' ', i) + "-")}"),
        One("yaml: documents", n => Times(n, i => $"---\ngroups: [{{name: g{i}}}]")),
        One("yaml: comments", n => Times(n, i => $"# comment {i}") + Group("- record: r\n  expr: up")),
        One("yaml: blank lines", n => new string('\n', n * 10) + Group("- record: r\n  expr: up")),
        One("yaml: a long plain scalar", n => Group($"- record: r\n  expr: up\n  labels: {{a: {new string('x', n * 20)}}}")),
        One("yaml: a long folded scalar", n => Group("- record: r\n  expr: >\n" + Times(n, i => $"    up{i} +") + "    up")),
        One("yaml: a long escaped scalar", n => Group($"- record: r\n  expr: up\n  labels: {{a: \"{Repeat(@"\u0041", n)}\"}}")),
        One("yaml: faults", n => Group(Times(n, i => $"- record: r{i}\n  expr: 'up\n    x\n- record: \"q"))) with { First = 100 },
        One("yaml: items that are no YAML", n => Group(Times(n, i => $"- record: r{i}\n  expr: up\n  labels: {{a: [}}"))) with { First = 100 },
        One("yaml: tags", n => $"groups: [{Join(n, _ => "!!str a", ", ")}]"),
        One("yaml: unknown tags", n => $"groups: [{Join(n, i => $"!t{i} a", ", ")}]"),
        One("yaml: config map", n => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\ndata:\n" + Times(n, i => $"  f{i}.yml: |\n    groups:\n    - name: g{i}\n      rules: [{{record: r:{i}, expr: up}}]")),
        One("yaml: templated lines", n => Group(Times(n, i => $"{{{{ if .a }}}}\n- record: r{i}\n  expr: up\n{{{{ end }}}}"))),
        One("yaml: carriage returns", n => Group("- record: r\r  expr: up\r").Replace("\n", "\r", StringComparison.Ordinal) + new string('\r', n * 10)),
        One("yaml: null bytes", n => Group("- record: r\n  expr: up\n") + new string('\0', n * 10)),
        One("yaml: aliases of a rule", n => $"a: &a {{record: r, expr: up}}\ngroups: [{{name: g, rules: [{Join(n, _ => "*a", ", ")}]}}]"),
        One("yaml: keys of a flow map", n => $"groups: [{{name: g, rules: [{{record: r, expr: up, labels: {{{Join(n, i => $"l{i}: v", ", ")}}}}}]}}]"),
        One("yaml: a long key", n => Group($"- record: r\n  expr: up\n  {new string('k', n * 20)}: 1")),
        One("yaml: lines of a quoted scalar", n => Group("- record: r\n  expr: \"up\n" + Times(n, _ => "    + 1\n") + "    \"")) with { Counted = 100 },
        One("yaml: rules in a config map", n => "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a.yml: |\n    groups:\n    - name: g\n      rules:\n" + Times(n, i => $"      - record: 'r{i}'\n        expr: up(")),
        One("yaml: rules of a resource", n => "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: a}\nspec:\n  groups:\n  - name: g\n    rules:\n" + Times(n, i => $"    - record: r:{i}\n      expr: up{i}")),

        // Names, labels, templates
        One("labels: of one rule", n => Group($"- record: r\n  expr: up\n  labels:\n{Times(n, i => $"    l{i}: v")}")),
        One("labels: templates of one rule", n => Group($"- alert: A\n  expr: up == 0\n  labels:\n{Times(n, i => $"    l{i}: '{{{{ $labels.job }}}}'")}")),
        One("labels: templates of distinct labels", n => Group($"- alert: A\n  expr: sum by (a) (up) == 0\n  annotations:\n{Times(n, i => $"    l{i}: '{{{{ $labels.l{i} }}}}'")}")),
        One("labels: of a group", n => $"groups:\n- name: g\n  labels:\n{Times(n, i => $"    l{i}: v")}  rules:\n{Times(n, i => $"  - alert: A{i}\n    expr: up == 0")}"),
        One("labels: alerts of one name", n => Group(Times(n, _ => "- alert: A\n  expr: up == 0"))),
        One("labels: alerts of one name and many labels", n => Group(Times(n, i => $"- alert: A\n  expr: up == 0\n  labels: {{l{i}: v}}"))),
        One("labels: of a group and of its rule", n => $"groups:\n- name: g\n  labels:\n{Times(n, i => $"    g{i}: v")}  rules:\n  - alert: A\n    expr: up == 0\n    labels:\n{Times(n, i => $"      l{i}: '{{{{ $labels.job }}}}'")}"),
        One("labels: realms of heartbeats", n => Group(Times(n, i => $"- record: h_heartbeat_seq:{i}\n  expr: h_heartbeat_seq{{metric_realm=\"r{i}\"}}\n  labels: {{metric_realm: x{i}}}"))),
        One("template: actions", n => Alert($"summary: '{Repeat("{{ $labels.job }}", n)}'")),
        One("template: nested ifs", n => Alert($"summary: '{Repeat("{{ if 1 }}", n)}{Repeat("{{ end }}", n)}'")),
        One("template: open ifs", n => Alert($"summary: '{Repeat("{{ if 1 }}", n)}'")),
        One("template: variables", n => Alert($"summary: '{Join(n, i => $"{{{{ $v{i} := 1 }}}}", "")}'")),
        One("template: pipeline", n => Alert($"summary: '{{{{ $value {Repeat("| humanize ", n)}}}}}'")),
        One("template: parentheses", n => Alert($"summary: '{{{{ {new string('(', n)}1{new string(')', n)} }}}}'")),
        One("template: definitions", n => Alert($"summary: '{Join(n, i => $"{{{{ define \"t{i}\" }}}}x{{{{ end }}}}", "")}'")),
        One("template: faults", n => Alert($"summary: '{Repeat("{{ } ", n)}'")),
        One("template: a long text", n => Alert($"summary: '{new string('x', n * 50)}{{{{ $labels.nope }}}}'")),
        One("template: queries", n => Alert($"summary: '{Repeat("{{ query \"up\" | first | value }}", n)}'")),
        One("template: else ifs", n => Alert($"summary: '{{{{ if 1 }}}}{Repeat("{{ else if 2 }}x", n)}{{{{ end }}}}'")),
        One("template: comments", n => Alert($"summary: '{Repeat("{{/* c */}}", n)}{{{{ $value }}}}'")),
        One("template: faults in an escaped scalar", n => Alert($"summary: \"{Repeat("\\u0041{{ $labels.nope }}\\n", n)}\"")),
        One("template: strings", n => Alert($"summary: '{{{{ printf \"{Repeat("%s", n)}\" {Repeat("\"x\" ", n)}}}}}'")),

        // Expressions
        Expr("expr: sum of many", n => Join(n, i => $"up{i}", " + ")),
        Expr("expr: or of many", n => Join(n, i => $"up{i}", " or ")),
        Expr("expr: or of one", n => Join(n, _ => "up", " or ")),
        Expr("expr: and of many", n => Join(n, i => $"up{i}", " and ")),
        Expr("expr: unless of many", n => Join(n, i => $"up{i}", " unless ")),
        Expr("expr: powers", n => Join(n, _ => "2", " ^ ")),
        Expr("expr: comparisons", n => Join(n, i => $"(up > {i})", " * ")),
        Expr("expr: bool comparisons", n => Join(n, i => $"(up > bool {i})", " * ")),
        Expr("expr: divisions", n => Join(n, i => $"a{i} / b{i}", " + ")),
        Expr("expr: parentheses", n => new string('(', n) + "up" + new string(')', n)),
        Expr("expr: open parentheses", n => new string('(', n)),
        Expr("expr: unary", n => new string('-', n) + "up"),
        Expr("expr: nested calls", n => Repeat("abs(", n) + "up" + new string(')', n)),
        Expr("expr: nested aggregations", n => Repeat("sum by (a) (", n) + "up" + new string(')', n)),
        Expr("expr: nested subqueries", n => "up" + Repeat("[1m:]", n)),
        Expr("expr: labels of by", n => $"sum by ({Join(n, i => $"l{i}", ", ")}) (up)"),
        Expr("expr: one label of by, often", n => $"sum by ({Join(n, _ => "l", ", ")}) (up)"),
        Expr("expr: labels of without", n => $"sum without ({Join(n, i => $"l{i}", ", ")}) (up)"),
        Expr("expr: labels of on", n => $"a * on ({Join(n, i => $"l{i}", ", ")}) b"),
        Expr("expr: labels of ignoring", n => $"a * ignoring ({Join(n, i => $"l{i}", ", ")}) b"),
        Expr("expr: labels of group_left", n => $"a * on (job) group_left ({Join(n, i => $"l{i}", ", ")}) b"),
        Expr("expr: labels of on and group_left", n => $"a * on ({Join(n, i => $"l{i}", ", ")}) group_left ({Join(n, i => $"l{i}", ", ")}) b"),
        Expr("expr: labels of by, twice", n => $"sum by ({Join(n, i => $"l{i}", ", ")}) (sum by ({Join(n, i => $"l{n - i}", ", ")}) (up))"),
        Expr("expr: arguments", n => $"round({Join(n, i => $"up{i}", ", ")})"),
        Expr("expr: arguments of label_join", n => $"label_join(up, \"a\", \",\", {Join(n, i => $"\"l{i}\"", ", ")})"),
        Expr("expr: nested label_replace", n => Repeat("label_replace(", Math.Min(n, 900)) + "up" + Repeat(", \"a\", \"$1\", \"b\", \"(.*)\")", Math.Min(n, 900))) with { First = 200 },
        Expr("expr: a long value", n => $"up{{a=\"{new string('x', n * 20)}\"}}"),
        Expr("expr: a long string", n => $"label_replace(up, \"a\", \"{new string('x', n * 20)}\", \"b\", \"(.*)\")"),
        Expr("expr: comments", n => Times(n, i => $"# {i}").Replace("\n", "\n    ", StringComparison.Ordinal) + "up"),
        Expr("expr: faults", n => Repeat("sum( ] ", n)),
        Expr("expr: unknown functions", n => Join(n, i => $"f{i}(up)", " + ")),
        Expr("expr: histogram quantiles", n => Join(n, i => $"histogram_quantile(0.9, sum by (le) (rate(b{i}_bucket[5m])))", " + ")),
        Expr("expr: set operators", n => Join(n, i => $"(a{i} and b{i} unless c{i})", " or ")),
        Expr("expr: matches on labels", n => Join(n, i => $"(a{i}{{x=\"{i}\"}} * on (x) group_left (y) b{i})", " or ")),
        One("expr: or in many rules", n => Group(Times(n, i => $"- record: r:{i}\n  expr: {Join(50, k => $"a{k}{{x=\"{i}\"}}", " or ")}"))) with { Counted = 50 },

        // Matchers
        Expr("matchers: of many labels", n => $"up{{{Join(n, i => $"l{i}=\"v\"", ",")}}}") with { Counted = 500 },
        Expr("matchers: of one label", n => $"up{{{Join(n, i => $"l=\"v{i}\"", ",")}}}") with { Counted = 500 },
        Expr("matchers: not equal, of one label", n => $"up{{{Join(n, i => $"l!=\"v{i}\"", ",")}}}") with { Counted = 500 },
        Expr("matchers: patterns of one label", n => $"up{{{Join(n, i => $"l=~\"v{i}.*\"", ",")}}}") with { Counted = 500 },
        Expr("matchers: alternatives", n => $"up{{l=~\"{Join(n, i => $"v{i}", "|")}\"}}") with { Counted = 500 },
        Expr("matchers: alternatives twice", n => $"up{{l=~\"{Join(n, i => $"v{i}", "|")}\",l!~\"{Join(n, i => $"v{n - i}", "|")}\"}}") with { Counted = 500 },
        Expr("matchers: groups of a pattern", n => $"up{{l=~\"{new string('(', n)}{new string(')', n)}\"}}") with { Counted = 500 },
        Expr("matchers: stars of a pattern", n => $"up{{l=~\"{Repeat("a*", n)}\"}}") with { Counted = 500 },
        Expr("matchers: a long pattern and a long value", n => $"up{{l=\"{new string('a', n * 10)}\",l=~\"{Repeat("(a*)*", n * 2)}b\"}}") with { Counted = 500 },
        Expr("matchers: classes", n => $"up{{l=~\"{Repeat("[a-z]", n)}\"}}") with { Counted = 500 },
        Expr("matchers: alternatives of products", n => $"up{{{Join(Math.Min(n, 16), i => $"l=~\"(a|b)*a(a|b){{{i + n}}}\"", ",")}}}") with { First = 10, Counted = 10 },
        One("matchers: product bombs", n => Group(Times(n, i => $"- record: r{i}\n  expr: up{{{Join(8, k => $"l=~'(a|b)*a(a|b){{{k + 8}}}'", ",")}}}"))) with { First = 5 },
        One("matchers: bombs in label_replace", n => Group(Times(n, i => $"- record: r{i}\n  expr: label_replace(up{{{Join(4, k => $"l=~'(a|b)*a(a|b){{{k + 8}}}'", ",")}}}, 'x', '$1', 'l', '((a|b)*a(a|b){{9}})')"))) with { First = 5 },

        // Rule sets
        One("graph: readers of one record", n => Group("- record: r:a\n  expr: sum by (job) (up)\n" + Times(n, i => $"- record: s:{i}\n  expr: r:a + {i}"))),
        One("graph: records of one name", n => Group(Times(n, i => $"- record: r:a\n  expr: up{{i=\"{i}\"}}"))),
        One("graph: records of one name and their readers", n => Group(Times(n, i => $"- record: r:a\n  expr: up{{i=\"{i}\"}}") + Times(n, i => $"- record: s:{i}\n  expr: r:a > {i}"))) with { First = 250 },
        One("graph: chain", n => Group(Times(n, i => $"- record: r:{i}\n  expr: {(i == 0 ? "up" : $"r:{i - 1}")} + 1"))),
        One("graph: chain, backwards", n => Group(Times(n, i => $"- record: r:{i}\n  expr: {(i == n - 1 ? "up" : $"r:{i + 1}")} + 1"))),
        One("graph: cycle", n => Group(Times(n, i => $"- record: r:{i}\n  expr: r:{(i + 1) % n} + 1"))),
        One("graph: cycles of two", n => Group(Times(n, i => $"- record: r:{i}\n  expr: r:{i ^ 1} + 1"))),
        One("graph: dense", n => Group(Times(n, i => $"- record: r:{i}\n  expr: {Join(Math.Min(i, n), k => $"r:{k}", " + ")}{(i == 0 ? "up" : "")}"))) with { First = 30, Counted = 20 },
        One("graph: layers", n => Group(Times(n, i => $"- record: r:{i}\n  expr: {(i < 2 ? "up" : $"r:{i - 1} + r:{i - 2}")}"))),
        One("graph: layers of or", n => Group(Times(n, i => $"- record: r:{i}\n  expr: {(i < 2 ? "up" : $"r:{i - 1} or r:{i - 2}")}"))),
        One("graph: heartbeats", n => Group(Times(n, i => $"- alert: A{i}\n  expr: changes(h{i}_heartbeat_seq{{metric_realm=\"prod\"}}[5m]) == 0"))),
        One("graph: heartbeats of one name", n => Group(Times(n, i => $"- alert: A{i}\n  expr: changes(h_heartbeat_seq{{metric_realm=\"r{i}\"}}[5m]) == 0"))),
        One("graph: pattern of names", n => Group(Times(n, i => $"- record: r:{i}\n  expr: up") + Times(n, i => $"- record: s:{i}\n  expr: count({{__name__=~\"r:{i}.*\"}})"))) with { First = 250 },
        One("graph: ALERTS", n => Group(Times(n, i => $"- alert: A{i}\n  expr: up == 0") + Times(n, i => $"- record: s:{i}\n  expr: ALERTS{{alertname=\"B{i}\"}}"))) with { First = 250 },
        One("graph: misspelt names", n => Group(Times(n, i => $"- record: recorded:{i}:sum\n  expr: up") + Times(n, i => $"- record: s:{i}\n  expr: recordd:{i}:sum"))) with { First = 250 },
        One("graph: names that are nearly alike", n => Group(Times(n, i => $"- record: a:{(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}{(char)('a' + (i / 676))}:sum\n  expr: up") + Times(n, i => $"- record: s:{i}\n  expr: a:{(char)('b' + (i % 25))}{i}:sum"))) with { First = 250 },
        One("graph: long names that are nearly alike", n => Group(Times(n, i => $"- record: a:{new string('m', 80)}{Spread(i)}:s\n  expr: up") + Times(n, i => $"- record: s:{i}\n  expr: a:{new string('m', 80)}{Spread(i + 1_000_000)}:s"))) with { First = 250, Counted = 2000 },
        One("graph: rules of one name and its misspellings", n => Group(Times(n, i => $"- record: a:b:c\n  expr: up{{i=\"{i}\"}}") + Times(n, i => $"- record: s:{i}\n  expr: a:b:c{i}"))) with { First = 250 },
        One("graph: patterns of alert names", n => Group(Times(n, i => $"- alert: A{i}\n  expr: up == 0") + $"- record: s\n  expr: ALERTS{{alertname=~\"{Join(n, i => $"B{i}", "|")}\"}}")) with { First = 250 },
        One("graph: readers of a record of many", n => Group(Times(60, i => $"- record: r:a\n  expr: up{{i=\"{i}\"}}") + Times(n, i => $"- record: s:{i}\n  expr: r:a and r:a"))) with { Counted = 100 },
        One("graph: dense or", n => Group(Times(n, i => $"- record: r:{i}\n  expr: {Join(i, k => $"r:{k}", " or ")}{(i == 0 ? "up" : "")}"))) with { First = 30, Counted = 20 },
        new("graph: files", n => [.. Enumerable.Range(0, n).Select(i => Group($"- record: r:{i}\n  expr: r:{i + 1}"))]),
        new("graph: files that record one name", n => [.. Enumerable.Range(0, n).Select(i => Group($"- record: r:a\n  expr: up{{i=\"{i}\"}}"))]),

        // Suppressions
        One("suppressions: one a rule", n => Group(Times(n, i => $"- record: r:{i}  # promrulelint disable duplicate-rule -- known\n  expr: up"))),
        One("suppressions: of a file", n => Times(n, _ => "# promrulelint disable-file duplicate-rule -- known") + Group("- record: r\n  expr: up")),
        One("suppressions: names of one", n => Group($"- record: r  # promrulelint disable {Join(n, i => $"c{i}", ", ")} -- known\n  expr: up")),
        One("suppressions: malformed", n => Times(n, _ => "# promrulelint disabl") + Group("- record: r\n  expr: up")),
        One("suppressions: before one rule", n => Group(Times(n, _ => "# promrulelint disable-next duplicate-rule -- known") + "- record: r\n  expr: up")),
        One("suppressions: findings of one line", n => Group($"- record: r  # promrulelint disable-line promql-syntax -- known\n  expr: '{Repeat("sum( ] ", n)}'")),
        One("suppressions: regions", n => Group(Times(n, i => $"# promrulelint disable duplicate-rule -- known\n- record: r:{i}\n  expr: up\n# promrulelint enable duplicate-rule"))),
        One("suppressions: of pint", n => Group(Times(n, i => $"# pint disable promql/series\n- record: r:{i}\n  expr: up"))),

        // Configurations
        Configured("configuration: allowed realms", n => $"realm: {{label: r, allowed: [{Join(n, i => $"realm{i}", ", ")}]}}", i => $"- record: a:{i}\n  expr: up{{r=\"raelm{i}\"}}"),
        Configured("configuration: allowed realms of labels", n => $"realm: {{label: r, allowed: [{Join(n, i => $"realm{i}", ", ")}]}}", i => $"- alert: A{i}\n  expr: up == 0\n  labels: {{r: raelm{i}}}"),
        Configured("configuration: patterns of realms", n => $"realm: {{label: r, allowed: [{Join(n, i => $"realm{i}", ", ")}]}}", i => $"- record: a:{i}\n  expr: up{{r=~\"x{i}.*\"}}"),
        Configured("configuration: external metrics", n => $"facts: {{external_metrics: [{Join(n, i => $"a:m{i}:sum", ", ")}]}}", i => $"- record: a:{i}\n  expr: a:mm{i}:sum") with { Counted = 1000 },
        Configured("configuration: metrics", n => $"severity: {{unknown-metric: warning}}\nfacts:\n  metrics:\n{Times(n, i => $"    metric_{i}: {{type: gauge, labels: [l{i}]}}")}", i => $"- record: a:{i}\n  expr: rate(metrc_{i}[5m])"),
        Configured("configuration: cadences", n => $"facts:\n  cadences:\n{Times(n, i => $"    metric_{i}_.*: {{cadence: 1d}}")}", i => $"- record: a:{i}\n  expr: rate(metric_{i}_total[5m])"),
        Configured("configuration: severities", n => $"severity:\n{Times(n, i => $"  check-{i}: error")}", i => $"- record: a:{i}\n  expr: up"),
        Configured("configuration: unknown keys", n => Times(n, i => $"key{i}: 1"), i => $"- record: a:{i}\n  expr: up"),
        Configured("configuration: external labels", n => $"facts: {{external_labels: {{{Join(n, i => $"l{i}: v", ", ")}}}}}", i => $"- alert: A{i}\n  expr: up == 0\n  annotations: {{summary: '{{{{ $externalLabels.x{i} }}}}'}}"),
        Configured("configuration: scraped labels", n => $"facts: {{scraped_labels: [{Join(n, i => $"l{i}", ", ")}]}}", i => $"- record: a:{i}\n  expr: sum by (m{i}) (up)"),
        Configured("configuration: forbidden functions", n => $"heartbeat: {{pattern: 'up.*', forbidden_functions: [{Join(n, i => $"f{i}", ", ")}]}}", i => $"- record: a:{i}\n  expr: rate(up{i}[5m])"),
        Configured("configuration: gates", n => $"gates:\n{Times(n, i => $"  g{i}: [{{expr: up, bound: '>= 1'}}]")}", i => $"- record: a:{i}\n  expr: up"),
        Configured("configuration: path map", n => $"path_map: {{{Join(n, i => $"/a/b{i}: c", ", ")}}}", i => $"- record: a:{i}\n  expr: up"),
        Configured("configuration: variables", n => $"tests: {{variables: {{{Join(n, i => $"V{i}: x", ", ")}}}}}", i => $"- record: a:{i}\n  expr: up"),

        // Unit tests
        One("tests: tests", n => "rule_files: [a.yml]\ntests:\n" + Times(n, i => $"- name: t{i}\n  input_series: [{{series: up, values: 1x5}}]\n  alert_rule_test: [{{eval_time: 5m, alertname: A{i}}}]")),
        One("tests: series", n => "rule_files: [a.yml]\ntests:\n- input_series:\n" + Times(n, i => $"  - {{series: 'up{{i=\"{i}\"}}', values: 0+1x10}}")),
        One("tests: values", n => $"rule_files: [a.yml]\ntests:\n- input_series: [{{series: up, values: '{Join(n, i => i.ToString(CultureInfo.InvariantCulture), " ")}'}}]"),
        One("tests: repeats", n => $"rule_files: [a.yml]\ntests:\n- input_series: [{{series: up, values: '{Join(n, _ => "0x9999999", " ")}'}}]"),
        One("tests: order", n => $"rule_files: [a.yml]\ngroup_eval_order: [{Join(n, i => $"g{i}", ", ")}]\ntests: []"),
        One("tests: rule files", n => $"rule_files: [{Join(n, i => $"a{i}.yml", ", ")}]\ntests: []"),
        One("tests: one name", n => "rule_files: [a.yml]\ntests:\n" + Times(n, _ => "- name: t\n  input_series: []")),
        One("tests: expectations", n => "rule_files: [a.yml]\ntests:\n- promql_expr_test:\n" + Times(n, i => $"  - {{expr: up, eval_time: {i}m, exp_samples: [{{labels: 'up', value: 1}}]}}")),
        One("tests: series that no rule records", n => Group(Times(n, i => $"- record: a:b{i}:sum\n  expr: up")) + "tests:\n- input_series:\n" + Times(n, i => $"  - {{series: 'a:c{i}:sum', values: 1}}")),
        One("tests: alerts of one test", n => "rule_files: [a.yml]\ntests:\n- alert_rule_test:\n" + Times(n, i => $"  - {{eval_time: {i}m, alertname: A, exp_alerts: [{{exp_labels: {{a: b{i}}}}}]}}")),
        One("tests: labels of a series", n => $"rule_files: [a.yml]\ntests:\n- input_series: [{{series: 'up{{{Join(n, i => $"l{i}=\"v\"", ",")}}}', values: 1}}]"),
        new("tests: rules and tests", n => [Group(Times(n, i => $"- alert: A{i}\n  expr: up{{i=\"{i}\"}} == 0")), "rule_files: [0.yml]\ntests:\n" + Times(n, i => $"- input_series: [{{series: 'up{{i=\"{i}\"}}', values: 0}}]\n  alert_rule_test: [{{eval_time: 5m, alertname: B{i}}}]")]),
    ];

    private static GrowthShape One(string name, Func<int, string> text) => new(name, n => [text(n)]);

    // As many rules as entries of the configuration.
    private static GrowthShape Configured(string name, Func<int, string> configuration, Func<int, string> rule) =>
        new(name, n => [Group(Times(n, rule))]) { Configuration = configuration, First = 250, Counted = 250 };

    private static GrowthShape Expr(string name, Func<int, string> expression) =>
        One(name, n => Group($"- record: r\n  expr: |\n    {expression(n)}")) with { Counted = 100 };

    private static string Group(string rules) => "groups:\n- name: g\n  rules:\n" + string.Concat(rules.TrimEnd('\n').Split('\n').Select(static line => $"  {line}\n"));

    private static string Alert(string annotation) => Group($"- alert: A\n  expr: up == 0\n  annotations:\n    {annotation}");

    private static string Times(int n, Func<int, string> line)
    {
        var text = new StringBuilder();
        for (int i = 0; i < n; i++)
        {
            text.Append(line(i)).Append('\n');
        }

        return text.ToString();
    }

    private static string Join(int n, Func<int, string> item, string separator) => string.Join(separator, Enumerable.Range(0, n).Select(item));

    // Numbers that begin differently and are as long as each other.
    private static string Spread(int i) => (i * 2_654_435_761L % 1_000_000_007).ToString("D10", CultureInfo.InvariantCulture);

    private static string Repeat(string text, int n) => new StringBuilder(text.Length * n).Insert(0, text, n).ToString();
}
