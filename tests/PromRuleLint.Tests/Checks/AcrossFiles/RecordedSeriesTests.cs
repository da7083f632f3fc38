using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.AcrossFiles;

public sealed class RecordedSeriesTests
{
    [Test]
    public void A_label_that_says_another_name_makes_no_other_series() => LintVerifier.Verify("PRL7002", """
        groups:
        - name: silos
          rules:
          - record: silos:all
            expr: sum(silo_grain_tons)
            labels: {__name__: a}
          - record: ⟦silos:all⟧
            expr: count(silo_grain_tons)
            labels: {__name__: b}
        """);

    [Test]
    public void The_other_rule_is_named_across_files()
    {
        IReadOnlyList<Diagnostic> found = LintVerifier.VerifyFiles(
            "PRL7002", LintConfiguration.Default with { RuleSet = "one server" }, onlyMarked: false,
            ("a.yml", "groups:\n- name: a\n  rules:\n  - record: x:sum\n    expr: sum(rate(x[5m]))\n"),
            ("b.yml", "groups:\n- name: b\n  rules:\n  - record: ⟦x:sum⟧\n    expr: sum(rate(x[1m]))\n"));
        Assert.That(found.Single().AdditionalLocations.Single().Location.Path, Is.EqualTo("a.yml"));
    }

    [TestCase("sum by (a) (x)", "sum by (b) (x)")]
    [TestCase("x > 5", "x <= 5")]
    [TestCase("x > 5 < 10", "x > 10 < 20")]
    [TestCase("label_replace(x, \"a\", \"1\", \"\", \"\")", "label_replace(x, \"a\", \"2\", \"\", \"\")")]
    [TestCase("absent(x)", "vector(1)")]
    [TestCase("topk(1, x)", "bottomk(1, x)")]
    [TestCase("sum(x)", "sum( x )")]
    public void Other_series_may_share_a_name(string first, string second) => LintVerifier.Verify("PRL7002", $"""
        groups:
        - name: g
          rules:
          - record: r
            expr: {first}
          - record: r
            expr: {second}
        """);

    [Test]
    public void A_circle_is_shown_once_with_all_its_rules()
    {
        IReadOnlyList<Diagnostic> found = LintVerifier.VerifyFiles("PRL7007", LintConfiguration.Default, onlyMarked: false, ("rules.yml", """
            groups:
            - name: g
              rules:
              - record: ⟦a:sum⟧
                expr: sum(b:sum)
              - record: b:sum
                expr: sum(c:sum) + other
              - record: c:sum
                expr: sum(a:sum)
              - record: new_name
                expr: old_name{kept="yes"}
              - record: old_name
                expr: new_name
            """));
        Assert.That(found.Single(d => d.Id == "PRL7007").AdditionalLocations.Select(r => r.Message), Is.EqualTo(new[] { "'a:sum' reads 'b:sum'", "'b:sum' reads 'c:sum'", "'c:sum' reads 'a:sum'" }));
    }

    [Test]
    public void A_circle_with_a_factor_is_one_in_a_file_of_its_own() => LintVerifier.Verify("PRL7007", """
        groups:
        - name: g
          rules:
          - record: ⟦new_name⟧
            expr: old_name * 1000
          - record: old_name
            expr: new_name / 1000
        """);

    [Test]
    public void Two_files_may_translate_names_and_units_there_and_back() => LintVerifier.VerifyFiles(
        "PRL7007", LintConfiguration.Default, onlyMarked: false,
        ("old.yml", "groups:\n- name: old\n  rules:\n  - record: new_name\n    expr: old_name * 1000\n"),
        ("new.yml", "groups:\n- name: new\n  rules:\n  - record: old_name\n    expr: new_name / 1000\n"));

