using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Checks.Liveness;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Checks.Framework;

/// <summary>What start actions compute of a rule set is computed once, whoever asks.</summary>
public sealed class StartActionTests
{
    private static readonly LintInput Input = new(
        new SourceText("a.yml", """
        groups:
          - name: a
            rules:
              - record: duri:alive
                expr: changes(duri_heartbeat_seq[5m]) > bool 0
              - alert: Stalled
                expr: duri:alive == 0
        """),
        LintConfiguration.Default);

    [Test]
    public void Heartbeats_are_found_once_for_all_checks_that_ask()
    {
        // Our own actions run before this one: had none of them left what it found, this would be made.
        int made = 0;
        var check = new LambdaCheck([], context => context.RegisterRuleSetAction(set => set.GetOrCreateState(() => ++made < 0 ? Heartbeats.In(set) : throw new InvalidOperationException("made a second time"))));

        ImmutableArray<Diagnostic> found = new Linter([check]).Lint([Input]);

        Assert.That(made, Is.Zero);
        Assert.That(found.Select(static finding => finding.Id), Has.Some.StartsWith("PRL5").And.None.EqualTo("PRL0011"));
    }

    [Test]
    public void State_is_made_once_a_rule_set_and_once_a_run()
    {
        int made = 0;
        LambdaCheck[] checks = [.. Enumerable.Range(0, 8).Select(_ => new LambdaCheck([], context => context.RegisterRuleSetStartAction(start => start.GetOrCreateState(Make))))];
        var linter = new Linter(checks);

        linter.Lint([Input]);
        Assert.That(made, Is.EqualTo(1));

        LintInput Of(string set) => Input with { Configuration = LintConfiguration.Default with { RuleSet = set } };
        linter.Lint([Of("one"), Of("two")]);
        Assert.That(made, Is.EqualTo(3));

        Counted Make()
        {
            made++;
            return new Counted();
        }
    }

    [Test]
    public void Start_action_registers_actions_of_every_kind_that_see_its_files_only()
    {
        var seen = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var check = new LambdaCheck([], context => context.RegisterRuleSetStartAction(start =>
        {
            string set = start.ConfigurationOf(start.RuleSet.Files[0]).RuleSet;
            start.RegisterExpressionAction(node => seen.Enqueue($"{set} {node.Configuration.RuleSet} expression"), ExprKind.Call);
            start.RegisterRuleAction(rule => seen.Enqueue($"{set} {rule.Configuration.RuleSet} rule"));
            start.RegisterGroupAction(group => seen.Enqueue($"{set} {group.Configuration.RuleSet} group"));
            start.RegisterFileAction(file => seen.Enqueue($"{set} {file.Configuration.RuleSet} file"));
            start.RegisterRuleSetAction(files => seen.Enqueue($"{set} {files.ConfigurationOf(files.RuleSet.Files[0]).RuleSet} rule set"));
        }));
        LintInput Of(string set) => Input with { Configuration = LintConfiguration.Default with { RuleSet = set } };

        new Linter([check]).Lint([Of("one"), Of("two")]);

        Assert.That(seen.Distinct().Order(StringComparer.Ordinal), Is.EqualTo(new[]
        {
            "one one expression", "one one file", "one one group", "one one rule", "one one rule set",
            "two two expression", "two two file", "two two group", "two two rule", "two two rule set",
        }));
    }

    [Test]
    public void Start_action_that_fails_is_a_failure_of_its_check_only()
    {
        ImmutableArray<Diagnostic> found = new Linter([new LambdaCheck([], static context => context.RegisterRuleSetStartAction(static _ => throw new InvalidOperationException("no start")))]).Lint([Input]);

        Assert.That(found.Select(static finding => finding.Id), Has.One.EqualTo("PRL0011").And.Some.StartsWith("PRL5"));
        Assert.That(found.Single(static finding => finding.Id == "PRL0011").Message, Does.Contain("no start"));
    }

    private sealed class Counted;

    [Test]
    public void An_action_on_a_rule_set_runs_when_its_files_are_done()
    {
        // Files enough for several threads.
        string text = string.Concat("groups:\n- name: a\n  rules:\n", string.Concat(Enumerable.Repeat("  - record: duri:alive\n    expr: sum(rate(duri_beats_total[5m])) by (job)\n", 40)));
        LintInput[] inputs = [.. Enumerable.Range(0, 50).Select(i => new LintInput(new SourceText($"{i}.yml", text), LintConfiguration.Default with { RuleSet = "one" }))];
        int files = 0;
        List<int> seen = [];
        var check = new LambdaCheck([], context =>
        {
            context.RegisterFileAction(_ => Interlocked.Increment(ref files));
            context.RegisterRuleSetAction(_ => seen.Add(files));
        });

        new Linter([check]).Lint(inputs);

        Assert.That(seen, Is.EqualTo(new[] { inputs.Length }));
    }
}
