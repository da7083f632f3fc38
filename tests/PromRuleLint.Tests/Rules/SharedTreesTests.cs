using PromRuleLint.Configuration;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Rules;

public class SharedTreesTests
{
    private static readonly LintConfiguration WithFillModifiers = LintConfiguration.Default with { PromQL = PromQLOptions.Default };

    [Test]
    public void Expressions_of_the_same_text_have_one_tree()
    {
        RuleExpression[] read = Read(("sum by (job) (rate(http_requests_total{code=\"500\"}[5m])) > 1", LintConfiguration.Default), ("sum by (job) (rate(http_requests_total{code=\"500\"}[5m])) > 1", LintConfiguration.Default));

        Assert.That(read[1].Root, Is.Not.Null.And.SameAs(read[0].Root));
        Assert.That(read[1].Scalar, Is.Not.SameAs(read[0].Scalar));
        Assert.That(read[1].Parse.Text, Is.SameAs(read[1].Scalar.Value));
        Assert.That(read[1].Selectors.First, Is.Not.Null.And.SameAs(read[0].Selectors.First));
    }

    [TestCase("up{job=~\"a.*\"}", TestName = "A tree with a pattern, which takes steps from the budget of its file, is not shared")]
    [TestCase("up == 0 # down", TestName = "A tree with comments is not shared")]
    [TestCase("up == ", TestName = "A tree with errors is not shared")]
    public void Not_shared(string expression)
    {
        RuleExpression[] read = Read((expression, LintConfiguration.Default), (expression, LintConfiguration.Default));

        Assert.That(read[1].Parse.Root, Is.Not.Null.And.Not.SameAs(read[0].Parse.Root));
        Assert.That(read[1].Parse.Comments, Is.EqualTo(read[0].Parse.Comments));
        Assert.That(read[1].Parse.Errors, Is.EqualTo(read[0].Parse.Errors));
    }

    [Test]
    public void Files_that_are_read_under_other_options_share_nothing()
    {
        const string expression = "errors_total / on (job) fill(0) requests_total";
        RuleExpression[] read = Read((expression, WithFillModifiers), (expression, LintConfiguration.Default), (expression, WithFillModifiers));

        Assert.That(read[0].Errors, Is.Empty);
        Assert.That(read[1].Errors, Has.Length.EqualTo(1));
        Assert.That(read[2].Root, Is.SameAs(read[0].Root));
    }

    [TestCase("a", "a")]
    [TestCase("1", "")]
    [TestCase("a + b * c", "a b c")]
    [TestCase("sum(rate(a[5m])) / on (job) group_left (x) (b or max_over_time(c[1h:5m]) unless d)", "a b c d")]
    [TestCase("label_replace(topk(5, a) > b, \"x\", \"$1\", \"y\", \"(.*)\") or -c", "a b c")]
    public void Selectors_are_in_the_order_of_the_text(string expression, string names)
    {
        RuleExpression[] read = Read((expression, LintConfiguration.Default));

        Assert.That(string.Join(' ', read[0].Selectors.Select(static selector => selector.Name)), Is.EqualTo(names));
        Assert.That(read[0].Selectors, Is.EqualTo(read[0].Root!.DescendantsAndSelf().OfType<VectorSelector>()));
    }

    private static RuleExpression[] Read(params (string Expression, LintConfiguration Configuration)[] files)
    {
        LintInput[] inputs = [.. files.Select(static (file, i) => new LintInput(
            new SourceText($"{i}.yml", $"groups:\n- name: g\n  rules:\n  - record: r\n    expr: |-\n      {file.Expression}\n"), file.Configuration))];
        return [.. LintPass.ReadEach(inputs, CancellationToken.None).Select(static file => file.Rules.Single().Expression!)];
    }
}
