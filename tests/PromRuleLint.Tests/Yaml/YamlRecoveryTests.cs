using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Tests.Verification;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Tests.Yaml;

/// <summary>A rule that is not YAML is told, and all others are read as if it were not there.</summary>
public class YamlRecoveryTests
{
    private static readonly string[] Broken =
    [
        "- alert: Broken\n    expr: up == 0\n     for: 5m",
        "- alert: Broken\n    expr: up == 0\n   for: 5m",
        "- alert: Broken\n    expr: \"up == 0\n    for: 5m",
        "- alert: Broken\n    expr: 'up == 0\n    for: 5m",
        "- alert: Broken\n    expr: up == 0\n    labels: {team: x",
        "- alert: Broken\n    expr: up == 0\n    labels: {team: x]",
        "- alert: Broken\n    expr: up: 0\n    for: 5m",
        "- alert: Broken: 1\n    expr: up == 0",
        "- alert: Broken\n    expr up == 0\n    for: 5m",
        "- alert: Broken\n\texpr: up == 0\n    for: 5m",
        "- alert: Broken\n    expr: @up == 0",
        "- alert: Broken\n    expr: {job=\"x\"} == 0\n    for: 5m",
        "- alert: Broken\n    expr: |\n       sum(up)\n     == 0\n    for: 5m",
        "- alert: Broken\n    expr: up == 0\n    annotations:\n      summary: \"x\" is down",
        "- alert: Broken\n    expr: up == 0\n    annotations:\n      summary: {{ $labels.job }} is down",
        "- alert: Broken\n    - expr: up == 0\n    for: 5m",
        "- alert: Broken\n    expr: \"up{a=~\\\"\\d\\\"}\"\n    for: 5m",
        "- record: broken\n    expr: up\n    labels: &l {team: a\n  - alert: Reads\n    expr: up == 0\n    labels: *l",
    ];

