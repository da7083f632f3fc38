using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Changes;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Diagnostics;

public sealed class RuleChangesTests
{
    private const string Base = """
        groups:
          - name: a
            interval: 1m
            rules:
              - record: x
                expr: sum(up) by (job)
                labels: {team: "1"}
              - alert: A
                expr: x > 0
                for: 5m
                annotations:
                  summary: Something is wrong
              - alert: B
                expr: vector(1)
        """;

    [TestCase("- record: x", "# why\n      - record: x")]
    [TestCase("sum(up) by (job)", "|\n          sum by(job)(\n            up  # all of them\n          )")]
    [TestCase("sum(up) by (job)", "'sum by (job,) (up)'")]
    [TestCase("{team: \"1\"}", "\n          team: '1'")]
    [TestCase("expr: x > 0\n        for: 5m", "for: 5m\n        expr: x>0")]
    [TestCase("Something is wrong", ">-\n            Something\n            is wrong")]
    [TestCase("  - name: a\n    interval: 1m", "  - interval: 1m\n    name: \"a\"")]
    public void Form_is_no_change(string old, string now) => Assert.That(Changed(Base, Replace(old, now)), Is.Empty);

    [TestCase("alert: B", "alert: C", "C")]
    [TestCase("vector(1)", "vector(2)", "B")]
    [TestCase("vector(1)", "vector(1", "B")]
    [TestCase("for: 5m", "for: 6m", "A")]
    [TestCase("for: 5m", "keep_firing_for: 5m", "A")]
    [TestCase("Something is wrong", "Something is right", "A")]
    [TestCase("summary: Some", "description: Some", "A")]
    [TestCase("        for: 5m\n", "", "A")]
    [TestCase("interval: 1m", "interval: 2m", "x A B")]
    [TestCase("interval: 1m", "labels: {a: b}", "x A B")]
    [TestCase("name: a", "name: b", "x A B")]
    public void What_a_rule_or_its_group_says_is_a_change(string old, string now, string changed) =>
        Assert.That(Changed(Base, Replace(old, now)), Is.EqualTo(changed.Split(' ')));

    [TestCase("sum(up)", "max(up)")]
    [TestCase("{team: \"1\"}", "{team: 1}")]
    [TestCase("record: x", "record: y")]
    public void Who_reads_what_changed_is_changed_too(string old, string now) =>
        Assert.That(Changed(Base, Replace(old, now)), Is.EqualTo(new[] { now == "record: y" ? "y" : "x", "A" }));

    [Test]
    public void Dependencies_are_followed_through_others_and_by_pattern_and_ends_in_cycles()
    {
        const string Old = "groups: [{name: a, rules: [{record: a, expr: up}, {record: b, expr: a}, {record: c, expr: 'b + d'}, {record: d, expr: c}, {record: e, expr: '{__name__=~\"[xd]\"}'}, {record: f, expr: g}]}]";
        Assert.That(Changed(Old, Old.Replace("expr: up", "expr: down", StringComparison.Ordinal)), Is.EqualTo(new[] { "a", "b", "c", "d", "e" }));
    }

    [Test]
    public void Added_rules_are_changed_and_others_that_moved_are_not()
    {
        string now = Replace("      - record: x", "      - alert: N\n        expr: vector(1)\n      - alert: B\n        expr: vector(1)\n      - record: x");
        Assert.That(Changed(Base, now), Is.EqualTo(new[] { "N", "B" }), "one of the two rules B is new");
        Assert.That(Changed(null, Base), Is.EqualTo(new[] { "x", "A", "B" }));
    }

    [Test]
    public void Rules_that_are_gone_change_who_read_them()
    {
        string now = "groups:\n" + Base[Base.IndexOf("  - name", StringComparison.Ordinal)..].Replace(Base[Base.IndexOf("      - record", StringComparison.Ordinal)..Base.IndexOf("      - alert: A", StringComparison.Ordinal)], "", StringComparison.Ordinal);
        RuleFile reader = Read(now);
        Assert.That(Changed(Base, now), Is.EqualTo(new[] { "A" }));
        Assert.That(Names(RuleChanges.Between([new(reader, reader), new(null, Read(Base))]), reader), Is.EqualTo(new[] { "A" }), "a file that is gone");
    }

