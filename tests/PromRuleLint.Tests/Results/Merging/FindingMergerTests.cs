using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Baselines;
using PromRuleLint.Results.Fixes;
using PromRuleLint.Rules;
using PromRuleLint.Tests.Verification;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Results.Merging;

/// <summary>One fault is one finding, whichever checks see it and wherever it shows.</summary>
public sealed class FindingMergerTests
{
    private static readonly SourceText BaselineFile = new("baseline.json", "");

    [Test]
    public void A_comparison_explains_the_branch_that_it_leaves_empty()
    {
        Diagnostic finding = Single("""
            - alert: QueueGone
              expr: queue_length > 9 or count(queue_length) == 0
            """);

        Assert.Multiple(() =>
        {
            Assert.That(finding.Descriptor.Name, Is.EqualTo("always-false-comparison"));
            Assert.That(finding.Explained.Select(static other => other.Descriptor.Name), Is.EqualTo(new[] { "dead-or-branch" }));
            Assert.That(finding.AdditionalLocations.Select(static related => related.Message), Has.One.Contains("(dead-or-branch)"));
        });
    }

    [Test]
    public void A_match_that_is_impossible_explains_that_the_alert_never_fires()
    {
        Diagnostic finding = Single("""
            - alert: TooManyOpen
              expr: cases_open{desk="a"} > sum(cases_limit)
            """);

        Assert.Multiple(() =>
        {
            Assert.That(finding.Descriptor.Name, Is.EqualTo("impossible-match"));
            Assert.That(finding.Explained.Single().Message, Does.Contain("'TooManyOpen' can never fire"));
        });
    }

    [Test]
    public void What_a_clock_never_shows_explains_the_branch_that_it_leaves_empty()
    {
        Diagnostic finding = Single("""
            - alert: QueueLongAtNight
              expr: queue_length > 9 or hour() > 24
            """);

        Assert.Multiple(() =>
        {
            Assert.That(finding.Descriptor.Name, Is.EqualTo("argument-out-of-range"));
            Assert.That(finding.Explained.Select(static other => other.Descriptor.Name), Is.EqualTo(new[] { "dead-or-branch" }));
        });
    }

    [TestCase("record: desk:idle", "always-false-comparison")]
    [TestCase("alert: DeskIdle", "alert-never-fires")]
    public void A_filter_that_is_taken_for_a_verdict_is_the_reason_that_nothing_is_left(string rule, string name)
    {
        Diagnostic finding = Single($"- {rule}\n  expr: (cases_open > 3) * (desk_staff > 0) == 0\n");

        Assert.Multiple(() =>
        {
            Assert.That(finding.Descriptor.Name, Is.EqualTo(name));
            Assert.That(finding.Explained.Select(static other => other.Descriptor.Name), Has.Some.EqualTo("filter-used-as-boolean"));
        });
    }

    [TestCase("sum by (desk) (cases_open) * on (clerk) clerk_weight")]
    [TestCase("sum by (desk) (cases_open) * on (clerk) sum by (desk) (cases_closed)")]
    public void A_label_that_is_not_there_is_told_and_not_what_is_kept_in_its_place(string expression) =>
        Assert.That(Names(Lint($"- record: desk:cases:weighed\n  expr: {expression}\n")), Is.EqualTo(new[] { "impossible-label" }));

    [Test]
    public void Two_faults_of_one_rule_stay_two()
    {
        Assert.That(Names(Lint("""
            - record: desk:cases:open
              expr: (cases_open{desk="a"} > sum(cases_limit)) or (count(cases_open) == 0) or cases_open
            """)), Is.EqualTo(new[] { "impossible-match", "always-false-comparison" }));
    }

    [Test]
    public void A_type_that_does_not_fit_after_a_syntax_error_may_come_from_it()
    {
        Diagnostic finding = Single("""
            - record: shop:lines:rate
              expr: rate({app="shop"} |= "error" [5m])
            """);
        Assert.That(finding.Descriptor.Name, Is.EqualTo("promql-syntax"));
        Assert.That(Names(Lint("""
            - record: shop:lines:rate
              expr: rate(lines)
            """)), Is.EqualTo(new[] { "wrong-operand-type" }));
    }

    [Test]
    public void A_missing_label_in_two_annotations_is_one_finding_with_two_places()
    {
        Diagnostic finding = Single(LabelTwice);

        Assert.Multiple(() =>
        {
            Assert.That(finding.Location.Start.Line, Is.EqualTo(7));
            Assert.That(finding.Repeated.Select(static other => other.Location.Start.Line), Is.EqualTo(new[] { 8 }));
            Assert.That(finding.AdditionalLocations[^1].Location.Start.Line, Is.EqualTo(8));
            Assert.That(finding.Apart().Select(static each => (each.Location.Start.Line, each.Repeated.Length)), Is.EqualTo(new[] { (7, 0), (8, 0) }));
        });
    }

