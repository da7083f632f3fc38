using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.Alerts;

internal sealed class TemplateCheckTests
{
    [Test]
    public void A_fault_in_a_folded_block_stands_where_the_file_has_it()
    {
        LintVerifier.Verify("PRL4011", """
            groups:
            - name: a
              rules:
              - alert: Down
                expr: up == 0
                annotations:
                  description: >-
                    Instance {{ $labels.instance }}
                    is down: {{ $value ⟦>⟧ 1 }} and {{ ⟦PRL4012:$nope⟧ }}.
                  summary: "tab\t\u00e9 {{ printf ⟦'%s'⟧ $value }}"
            """);
    }

    [TestCase("{{ $labels.app | ⟦$labels.pod⟧ | $labels.node }}")]
    [TestCase("{{ $labels.app | ⟦$labels.pod⟧ }} {{ $labels.app | ⟦$labels.node⟧ }}")]
    public void A_pipeline_fails_once(string text)
    {
        LintVerifier.Verify("PRL4011", $$"""
            groups:
            - name: a
              rules:
              - alert: Down
                expr: up == 0
                annotations:
                  text: "{{text}}"
            """);
    }

    [TestCase("x > 1", "⟦%s⟧ ⟦%d⟧")]
    [TestCase("(1 < x) unless y", "⟦%s⟧ ⟦%d⟧")]
    [TestCase("x", "%s ⟦%d⟧")]
    [TestCase("x > y", "%s ⟦%d⟧")]
    public void A_verb_for_texts_may_print_a_histogram(string expression, string format)
    {
        LintVerifier.Verify("PRL4011", $$$"""
            groups:
            - name: a
              rules:
              - alert: Down
                expr: {{{expression}}}
                annotations:
                  text: "{{ printf `{{{format}}}` $value $value }}"
            """);
    }

    [Test]
    public void A_recording_rule_has_no_templates()
    {
        LintVerifier.Verify("PRL4011", """
            groups:
            - name: a
              rules:
              - record: a:b
                expr: up
                labels:
                  text: "{{ $nope"
            """);
    }

    [Test]
    public void A_label_of_the_group_is_read_once_for_all_alerts_that_get_it()
    {
        LintVerifier.Verify("PRL4012", """
            groups:
            - name: a
              labels:
                broken: "⟦PRL4011:{{⟧ "
                misspelled: '{{ $labels.job | ⟦toUper⟧ }}'
                value: "{{ ⟦PRL4014:$value⟧ }}"
                query: "{{ query `sum⟦PRL4016:(⟧up` | first | value }}"
                lost: "{{ $labels.⟦PRL4013:instance⟧ }}{{ $labels.job }}"
                own: "{{ $nope }}"
                plain: "$value"
              rules:
              - alert: Down
                expr: sum by (job) (up) == 0
                labels:
                  own: ""
              - record: job:up:sum
                expr: sum by (job) (up)
              - alert: Gone
                expr: absent(up{job="a"})
                for: 5m
                labels:
                  own: "mine"
            - name: b
              labels:
                text: "{{ $nope"
              rules:
              - record: b
                expr: up
            """);
    }

    [Test]
    public void A_label_of_the_group_may_print_what_only_some_alerts_lack()
    {
        LintVerifier.Verify("PRL4013", """
            groups:
            - name: a
              labels:
                where: "{{ $labels.instance }}"
              rules:
              - alert: Down
                expr: up == 0
              - alert: AllDown
                expr: sum by (job) (up) == 0
            - name: b
              labels:
                where: "{{ $labels.⟦instance⟧ }}"
              rules:
              - alert: BDown
                expr: up == 0
                labels:
                  where: here
              - alert: BAllDown
                expr: sum by (job) (up) == 0
            """);
    }