    private static readonly string[] Others =
    [
        "- alert: First\n    expr: up > 1\n    for: 5m",
        "- record: job:up:sum\n    expr: sum by (job (up)",
        "- alert: Third\n    expr: sum by (job) (up) > 1\n    for: 5m\n    annotations:\n      summary: \"{{ $labels.instance }}\"",
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from broken in Broken
        from place in Enumerable.Range(0, Others.Length + 1)
        select new TestCaseData(broken, place).SetArgDisplayNames(broken.ReplaceLineEndings("⏎").Replace("\t", "⇥", StringComparison.Ordinal), $"before {place}");

    [TestCaseSource(nameof(Cases))]
    public void Neighbors_of_a_broken_rule_are_found_to_be_what_they_are_without_it(string broken, int place)
    {
        // In the place of the broken rule a comment as long as it, so that all offsets are the same.
        string absent = string.Concat(broken.Select(static (c, i) => c == '\n' ? '\n' : i == 0 ? '#' : ' '));
        string[] found = Found(WithRule(broken, place));
        Assert.That(found.Count(static finding => finding.StartsWith("PRL1001 ", StringComparison.Ordinal)), Is.EqualTo(1), string.Join('\n', found));
        Assert.That(found.Where(static finding => !finding.StartsWith("PRL1001 ", StringComparison.Ordinal)), Is.EqualTo(Found(WithRule(absent, place))));
    }

    [Test]
    public void Three_faults_of_three_rules_are_three_findings() => LintVerifier.Verify("PRL1001", """
        groups:
        - name: example
          rules:
          - alert: A⟦:⟧ b
            expr: up == 0
          - alert: B
            expr: up⟦:⟧ 0
          - alert: C
            expr: ⟦PRL4001:up > 1⟧
          - alert: D
            expr: ⟦@⟧up
        """);

    [Test]
    public void A_key_without_its_colon_is_told_once_and_takes_its_list_with_it() => LintVerifier.Verify("PRL1001", """
        groups:
        - name: example
          ⟦rules⟧
          - alert: A
            expr: up > 1
          - alert: B
            expr: up > 1
        - name: other
          rules:
          - alert: C
            expr: ⟦PRL4001:up > 1⟧
        """);

    [Test]
    public void Text_that_strayed_out_of_the_list_takes_the_rule_before_it_with_it() => LintVerifier.Verify("PRL1001", """
        groups:
        - name: example
          rules:
          - alert: A
            expr: ⟦PRL4001:up > 1⟧
          - alert: B
            expr: up > 1
        ⟦oops⟧
          - alert: C
            expr: ⟦PRL4001:up > 1⟧
        """);

    [Test]
    public void Templates_in_texts_make_no_broken_file_a_template_of_a_file() => LintVerifier.Verify("PRL1001", """
        groups:
        - name: example
          rules:
          - alert: A
            expr: ⟦PRL4001:up > 1⟧
            annotations:
              description: |
                Those that are down:
                {{ range query "up == 0" }}
                {{ .Labels.instance }}
                {{ end }}
          - alert: B
            expr: up⟦:⟧ 0
        """);

    [Test]
    public void A_merge_conflict_is_told_once_and_the_first_version_is_read() => LintVerifier.Verify("PRL1001", """
        groups:
        - name: example
          rules:
          - alert: A
            expr: |
        ⟦<<<<<<< HEAD⟧
              ⟦PRL4001:up > 1⟧
        =======
              up > 2
        >>>>>>> feature/two
            for: 5m
        ⟦<<<<<<< HEAD⟧
          - alert: B
            expr: ⟦PRL4001:up < 0⟧
        ||||||| base
          - alert: B
            expr: up < 1
        =======
        >>>>>>> feature/two
        """);

    [Test]
    public void A_text_that_is_not_closed_makes_no_fault_of_a_rule_that_it_runs_into() => LintVerifier.Verify("PRL1001", """
        groups:
        - name: example
          rules:
          - alert: A
            expr: "up > 1
          - alert: B
            expr: "
              ⟦up > 1⟧
          - alert: C
            expr: up{job=~`a\.b`} > 1
        - name: other
          rules:
          - alert: D
            expr: ⟦PRL4001:up > 1⟧
        """);

    // U+0085 and U+2028 break a line of YAML too, but no line of a list item.
    [TestCase("k: |\n  \u0085*y#\n \u0085\t\nz: 1\n", '*')]
    [TestCase("k: >\n  \u2028*y#\n \u2028\t\nz: 1\n", '*')]
    [TestCase("k: |\n  a\n  - b\n\t- c\n\t# d\nz: 1\n", '\t')]
    public void What_is_left_out_puts_nothing_into_a_scalar_that_the_fault_is_in(string text, char fault)
    {
        YamlFile file = YamlReader.Read(new SourceText("rules.yml", text));
        Assert.That(YamlNodes.Scalars(file).Select(static scalar => scalar.Value), Has.None.Contains("#"));
        Assert.That(file.Unread, Is.EqualTo([new SourceRange(text.IndexOf(fault, StringComparison.Ordinal), text.Length)]));
        Assert.That(file.Errors, Has.Length.EqualTo(1));
    }

    // Whether the anchor is that of a key is known only by what follows, so the fault is found before the scalar is taken.
    [Test]
    public void What_is_left_out_puts_nothing_into_a_scalar_that_is_read_after_it()
    {
        const string Text = "&x >\n  a\u0085b\n|>\n  &x@\n";
        YamlFile file = YamlReader.Read(new SourceText("rules.yml", Text));
        Assert.That(YamlNodes.Scalars(file).Select(static scalar => scalar.Value), Has.None.Contains("#"));
    }

    // The item is read by itself to see whether the fault is its own; what is wrong there stands at places of the item.
    [Test]
    public void An_item_is_not_read_by_itself_at_the_places_of_the_file()
    {
        YamlFile file = YamlReader.Read(new SourceText("rules.yml", "|\n#'\n- '\n : []'>\nx"));
        Assert.That(file.Errors, Is.Not.Empty);
        Assert.That(file.Unread, Is.Not.Empty);
    }

    [Test]
    public void A_broken_document_does_not_hide_the_next() => LintVerifier.Verify("PRL1001", """
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        spec:
          groups:
          - name: example
            rules:
            - alert: A
              expr: "up" ⟦== 0⟧
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        spec:
          groups:
          - name: example
            rules:
            - alert: B
              expr: ⟦PRL4001:up > 1⟧
        """);

    [Test]
    public void Rules_in_a_string_are_read_on_as_those_in_a_file_are() => LintVerifier.Verify("PRL1001", """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: rules
        data:
          example.rules.yml: |
            groups:
            - name: example
              rules:
              - alert: A
                expr: up⟦:⟧ 0
              - alert: B
                expr: ⟦PRL4001:up > 1⟧
        """);

    [Test]
    public void A_metric_that_may_be_recorded_in_the_broken_rule_is_unknown() => LintVerifier.Verify("PRL4001", """
        groups:
        - name: example
          rules:
          - record: job:ok
            expr: up⟦PRL1001::⟧ 2
          - record: job:ok
            expr: up
          - alert: MayFire
            expr: job:ok > 1
            for: 5m
          - alert: Never
            expr: ⟦up > 1⟧
            for: 5m
        """);

    [Test]
    public void Nothing_is_said_to_be_missing_that_may_stand_in_the_broken_part() => LintVerifier.VerifyFiles(
        "PRL1001",
        LintConfiguration.Default,
        onlyMarked: true,
        ("rules.yml", """
            groups:
            - name: example
              rules:
              # promrulelint disable-next-line PRL4001
              - alert: Lost
                expr: up⟦:⟧ 0
              - alert: Kept
                expr: up == 0
                for: 5m
            """),
        ("tests.yml", """
            rule_files: [rules.yml]
            tests:
            - input_series:
              - series: up
                values: 0x10
              alert_rule_test:
              - eval_time: 5m
                alertname: Lost
            """));

    [Test]
    public void A_broken_unit_test_does_not_hide_the_others() => LintVerifier.Verify("PRL1001", """
        rule_files: []
        tests:
        - input_series:
          - series: up
            values: ⟦"⟧0x10
          promql_expr_test:
          - expr: up
            eval_time: 5m
        - input_series:
          - series: up⟦PRL8004:{⟧
            values: "0x10"
          promql_expr_test:
          - expr: sum⟦PRL2001:(⟧up
            eval_time: 5m
        """);

    private static string WithRule(string rule, int place) =>
        "groups:\n- name: example\n  rules:\n  " + string.Join("\n  ", Others.Take(place).Append(rule).Concat(Others.Skip(place))) + "\n";

    private static string[] Found(string text) =>
        [.. LintVerifier.Lint(LintConfiguration.Default, ("rules.yml", text)).Select(static found => $"{found.Id} {found.Location.Range} {found.Message}").Order(StringComparer.Ordinal)];
}
