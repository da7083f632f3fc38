using PromRuleLint.Facts;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Tests.Facts;

public sealed class RuleSetTests
{
    [Test]
    public void Finds_who_records_and_who_reads_also_by_pattern()
    {
        RuleSet set = FactSet.Rules(("a", "x"), ("a", "y"), ("b", "a + 1"), ("c", "sum({__name__=~\"a|z\"})"), ("d", "{__name__!~\"a\", q=\"1\"}")).Rules;
        Assert.That(set.RecordingRules("a"), Has.Length.EqualTo(2));
        Assert.That(set.RecordingRules("x"), Is.Empty);
        Assert.That(set.Readers("a").Select(static reader => reader.Rule.Name!.Value), Is.EqualTo(new[] { "b", "c" }));
        Assert.That(set.Readers("x").Select(static reader => reader.Rule.Name!.Value), Is.EqualTo(new[] { "a", "d" }));
        Assert.That(set.Dependencies(set.RecordingRules("b")[0]), Has.Exactly(2).Items);
    }

    [Test]
    public void Finds_cycles_and_orders_what_is_read_before_who_reads()
    {
        RuleSet set = FactSet.Rules(("e", "d"), ("a", "b"), ("b", "c"), ("c", "a"), ("self", "self + 1"), ("d", "a")).Rules;
        Assert.That(set.Cycles.Select(static cycle => string.Join(' ', cycle.Select(static rule => rule.Name!.Value))), Is.EquivalentTo(new[] { "a b c", "self" }));
        Assert.That(set.IsInCycle(set.RecordingRules("d")[0]), Is.False);
        List<string> order = [.. set.DependencyOrder.Select(static rule => rule.Name!.Value)];
        Assert.That(order.IndexOf("d"), Is.LessThan(order.IndexOf("e")));
        Assert.That(order.IndexOf("c"), Is.LessThan(order.IndexOf("d")));
    }

    [Test]
    public void A_long_chain_does_not_exhaust_the_stack()
    {
        RuleSet set = FactSet.Rules([.. Enumerable.Range(0, 5000).Select(static i => ($"m{i}", $"m{i + 1}"))]).Rules;
        Assert.That(set.DependencyOrder[0].Name!.Value, Is.EqualTo("m4999"));
        Assert.That(set.Rules.OfType<RecordingRule>().Count(set.IsInCycle), Is.Zero);
    }
}