    [TestCase("labels: {text: '{{ $nope }}'}", "", true)]
    [TestCase("", "labels: {text: '{{ $nope }}'}", false)]
    public void Prometheus_loads_a_file_whose_group_has_a_broken_label(string ofGroup, string ofRule, bool isLoaded)
    {
        string message = LintVerifier.Lint(LintConfiguration.Default, ("rules.yml", $"groups:\n- name: a\n  {ofGroup}\n  rules:\n  - alert: Down\n    expr: up == 0\n    {ofRule}\n"))
            .Single(static finding => finding.Id == "PRL4012").Message;
        Assert.That(message.Contains("Prometheus loads the rule", StringComparison.Ordinal), Is.EqualTo(isLoaded));
    }

    [Test]
    public void The_remedy_of_an_unknown_field_comes_last()
    {
        string message = LintVerifier.Lint(LintConfiguration.Default, ("rules.yml", "groups:\n- name: a\n  rules:\n  - alert: Down\n    expr: up == 0\n    annotations: {text: '{{ .instance }}'}\n"))
            .Single(static finding => finding.Id == "PRL4012").Message;
        Assert.That(message, Does.EndWith("when it alerts; did you mean '$labels.instance'?"));
    }

    [Test]
    public void A_function_of_the_time_has_no_labels()
    {
        string message = LintVerifier.Lint(LintConfiguration.Default, ("rules.yml", "groups:\n- name: a\n  rules:\n  - alert: Late\n    expr: (hour() > 7) and on () up == 0\n    annotations: {text: '{{ $labels.pod }}'}\n"))
            .Single(static finding => finding.Id == "PRL4013").Message;
        Assert.That(message, Does.EndWith("`hour()` has no labels"));
    }

    [TestCase("a.yml", "is recorded in line 4,")]
    [TestCase("b.yml", "is recorded in line 4,")]
    [TestCase("c.yml", "is recorded in a.yml:4,")]
    public void A_missing_label_names_the_rule_of_the_same_file_that_records_the_series(string file, string expected)
    {
        const string Recorded = "groups:\n- name: NAME\n  rules:\n  - record: shop:load:ratio\n    expr: sum(load) / sum(room)\n    labels: {shop: NAME}\n";
        const string Reads = "  - alert: Full\n    expr: shop:load:ratio > 0.9\n    annotations: {text: '{{ $labels.pod }}'}\n";
        (string, string)[] files = [.. new[] { "a.yml", "b.yml", "c.yml" }.Select(name =>
            (name, (name == "c.yml" ? "groups:\n- name: c\n  rules:\n" : Recorded.Replace("NAME", name[..1], StringComparison.Ordinal)) + (name == file ? Reads : "")))];
        string message = LintVerifier.Lint(LintConfiguration.Default, files[2].Item2.Contains("alert", StringComparison.Ordinal) ? files : files[..2])
            .Single(static finding => finding.Id == "PRL4013").Message;
        Assert.That(message, Does.Contain(expected));
    }

    [Test]
    public void Labels_that_two_groups_share_by_an_alias_are_told_where_they_stand()
    {
        LintVerifier.Verify("PRL4012", """
            groups:
            - name: a
              labels: &shared
                text: "{{ ⟦$nope⟧ }}"
              rules:
              - alert: Down
                expr: up == 0
            - name: b
              labels: *shared
              rules:
              - alert: Gone
                expr: absent(up)
            """);
    }

    [TestCase("{{ ⟦$value⟧ }}")]
    [TestCase("{{ ⟦.Value⟧ | printf \\\"%.0f\\\" }}")]
    [TestCase("{{ with $v := $value }}{{ humanize ⟦$v⟧ }}{{ end }}")]
    [TestCase("{{ if gt $value 1.0 }}high{{ else }}low{{ end }}")]
    [TestCase("{{ range query \\\"up\\\" }}{{ .Value }}{{ end }}")]
    [TestCase("$value")]
    public void The_value_is_found_in_a_label(string template)
    {
        LintVerifier.Verify("PRL4014", $$$"""
            groups:
            - name: a
              rules:
              - alert: Down
                expr: up == 0
                labels:
                  text: "{{{template}}}"
                annotations:
                  text: "{{ $value }}"
            """);
    }

