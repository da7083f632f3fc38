using System.Collections.Immutable;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Tests.Facts;

/// <summary>Which values are possible, node by node and through recording rules.</summary>
public sealed class ValueFactsTests
{
    [TestCase("count(x)", "whole numbers in [1, +Inf)")]
    [TestCase("x > 5", "(5, +Inf]")]
    [TestCase("x > bool 5", "0 or 1")]
    [TestCase("up", "0 or 1")]
    [TestCase("up * 2 - 1", "-1 or 0 or 1")]
    [TestCase("1 - up", "0 or 1")]
    [TestCase("(x > 0) * 0", "0 or NaN")]
    [TestCase("clamp_max((x > bool 0) * (y > bool 0) * 1, 1)", "0 or 1")]
    [TestCase("clamp(x, 0, 1)", "[0, 1] or NaN")]
    [TestCase("x_total", "[0, +Inf)")]
    [TestCase("avg(up)", "[0, 1]")]
    [TestCase("max(up) or vector(5)", "0 or 1 or 5")]
    [TestCase("absent(x)", "1")]
    [TestCase("scalar(absent(x))", "1 or NaN")]
    [TestCase("vector(scalar(vector(3)))", "3")]
    [TestCase("2 ^ 10", "1024")]
    [TestCase("0 / 0", "NaN")]
    [TestCase("vector(1) / 0", "+Inf")]
    [TestCase("-up", "-1 or 0")]
    [TestCase("up % 2", "0 or 1")]
    [TestCase("floor(clamp(x, 0, 3.5))", "0 or 1 or 2 or 3 or NaN")]
    [TestCase("up == 1", "1")]
    [TestCase("up != 1", "0")]
    [TestCase("up unless up == 1", "0 or 1")]
    [TestCase("up and up > 0", "1")]
    public void Values_are(string expression, string expected) => Assert.That(FactSet.Of(expression).Value.ToString(), Is.EqualTo(expected));

    [Test]
    public void Values_flow_through_recording_rules_in_any_order()
    {
        NodeFacts facts = FactSet.Of("c", ("c", "a + b"), ("a", "x > bool 1"), ("b", "y > bool 1"));
        Assert.That(facts.Value.ToString(), Is.EqualTo("0 or 1 or 2"));
    }

    [Test]
    public void A_metric_that_several_rules_record_has_the_values_of_all()
    {
        NodeFacts facts = FactSet.Of("a", ("a", "vector(1)"), ("a", "count(x) > 5"));
        Assert.That(facts.Value.ToString(), Is.EqualTo("1 or whole numbers in [6, +Inf)"));
        Assert.That(facts.Presence, Is.EqualTo(Presence.Maybe));
    }

    [Test]
    public void Of_a_metric_that_also_comes_from_outside_nothing_is_known()
    {
        RuleSet rules = FactSet.Rules(("a", "vector(1)")).Rules;
        var facts = new RuleSetFacts(rules, new FactsOptions { IsExternal = static name => name == "a" });
        Assert.That(facts.ForExpression(FactSet.Root("a")).Result.Value.IsUnknown, Is.True);
    }

    [Test]
    public void A_cycle_ends_in_what_is_true_of_any_history()
    {
        NodeFacts facts = FactSet.Of("a", ("a", "clamp((a + 1) or b, 0, 10)"));
        Assert.That(facts.Value.ToString(), Is.EqualTo("[0, 10] or NaN"));
        Assert.That(FactSet.Of("a", ("a", "b + 1"), ("b", "a + 1")).Presence, Is.EqualTo(Presence.Maybe));
    }

    [Test]
    public void Every_function_has_a_transfer_function() =>
        Assert.That(FunctionTable.All.Where(static function => !Transfer.Knows(function.Name)).Select(static function => function.Name), Is.Empty);

    [Test]
    public void Every_aggregation_and_operator_has_a_transfer_function()
    {
        foreach (AggregateOperator op in Enum.GetValues<AggregateOperator>())
        {
            Assert.That(Transfer.Aggregate(op, ValueSet.Boolean, ValueSet.One)?.IsUnknown, Is.Not.True, op.ToString());
        }

        foreach (BinaryOperator op in Enum.GetValues<BinaryOperator>())
        {
            bool isComputed = op is not (>= BinaryOperator.Equal and <= BinaryOperator.Unless);
            Assert.That(!isComputed || !Transfer.Apply(op, ValueSet.Boolean, ValueSet.One).IsUnknown, Is.True, op.ToString());
        }
    }

    [Test]
    public void A_deep_chain_of_rules_and_a_long_sum_are_followed()
    {
        var rules = new List<(string, string)> { ("m0", "up") };
        for (int i = 1; i < 2000; i++)
        {
            rules.Add(($"m{i}", $"m{i - 1}"));
        }

        Assert.That(FactSet.Of("m1999", [.. rules]).Value.ToString(), Is.EqualTo("0 or 1"));
        Assert.That(FactSet.Of(string.Join(" or ", Enumerable.Range(0, 200).Select(static i => $"vector({i})"))).Presence, Is.EqualTo(Presence.Always));
    }

    [TestCase("", 4)]
    [TestCase("fill_right(0) ", 8)]
    public void Of_many_pairs_only_the_possible_ones_are_kept(string fill, int kept)
    {
        // Five ways on each side, of which the last cannot come about: of the other sixteen pairs four have the same job.
        const string Side = """up{job="a"} or up{job="b"} or up{job="c"} or up{job="d"} or up{job="e"} > 2""";
        ImmutableArray<Alternative> alternatives = FactSet.Of($"({Side}) * on (job) {fill}({Side})").Alternatives;
        Assert.That(alternatives, Has.Length.EqualTo(kept).And.All.Property(nameof(Alternative.IsPossible)).True);
    }
}