    [TestCase("sum(silo_fill)", "sum(silo_weight)", true)]
    [TestCase("vector(1)", "vector(2)", true)]
    [TestCase("max(silo_fill) > 5", "vector(0)", true)]
    [TestCase("sum by (site) (silo_fill{site=\"a\"})", "max by (site) (silo_weight{site=\"a\"})", true)]
    [TestCase("sum(silo_fill) or vector(0)", "sum(silo_weight)", true)]
    [TestCase("sum by (site) (silo_fill)", "sum by (site) (silo_weight)", false)]
    [TestCase("sum by (site) (silo_fill{site=\"a\"})", "sum by (site) (silo_weight{site=\"b\"})", false)]
    [TestCase("max(silo_fill) > 5", "min(silo_weight) <= 5", false)]
    [TestCase("sum(silo_fill)", "absent(silo_fill) * 0", false)]
    [TestCase("sum(silo_fill)", "vector(0) unless on () silo_fill", false)]
    [TestCase("silo_fill", "vector(0)", false)]
    [TestCase("sum by (site) (silo_fill)", "sum by (site) (silo_fill{kind=\"a\"})", true)]
    [TestCase("rate(silo_fill_total{kind=\"a\"}[5m])", "rate(silo_fill_total{kind=~\"a|b\"}[1h])", true)]
    [TestCase("sum by (site) (silo_fill{kind=\"c\"})", "sum by (site) (silo_fill{kind=~\"a|b\"})", false)]
    [TestCase("silo_fill{kind=\"a\"} > 5", "silo_fill > 9", false)]
    public void Two_rules_record_one_series_whatever_they_read(string one, string other, bool isSame)
    {
        string second = isSame ? "⟦silo:state⟧" : "silo:state";
        LintVerifier.Verify("PRL7002", $"groups:\n- name: silos\n  rules:\n  - record: silo:state\n    expr: '{one}'\n  - record: {second}\n    expr: '{other}'\n");
    }

    [TestCase("", false)]
    [TestCase("north", true)]
    public void Files_are_of_one_server_where_that_is_said(string ruleSet, bool isSame) => LintVerifier.VerifyFiles(
        "PRL7002", LintConfiguration.Default with { RuleSet = ruleSet }, onlyMarked: false,
        ("drill.yml", $"groups:\n- name: drill\n  rules:\n  - record: {(isSame ? "⟦silo:state⟧" : "silo:state")}\n    expr: vector(1)\n"),
        ("real.yml", "groups:\n- name: real\n  rules:\n  - record: silo:state\n    expr: sum(silo_fill)\n"));

    [TestCase("⟦silo_fill⟧", "", DiagnosticSeverity.Warning)]
    [TestCase("⟦silo_fill⟧", "labels: {mode: drill}", DiagnosticSeverity.Error)]
    [TestCase("⟦silo_fill{site=\"north\"}⟧ > 0", "labels: {mode: drill}", DiagnosticSeverity.Error)]
    [TestCase("max by (site) (⟦silo_fill⟧)", "labels: {mode: drill}", DiagnosticSeverity.Warning)]
    [TestCase("max_over_time(⟦silo_fill⟧[1d])", "", DiagnosticSeverity.Warning)]
    [TestCase("⟦silo_fill⟧ * 2", "", DiagnosticSeverity.Warning)]
    [TestCase("⟦silo_fill{mode=\"drill\"}⟧", "labels: {mode: drill}", DiagnosticSeverity.Error)]
    [TestCase("silo_fill{mode=\"\"}", "labels: {mode: drill}", DiagnosticSeverity.Hidden)]
    [TestCase("silo_fill{mode!~\"drill|test\"}", "labels: {mode: drill}", DiagnosticSeverity.Hidden)]
    [TestCase("max by (site) (silo_fill{instance!=\"\"})", "", DiagnosticSeverity.Hidden)]
    [TestCase("⟦silo_fill⟧ or silo_weight", "labels: {mode: drill}", DiagnosticSeverity.Error)]
    [TestCase("silo_fill * on (site) silo_weight", "labels: {mode: drill}", DiagnosticSeverity.Hidden)]
    [TestCase("⟦silo_fill⟧ or silo_weight", "", DiagnosticSeverity.Warning)]
    [TestCase("silo_weight or silo_fill", "", DiagnosticSeverity.Hidden)]
    [TestCase("silo_weight / 12", "", DiagnosticSeverity.Hidden)]
    public void A_rule_reads_what_it_records(string expression, string labels, DiagnosticSeverity severity)
    {
        IReadOnlyList<Diagnostic> found = LintVerifier.VerifyFiles(
            "PRL7012", LintConfiguration.Default, onlyMarked: false,
            ("rules.yml", $"groups:\n- name: silos\n  rules:\n  - record: silo_fill\n    expr: {expression}\n    {labels}\n"));
        Assert.That(found.Select(static finding => finding.Severity), Is.EqualTo(severity == DiagnosticSeverity.Hidden ? [] : new[] { severity }));
    }