    [TestCase("rate(x[5m]) > 1", "{{ ⟦$value⟧ }}")]
    [TestCase("avg by (a) (x) * 100 > 1 unless y", "{{- ⟦.Value⟧ -}}%")]
    [TestCase("1 < sum(irate(x[5m]))", "{{ print ⟦$value⟧ }}")]
    [TestCase("round(rate(x[5m])) > 1", "{{ $value }}")]
    [TestCase("count(rate(x[5m]) > 1) > 2", "{{ $value }}")]
    [TestCase("x > 1", "{{ $value }}")]
    [TestCase("rate(x[5m]) > bool 1", "{{ $value }}")]
    [TestCase("rate(x[5m]) > 1", "{{ $value | humanize }}{{ printf '%.1f' $value }}")]
    public void A_fraction_is_found_where_it_is_printed_as_it_is(string expression, string template)
    {
        LintVerifier.Verify("PRL4015", $$$"""
            groups:
            - name: a
              rules:
              - alert: Down
                expr: {{{expression}}}
                annotations:
                  text: "{{{template.Replace("'", "`", StringComparison.Ordinal)}}}"
            """);
    }

    [Test]
    public void The_fix_of_a_printed_fraction_pipes_it_on()
    {
        Diagnostic finding = LintVerifier.Lint(LintConfiguration.Default, ("rules.yml", """
            groups:
            - name: a
              rules:
              - alert: Down
                expr: rate(x[5m]) > 1
                annotations:
                  text: "at {{ $value }}/s"
            """)).Single(static diagnostic => diagnostic.Id == "PRL4015");
        Assert.That(Apply(finding.CodeFixes[0]), Does.Contain("at {{ $value | humanize }}/s"));
    }

    [TestCase("""'{{ query "sum(up ⟦by⟧ job)" }}'""")]
    [TestCase("""'{{ query `⟦"text"⟧` | first | value }}'""")]
    [TestCase("""'{{ printf "up{a=%q} ⟦)⟧" $labels.a | query }}'""")]
    [TestCase("""'{{ query "1" }}{{ query "sum(up)" }}{{ query $labels.q }}{{ printf "%s" $labels.q | query }}'""")]
    [TestCase("\"{{ query \\\"up{a=\\\\\\\"é\\\\\\\"} ⟦)⟧\\\" }}\"")]
    public void A_query_is_read_with_exact_places(string template)
    {
        LintVerifier.Verify("PRL4016", $$"""
            groups:
            - name: a
              rules:
              - alert: Down
                expr: up == 0
                annotations:
                  text: {{template}}
            """);
    }

    [Test]
    public void External_labels_count_only_where_they_are_configured()
    {
        const string Rules = """
            groups:
            - name: a
              rules:
              - alert: Down
                expr: up == 0
                annotations:
                  text: "{{ $externalLabels.⟦clustre⟧ }}{{ .ExternalLabels.cluster }}{{ if $externalLabels.zone }}{{ index $externalLabels `⟦zone⟧` }}{{ end }}"
            """;
        LintConfiguration configured = LintConfiguration.Default with
        {
            Facts = new FactsConfiguration { ExternalLabels = ImmutableDictionary<string, string>.Empty.Add("cluster", "a") },
        };
        LintVerifier.Verify("PRL4017", Rules, configured);
        LintVerifier.Verify("PRL4017", Rules.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal));
    }

    private static string Apply(CodeFix fix)
    {
        string text = fix.Edits[0].Source.Text;
        foreach (TextEdit edit in fix.Edits.OrderByDescending(static edit => edit.Range.Start))
        {
            text = text[..edit.Range.Start] + edit.NewText + text[edit.Range.End..];
        }

        return text;
    }
}
