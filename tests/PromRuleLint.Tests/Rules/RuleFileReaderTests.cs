using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Tests.Rules;

public class RuleFileReaderTests
{
    private const string Group = """
        groups:
        - name: a
          rules:
          - alert: Down
            expr: up{job="x"} == 0
            labels: {severity: page}
        """;

    [Test]
    public void Plain_file_is_read_whole()
    {
        RuleFile file = Read("""
            groups:
            - name: a
              interval: 30s
              query_offset: 1m
              limit: 10
              labels: {team: x}
              rules:
              - record: a:b
                expr: sum(up)
                labels: {c: d}
              - alert: Down
                expr: up == 0
                for: 5m
                keep_firing_for: 1h
                annotations: {summary: s}
            """);
        Assert.That(file.Errors, Is.Empty);
        Assert.That(file.Kind, Is.EqualTo(RuleFileKind.Plain));
        RuleGroup group = file.Groups.Single();
        Assert.That((group.Name!.Value, group.Interval!.Value, group.QueryOffset!.Value, group.Limit), Is.EqualTo(("a", TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), 10L)));
        Assert.That(group.Labels.Single().Name.Value, Is.EqualTo("team"));
        Assert.That(group.Rules[0], Is.InstanceOf<RecordingRule>());
        var alert = (AlertingRule)group.Rules[1];
        Assert.That((alert.For!.Value, alert.KeepFiringFor!.Value), Is.EqualTo((TimeSpan.FromMinutes(5), TimeSpan.FromHours(1))));
        Assert.That(alert.File, Is.SameAs(file));
    }

    [Test]
    public void Rules_of_a_resource_are_read()
    {
        RuleFile file = Read("apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: x}\nspec:\n" + Indent(Group, 2));
        Assert.That(file.Kind, Is.EqualTo(RuleFileKind.PrometheusRule));
        Assert.That(file.Rules.Single().Name!.Value, Is.EqualTo("Down"));
        Assert.That(file.Errors, Is.Empty);
    }

    [Test]
    public void Rules_of_a_list_and_of_several_documents_are_read()
    {
        string resource = "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n" + Indent(Group, 2);
        RuleFile file = Read("apiVersion: v1\nkind: List\nitems:\n- " + Indent(resource, 2)[2..] + "---\n" + resource);
        Assert.That(file.Rules.Count(), Is.EqualTo(2));
        Assert.That(file.Errors, Is.Empty);
    }

    [TestCase("|", "")]
    [TestCase("|2-", "  ")]
    [TestCase(">", "")]
    public void Rules_of_a_config_map_point_into_the_outer_file(string header, string extra)
    {
        string yaml = $"apiVersion: v1\nkind: ConfigMap\ndata:\n  readme: text\n  a.rules: {header}\n" + (header == ">" ? Indent(Group.Replace("\n", "\n\n", StringComparison.Ordinal), 4) : Indent(Group, 4));
        RuleFile file = Read(yaml);
        Assert.That(file.Kind, Is.EqualTo(RuleFileKind.ConfigMap), extra);
        Assert.That(file.Errors, Is.Empty);
        RuleExpression expression = file.Rules.Single().Expression!;
        int at = expression.Text.IndexOf("job", StringComparison.Ordinal);
        SourceRange place = expression.ToSource(new TextRange(at, at + 3));
        Assert.That(yaml[place.Start..place.End], Is.EqualTo("job"));
        Assert.That(place.Start, Is.EqualTo(yaml.IndexOf("job", StringComparison.Ordinal)));
    }

    [Test]
    public void Errors_of_a_config_map_point_into_the_outer_file()
    {
        const string Yaml = "apiVersion: v1\nkind: ConfigMap\ndata:\n  a.rules: \"groups:\\n- name: a\\n  rulez: []\\n\"\n";
        RuleFileError error = Read(Yaml).Errors.Single();
        Assert.That(Yaml[error.Range.Start..error.Range.End], Is.EqualTo("rulez"));
    }

    [Test]
    public void A_broken_rule_does_not_hide_its_neighbors()
    {
        RuleFile file = Read("""
            groups:
            - name: a
              rules:
              - just text
              - alert: X
                expr: up ==
              - [1, 2]
              - record: y
                expr: sum(up)
            - 5
            - name: b
              rules:
              - record: z
                expr: up
            """);
        Assert.That(file.Rules.Select(static rule => rule.Name!.Value), Is.EqualTo(["X", "y", "z"]));
        Assert.That(file.Errors.Select(static error => error.Kind), Is.EqualTo(Enumerable.Repeat(RuleFileErrorKind.WrongValueType, 3)));
    }

    [Test]
    public void Three_faults_of_one_rule_are_three_errors()
    {
        RuleFile file = Read("groups:\n- name: a\n  rules:\n  - alert: X\n    record: x{\n    for: 5\n");
        Assert.That(file.Errors.Select(static error => error.Kind), Is.EquivalentTo(
            [RuleFileErrorKind.RecordAndAlert, RuleFileErrorKind.InvalidRecordName, RuleFileErrorKind.InvalidDuration, RuleFileErrorKind.MissingExpression]));
    }

    [Test]
    public void A_rule_that_two_groups_share_by_alias_is_told_once()
    {
        RuleFile file = Read("groups:\n- name: a\n  rules: &r\n  - alert: X\n    exprr: up\n- name: b\n  rules: *r\n");
        Assert.That(file.Groups.Select(static group => group.Rules.Length), Is.EqualTo([1, 1]));
        Assert.That(file.Errors.Select(static error => error.Kind), Is.EqualTo([RuleFileErrorKind.UnknownField]));
    }

    [TestCase("{{- if .Values.rules }}\ngroups:\n- name: a\n{{- end }}\n")]
    [TestCase("groups:\n- name: {{ .Release.Name }}\n  rules: []\n")]
    [TestCase("{% raw %}\ngroups:\n- name: a\n{% endraw %}\n")]
    [TestCase("groups:\n- name: a\n  rules:\n  {{- range .Values.x }}\n  - alert: X\n    expr: up\n  {{- end }}\n")]
    public void Templates_of_rule_files_are_told_once(string yaml)
    {
        RuleFile file = Read(yaml);
        Assert.That(file.Errors.Select(static error => error.Kind), Is.EqualTo([RuleFileErrorKind.TemplatedFile]));
    }

    [TestCase("groups:\n- name: a\n  rules:\n  - alert: X\n    expr: up\n    annotations:\n      summary: '{{ $labels.x }}'\n      text: |\n        {{ $value }}\n")]
    [TestCase("groups:\n- name: a\n  rules: []\n# {{ a comment }}\n")]
    [TestCase("groups: [{name: a, rules: [{alert: X, expr: up, labels: {a: b}}]}]\n")]
    public void Templates_of_alerts_do_not_make_a_file_one(string yaml) => Assert.That(Read(yaml).Errors, Is.Empty);

    [TestCase("global: {scrape_interval: 15s}\nrule_files: [a.yml]\nscrape_configs: []\n")]
    [TestCase("apiVersion: 1\ngroups:\n- orgId: 1\n  name: x\n  rules: []\n")]
    [TestCase("version: 3\nservices: {a: {image: b}}\n")]
    [TestCase("just text\n")]
    [TestCase("- a\n- b\n")]
    [TestCase("")]
    [TestCase("apiVersion: v1\nkind: ConfigMap\ndata: {a: b}\n")]
    public void Files_of_others_are_left_alone(string yaml)
    {
        RuleFile file = Read(yaml);
        Assert.That(file.Kind, Is.EqualTo(RuleFileKind.Other));
        Assert.That(file.Errors, Is.Empty);
    }

    [TestCase("groups: staff")]
    [TestCase("groups: [staff, guests]")]
    [TestCase("groups: {staff: [ann, bob]}")]
    [TestCase("groups: [{name: staff, members: [ann]}]")]
    public void A_text_of_a_ConfigMap_with_groups_of_another_kind_is_left_alone(string text) =>
        Assert.That(Read($"apiVersion: v1\nkind: ConfigMap\ndata:\n  rules.yml: |\n    groups: []\n  users.yml: |\n    {text}\n").Errors, Is.Empty);

    [TestCase("groups: {name: a, rules: []}")]
    [TestCase("groups: [{nmae: a, rules: []}]")]
    public void A_text_of_a_ConfigMap_with_a_wrong_group_is_read(string text) =>
        Assert.That(Read($"apiVersion: v1\nkind: ConfigMap\ndata:\n  rules.yml: |\n    {text}\n").Errors, Is.Not.Empty);

    [TestCase(RuleSchema.Thanos, "partial_response_strategy: warn")]
    [TestCase(RuleSchema.Mimir, "source_tenants: [a, b]")]
    [TestCase(RuleSchema.VictoriaMetrics, "concurrency: 2")]
    [TestCase(RuleSchema.VictoriaMetrics, "eval_offset: 1.5h")]
    public void Fields_of_others_are_known_under_their_schema_only(RuleSchema schema, string field)
    {
        string yaml = $"groups:\n- name: a\n  {field}\n  rules: []\n";
        Assert.That(RuleFileReader.Read(new SourceText("x.yml", yaml), new RuleFileReaderOptions { Schema = schema }).Errors, Is.Empty);
        Assert.That(Read(yaml).Errors.Select(static error => error.Kind), Is.EqualTo([RuleFileErrorKind.UnknownField]));
    }

    [Test]
    public void A_namespace_stands_at_the_top_of_files_of_Mimir_only()
    {
        const string Yaml = "namespace: shop\ngroups:\n- name: a\n  rules: []\n";
        RuleFile file = RuleFileReader.Read(new SourceText("x.yml", Yaml), new RuleFileReaderOptions { Schema = RuleSchema.Mimir });
        Assert.That(file.Errors, Is.Empty);
        Assert.That(file.Groups, Has.Length.EqualTo(1));
        Assert.That(Read(Yaml).Errors.Select(static error => error.Kind), Is.EqualTo([RuleFileErrorKind.UnknownField]));
    }

    [Test]
    public void Wrong_partial_response_strategy_is_an_error()
    {
        RuleFile file = RuleFileReader.Read(new SourceText("x.yml", "groups:\n- name: a\n  partial_response_strategy: wran\n"), new RuleFileReaderOptions { Schema = RuleSchema.Thanos });
        Assert.That(file.Errors.Single(), Has.Property("Kind").EqualTo(RuleFileErrorKind.InvalidPartialResponseStrategy).And.Property("Replacement").EqualTo("warn"));
    }

    [TestCase("limit: 010", 8)]
    [TestCase("limit: 0x10", 16)]
    [TestCase("limit: 1_000", 1000)]
    [TestCase("limit: 2.5", 2)]
    [TestCase("limit: -1", -1)]
    [TestCase("limit:", null)]
    public void Limits_are_read_as_go_yaml_reads_integers(string field, long? limit)
    {
        RuleFile file = Read($"groups:\n- name: a\n  {field}\n");
        Assert.That(file.Errors, Is.Empty);
        Assert.That(file.Groups[0].Limit, Is.EqualTo(limit));
    }

    [Test]
    public void Rule_files_of_a_prometheus_configuration_are_listed_with_their_places()
    {
        const string Yaml = "global: {}\nrule_files:\n- rules/*.yml\n- 'b.yml'\n";
        IEnumerable<string> entries = PrometheusConfiguration.RuleFilesOf(YamlReader.Read(new SourceText("prometheus.yml", Yaml))).Select(entry => Yaml[entry.Range.Start..entry.Range.End]);
        Assert.That(entries, Is.EqualTo(["rules/*.yml", "'b.yml'"]));
    }

    [Test]
    public void Byte_order_mark_takes_no_column()
    {
        RuleFile file = RuleFileReader.Read(SourceText.FromUtf8("x.yml", [0xEF, 0xBB, 0xBF, .. "grouqs:\n- rules: []\n"u8]));
        Assert.That(file.Source.GetPosition(file.Errors[0].Range.Start), Is.EqualTo(new LineColumn(1, 1)));
    }

    private static RuleFile Read(string yaml) => RuleFileReader.Read(new SourceText("x.yml", yaml));

    private static string Indent(string text, int by) => string.Concat(text.TrimEnd('\n').Split('\n').Select(line => (line.Length == 0 ? "" : new string(' ', by) + line) + "\n"));
}