    [TestCase("⟦pump:flow:rate1h⟧ > 5")]
    [TestCase("⟦pump:flow:max⟧ > 5")]
    [TestCase("rate(⟦pumps:flow:rate5m⟧[1h]) > 5")]
    [TestCase("⟦flow:ration⟧ > 5")]
    [TestCase("pump:flow:rate5m > 5")]
    [TestCase("pump:pressure:max > 5")]
    [TestCase("pump_flow_rate1h > 5")]
    [TestCase("pump:heat:max > 5")]
    [TestCase("flow:total > 5")]
    public void A_sibling_of_what_is_recorded_is_missing(string expression) => LintVerifier.Verify("PRL7013", $"""
        groups:
        - name: pumps
          rules:
          - record: pump:flow:rate5m
            expr: rate(pump_flow_total[5m])
          - record: flow:ratio
            expr: sum(pump:flow:rate5m) / 12
          - record: pump:heat:avg
            expr: avg by (site) (pump:heat:max)
          - alert: FlowHigh
            expr: '{expression}'
        """);

    [Test]
    public void A_series_that_a_unit_test_feeds_comes_from_elsewhere() => LintVerifier.VerifyFiles(
        "PRL7013", LintConfiguration.Default, onlyMarked: false,
        ("pumps.yml", "groups:\n- name: pumps\n  rules:\n  - record: pump:flow:rate5m\n    expr: rate(pump_flow_total[5m])\n  - alert: FlowHigh\n    expr: pump:flow:rate1h > 5\n"),
        ("pumps_test.yml", "rule_files: [pumps.yml]\ntests:\n- input_series:\n  - {series: 'pump:flow:rate1h{pump=\"a\"}', values: 1x5}\n  alert_rule_test:\n  - {eval_time: 1m, alertname: FlowHigh}\n"));

    [TestCase("alertname=\"PumpOverheated\"", null)]
    [TestCase("alertname=\"PumpOverheats\"", "PumpOverheat")]
    [TestCase("alertname=~\"PumpOverheat|PumpLeak\"", null)]
    [TestCase("alertname=~\"PumpOverheat|PumpLeek\"", "PumpLeak")]
    [TestCase("alertname=~\"Pump.*\"", null)]
    [TestCase("alertname=\"SitePumpOverheat\"", null)]
    public void An_alert_that_is_nearly_there_is_meant(string matcher, string? meant)
    {
        IReadOnlyList<Diagnostic> found = LintVerifier.Lint(LintConfiguration.Default, ("rules.yml", $$"""
            groups:
            - name: pumps
              rules:
              - alert: PumpOverheat
                expr: pump_temperature_celsius > 80
              - alert: PumpLeak
                expr: pump_leak == 1
              - alert: SitePumpOverheats
                expr: count(ALERTS{{{matcher}}}) > 5
            """));
        Assert.That(found.Where(static finding => finding.Id == "PRL7009").Select(static finding => finding.Message), meant is null ? Is.Empty : Has.One.Contains($"'{meant}' may be meant"));
    }

    [TestCase("⟦later⟧ > 1")]
    [TestCase("rate(later[5m]) > 1")]
    [TestCase("later offset 5m > 1")]
    [TestCase("max_over_time(later[5m:]) > 1")]
    [TestCase("both > 1")]
    public void Only_what_is_read_at_the_time_of_evaluation_comes_too_early(string expression) => LintVerifier.Verify("PRL7005", $"""
        groups:
        - name: g
          rules:
          - record: both
            expr: sum(x)
            labels: {"{"}a: "1"{"}"}
          - alert: A
            expr: {expression}
          - record: later
            expr: sum(x)
          - record: both
            expr: sum(x)
            labels: {"{"}a: "2"{"}"}
        """);
}