    [Test]
    public void Another_label_or_another_rule_is_another_finding()
    {
        Assert.That(Lint(LabelTwice.Replace("on {{ $labels.instance }}", "on {{ $labels.pod }}", StringComparison.Ordinal)), Has.Count.EqualTo(2));
        Assert.That(Lint(LabelTwice + "\n" + LabelTwice.Replace("DeskBusy", "DeskVeryBusy", StringComparison.Ordinal).Replace("> 5", "> 9", StringComparison.Ordinal)), Has.Count.EqualTo(2));
    }

    [Test]
    public void An_unknown_field_is_told_once_a_file()
    {
        Diagnostic finding = Single("""
            - record: a
              expr: up
              owner: me
            - record: b
              expr: up
              owner: me
            """);
        Assert.That(finding.AdditionalLocations.Select(static related => related.Message), Is.EqualTo(new[] { "the same in 'b'" }));
    }

    [Test]
    public void Suppressing_the_leading_one_covers_all_and_another_place_itself_only()
    {
        Assert.That(Lint(LabelTwice.Replace("expr:", "# promrulelint disable-region impossible-template-label\n  expr:", StringComparison.Ordinal)), Is.Empty);
        Assert.That(Lint(LabelTwice.Replace("instance }} busy\"", "instance }} busy\" # promrulelint disable impossible-template-label", StringComparison.Ordinal)), Is.Empty);

        Diagnostic left = Single(LabelTwice + " # promrulelint disable impossible-template-label");
        Assert.That((left.Location.Start.Line, left.Repeated.Length), Is.EqualTo((7, 0)));
    }

    [Test]
    public void A_suppression_of_what_is_explained_is_no_unused_one()
    {
        Diagnostic finding = Single("""
            - alert: TooManyOpen # promrulelint disable-rule alert-never-fires
              expr: cases_open{desk="a"} > sum(cases_limit)
            """);
        Assert.That((finding.Descriptor.Name, finding.Explained.Length), Is.EqualTo(("impossible-match", 0)));
    }

    [Test]
    public void A_baseline_knows_each_place()
    {
        string one = LabelTwice[..LabelTwice.LastIndexOf('\n')];
        Baseline ofOne = Baseline.FromFindings(Lint(one));
        Baseline ofTwo = Baseline.FromFindings(Lint(LabelTwice));

        Assert.Multiple(() =>
        {
            Assert.That(ofTwo.Count, Is.EqualTo(2));
            Assert.That(ofTwo.Apply(Lint(LabelTwice), BaselineFile), Is.Empty);
            Assert.That(ofOne.Apply(Lint(LabelTwice), BaselineFile).Select(static finding => (finding.Location.Start.Line, finding.Repeated.Length)), Is.EqualTo(new[] { (8, 0) }), "the second place is new");
            Assert.That(Names(ofTwo.Apply(Lint(one), BaselineFile)), Is.EqualTo(new[] { "unused-baseline-entry" }));
        });
    }

    [Test]
    public void A_round_of_fixes_mends_all_places()
    {
        IReadOnlyList<Diagnostic> findings = Lint("""
            - record: api:fast:rate
              expr: rate(api_seconds_bucket{le="1"}[5m])
            - record: web:fast:rate
              expr: rate(web_seconds_bucket{le="1"}[5m])
            """);
        FixRound round = FixRound.Apply(findings.Where(static finding => finding.Id == "PRL3036"), includeUnsafe: true);
        Assert.That(round.NewTexts.Values.Single(), Does.Contain("api_seconds_bucket{le=~\"1(\\\\.0)?\"}").Or.Contain("le=\"1.0\"").And.Not.Contain("le=\"1\""));
    }

    [Test]
    public void A_rule_that_stands_in_two_files_is_told_once()
    {
        (string, string)[] copies = [.. new[] { "src/desks.yml", "out/all.yml" }.Select(path => (path, Wrap(LabelTwice.Split('\n')[..^1])))];
        Diagnostic finding = LintVerifier.Lint(LintConfiguration.Default, copies).Single();
        Assert.That(finding.AdditionalLocations.Select(static related => related.Location.Path), Has.Some.EqualTo("src/desks.yml"));

        copies[1].Item2 = copies[1].Item2.Replace("> 5", "> 6", StringComparison.Ordinal);
        Assert.That(LintVerifier.Lint(LintConfiguration.Default, copies), Has.Count.EqualTo(2), "another limit is another rule");
        Assert.That(LintVerifier.Lint(LintConfiguration.Default with { RuleSet = "one" }, copies[0]).Concat(LintVerifier.Lint(LintConfiguration.Default with { RuleSet = "two" }, copies[0])).Count(), Is.EqualTo(2));
    }