    [Test]
    public void Files_without_change_are_followed_too()
    {
        RuleFile reader = Read("groups: [{name: r, rules: [{alert: R, expr: x == 0}, {alert: S, expr: y == 0}]}]");
        RuleChanges changes = RuleChanges.Between([new(reader, reader), new(Read(Replace("sum", "max")), Read(Base))]);
        Assert.That(Names(changes, reader), Is.EqualTo(new[] { "R" }));
    }

    [Test]
    public void Files_of_another_rule_set_are_not_affected_unless_what_they_read_is_gone()
    {
        RuleFile reader = Read("groups: [{name: r, rules: [{alert: R, expr: x == 0}]}]");
        var other = new RuleFileVersions(reader, reader) { RuleSet = "other" };
        Assert.That(Names(RuleChanges.Between([other, new(Read(Replace("sum", "max")), Read(Base))]), reader), Is.Empty);
        Assert.That(Names(RuleChanges.Between([other, new(null, Read(Base))]), reader), Is.EqualTo(new[] { "R" }));
    }

    [Test]
    public void Two_versions_are_compared_with_each_other_and_told_where_they_stand_now()
    {
        RuleFile before = Read(Base);
        RuleFile after = Read(Replace("vector(1)", "vector(2)"));
        RuleFile now = Read(Replace("vector(1)", "vector(3)").Replace("x > 0", "x > 1", StringComparison.Ordinal));

        Assert.That(Names(RuleChanges.Between([new(now, before) { After = after }]), now), Is.EqualTo(new[] { "B" }));
        Assert.That(Names(RuleChanges.Between([new(now, before) { After = before }]), now), Is.Empty);
        Assert.That(Names(RuleChanges.Between([new(now, before) { After = null }]), now), Is.EqualTo(new[] { "A" }), "x was gone");
        Assert.That(Names(RuleChanges.Between([new(now, null) { After = before }]), now), Is.EqualTo(new[] { "x", "A", "B" }));
    }

    [TestCase("groups: [")]
    [TestCase("groups: [{name: a, rules: [{record: x}, {expr: 1}, {}, 1]}]")]
    [TestCase("{{ if }}")]
    public void Broken_files_compare_equal_to_themselves(string text) => Assert.That(Changed(text, "# more\n" + text), Is.Empty);

    [Test]
    public void Findings_of_changed_rules_are_left_and_those_outside_of_rules_where_the_file_changed()
    {
        const string Old = "groups:\n- name: a\n  rules:\n  - record: x\n    expr: sign(up) + 1\n  - record: y\n    expr: sign(up) + 2\n- name: a\n  rules: []\n";
        var now = new SourceText("now.yml", Old.Replace("+ 2", "+ 3", StringComparison.Ordinal));
        ImmutableArray<Diagnostic> findings = new Linter().Lint([new LintInput(now, LintConfiguration.Default)]);
        RuleChanges changes = RuleChanges.Between([new(RuleFileReader.Read(now), Read(Old))]);

        Assert.That(findings.Select(static f => f.RuleName), Is.SupersetOf(new[] { "x", "y", null }));
        Assert.That(changes.Only(findings, static _ => false).Select(static f => f.RuleName).Distinct(), Is.EqualTo(new[] { "y" }));
        Assert.That(changes.Only(findings, static path => path == "now.yml").Select(static f => f.RuleName).Distinct(), Is.EquivalentTo(new[] { "y", null }));
    }

    private static string Replace(string old, string now)
    {
        string replaced = Base.Replace(old, now, StringComparison.Ordinal);
        Assert.That(replaced, Is.Not.EqualTo(Base));
        return replaced;
    }

    private static RuleFile Read(string text) => RuleFileReader.Read(new SourceText("a.yml", text));

    private static string?[] Changed(string? before, string now)
    {
        RuleFile file = Read(now);
        return Names(RuleChanges.Between([new RuleFileVersions(file, before is null ? null : Read(before))]), file);
    }

    private static string?[] Names(RuleChanges changes, RuleFile file) => [.. file.Rules.Where(changes.IsChanged).Select(static rule => rule.Name?.Value)];
}
