using System.Collections.Concurrent;
using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Checks.Framework;

/// <summary>A check that throws is a finding of its own, is not asked again in the file, and hides nothing that others see.</summary>
public sealed class FailingActionTests
{
    private static readonly LintInput Input = new(
        new SourceText("a.yml", "groups:\n- name: a\n  rules:\n  - alert: A\n    expr: up == 0\n    annotations: {summary: '{{ $value }}'}\n  - alert: B\n    expr: down == 0\n    annotations: {summary: '{{ $value }}'}\n"),
        LintConfiguration.Default);

    private static IEnumerable<TestCaseData> Kinds()
    {
        yield return Case("expression", static (context, act) => context.RegisterExpressionAction(node => act(node.Node is VectorSelector selector ? selector.Name! : ""), ExprKind.VectorSelector));
        yield return Case("rule", static (context, act) => context.RegisterRuleAction(rule => act(rule.Rule.Name!.Value)));
        yield return Case("template", static (context, act) => context.RegisterTemplateAction(template => act(template.Rules[0].Name!.Value)));

        static TestCaseData Case(string name, Action<AnalysisContext, Action<string>> register) => new TestCaseData(register).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Kinds))]
    public void Others_see_all_and_the_one_that_fails_is_not_asked_again(Action<AnalysisContext, Action<string>> register)
    {
        var seen = new ConcurrentQueue<string>();
        Check Seeing(string name) => new LambdaCheck([], context => register(context, what => seen.Enqueue($"{name} {what}")));
        var failing = new LambdaCheck([], context => register(context, what =>
        {
            seen.Enqueue($"failing {what}");
            throw new InvalidOperationException("no luck");
        }));

        ImmutableArray<Diagnostic> found = new Linter([Seeing("before"), failing, Seeing("after")]).Lint([Input]);

        Assert.Multiple(() =>
        {
            Assert.That(found.Where(static finding => finding.Id == "PRL0011").Select(static finding => finding.Message), Has.One.Contains("no luck"));
            Assert.That(seen.Select(static line => line.Split(' ')[0]), Is.EqualTo(new[] { "before", "failing", "after", "before", "after" }));
            Assert.That(seen.Select(static line => line.Split(' ')[1]).Distinct().Count(), Is.EqualTo(2), "both rules are seen");
        });
    }

    [Test]
    public void Two_that_fail_at_one_place_are_two_findings()
    {
        static Check Failing(string message) => new LambdaCheck([], context => context.RegisterRuleAction(_ => throw new InvalidOperationException(message)));

        ImmutableArray<Diagnostic> found = new Linter([Failing("one"), Failing("two")]).Lint([Input]);

        Assert.That(found.Where(static finding => finding.Id == "PRL0011").Select(static finding => finding.Message), Has.One.Contains("one").And.One.Contains("two"));
    }
}