    [Test]
    public void A_habit_is_told_once_a_file_and_a_selector_of_nothing_in_each_rule()
    {
        Assert.That(Single("""
            - record: a
              expr: sum(up{job=~"^api.*"})
            - record: b
              expr: max(up{job=~"^api.*"})
            """).Repeated, Has.Length.EqualTo(1));
        Assert.That(Names(Lint("""
            - record: a
              expr: sum(up{job!~".*"})
            - record: b
              expr: max(up{job!~".*"})
            """)), Is.EqualTo(new[] { "match-all-regexp", "match-all-regexp" }));
    }

    [Test]
    public void Templates_of_files_are_left_alone_once()
    {
        const string Chart = "groups:\n{{- range .Values.desks }}\n- name: {{ . }}\n{{- end }}\n";
        Diagnostic finding = LintVerifier.Lint(LintConfiguration.Default, ("templates/a.yaml", Chart), ("templates/b.yaml", Chart)).Single();
        Assert.That((finding.Descriptor.Name, finding.Repeated.Length), Is.EqualTo(("templated-file", 1)));

        IReadOnlyList<Diagnostic> beside = LintVerifier.Lint(LintConfiguration.Default, ("templates/a.yaml", Chart), ("rules.yml", Wrap(["- record: a", "  expr: sum(up) == 'a'"])));
        Assert.That(beside.Select(static each => each.Location.Path), Is.EqualTo(new[] { "rules.yml", "templates/a.yaml" }).AsCollection, "a file without templates is read as ever");
    }

    [Test]
    public void A_feature_without_its_flag_is_told_once_for_all_files()
    {
        (string, string)[] files = [.. new[] { "a.yml", "b.yml" }.Select(path => (path, Wrap([$"- record: {path[0]}", "  expr: mad_over_time(up[5m])"])))];
        Diagnostic finding = LintVerifier.Lint(LintConfiguration.Default, files).Single();
        Assert.That(finding.Repeated.Single().Location.Path, Is.EqualTo("b.yml"));
        Assert.That(finding.Message, Does.EndWith("name it in promql.features"));

        files[1].Item2 = files[1].Item2.Replace("mad_over_time", "ts_of_max_over_time", StringComparison.Ordinal);
        Assert.That(LintVerifier.Lint(LintConfiguration.Default, files), Has.Count.EqualTo(2), "another function is another finding");
    }

    [Test]
    public void A_rule_that_is_read_under_another_schema_in_a_copy_is_one_rule()
    {
        string rules = Wrap(["- alert: DeskBusy", "  expr: cases_open > 5", "  annotations: {summary: '{{ $value'}"]);
        LintConfiguration configuration = LintConfiguration.Default with { RuleSet = "desks" };
        Diagnostic finding = new Linter().Lint([
            new LintInput(new SourceText("a/rules.yml", rules), configuration),
            new LintInput(new SourceText("b/rules.yml", rules), configuration with { Schema = RuleSchema.Loki }),
        ]).Single(static finding => finding.Descriptor.Name == "template-syntax");

        Assert.That(finding.Repeated.Single().Location.Path, Is.EqualTo("b/rules.yml"));
    }

    private const string LabelTwice = """
        - alert: DeskBusy
          expr: sum by (desk) (cases_open) > 5
          annotations:
            summary: "{{ $labels.instance }} busy"
            description: "on {{ $labels.instance }}"
        """;

    private static Diagnostic Single(string rules)
    {
        IReadOnlyList<Diagnostic> findings = Lint(rules);
        Assert.That(findings, Has.Count.EqualTo(1), string.Join('\n', findings));
        return findings[0];
    }

    private static IEnumerable<string> Names(IEnumerable<Diagnostic> findings) => findings.Select(static finding => finding.Descriptor.Name);

    private static IReadOnlyList<Diagnostic> Lint(string rules) =>
        LintVerifier.Lint(LintConfiguration.Default, ("rules.yml", Wrap(rules.Split('\n'))));

    private static string Wrap(IEnumerable<string> lines) => "groups:\n- name: desks\n  rules:\n" + string.Concat(lines.Select(static line => $"  {line}\n"));
}
