using CsCheck;
using PromRuleLint.Evaluation;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Tests.Facts;

/// <summary>
/// Random chains of recording rules over random heartbeats, evaluated rule by rule over several ticks (a rule that reads a
/// later one sees its last tick): every recorded series must lie inside the facts, which are found from the rules alone.
/// </summary>
public sealed class RuleChainTests
{
    private static readonly string[] Metrics = ["hb_seq", "hb_ts", "up", "r0", "r1", "r2", "r3"];

    private static readonly Gen<string> Numbers = Gen.OneOfConst("0", "1", "-1", "2", "0.5", "120", "NaN", "Inf");

    private static readonly Gen<string> Selectors = Gen.Select(
        Gen.OneOfConst(Metrics), Gen.OneOfConst("", "", "{realm=\"prod\"}", "{realm!=\"prod\"}", "{realm=\"prod\",instance!=\"\"}", "{instance=\"\"}"), static (metric, matchers) => metric + matchers);

    private static Gen<string> Vectors(int depth)
    {
        if (depth == 0)
        {
            return Selectors;
        }

        Gen<string> below = Vectors(depth - 1);
        Gen<string> matching = Gen.OneOfConst("", "", "on () ", "on (realm) ", "on (realm, instance) ", "ignoring (instance) ");
        return Gen.Frequency(
            (2, Selectors),
            (3, Gen.Select(below, Gen.OneOfConst("+", "-", "*", "/"), Numbers, static (v, op, n) => $"({v} {op} {n})")),
            (3, Gen.Select(below, Gen.OneOfConst(">", "<", "==", "!=", ">=", "<=", "> bool", "<= bool", "== bool"), Numbers, static (v, op, n) => $"({v} {op} {n})")),
            (1, Gen.Select(Numbers, Gen.OneOfConst(">", "<", "==", "-", "*", "> bool"), below, static (n, op, v) => $"({n} {op} {v})")),
            (3, Gen.Select(below, Gen.OneOfConst("*", "+", "-", ">", "<", "==", "!=", "< bool"), matching, below, static (l, op, m, r) => $"({l} {op} {m}{r})")),
            (3, Gen.Select(below, Gen.OneOfConst("and", "or", "unless"), matching, below, static (l, op, m, r) => $"({l} {op} {m}{r})")),
            (2, Gen.Select(below, Gen.OneOfConst("sum", "max", "min", "count", "group"), Gen.OneOfConst("", "by (realm) ", "without (instance) "), static (v, op, by) => $"{op} {by}({v})")),
            (2, Gen.Select(below, Gen.OneOfConst("clamp_max", "clamp_min"), Numbers, static (v, f, n) => $"{f}({v}, {n})")),
            (1, Gen.Select(below, Gen.OneOfConst("abs", "sgn", "ceil", "absent"), static (v, f) => $"{f}({v})")),
            (1, below.Select(static v => $"label_replace({v}, \"realm\", \"test\", \"\", \"\")")),
            (1, below.Select(static v => $"vector(scalar({v}))")));
    }

    private static readonly Gen<List<VectorElement>> Worlds =
        Gen.Select(Gen.OneOfConst("hb_seq", "hb_ts", "up"), Gen.OneOfConst("prod", "test", ""), Gen.OneOfConst("a", "b", ""), Gen.OneOfConst(0, 1, 2, -3, 0.5, 120, 1e9, double.NaN, double.PositiveInfinity))
            .Select(static (name, realm, instance, value) => new VectorElement(Labels.From((Labels.MetricNameLabel, name), ("realm", realm), ("instance", instance)), name == "up" ? (value > 0 ? 1 : 0) : value))
            .List[0, 8];

    [Test]
    public void No_recorded_series_lies_outside_the_facts() =>
        Gen.Select(Vectors(3).Array[4], Worlds.Array[3], Gen.OneOfConst("", "prod", "test")).Sample(
            static (expressions, ticks, label) =>
            {
                RuleSetFacts facts = Facts(expressions, label);
                Rule[] rules = [.. facts.Rules.Rules];
                var recorded = new List<VectorElement>[rules.Length];
                Array.Fill(recorded, []);
                foreach (List<VectorElement> world in ticks)
                {
                    for (int i = 0; i < rules.Length; i++)
                    {
                        List<VectorElement> seen = [.. world.DistinctBy(static s => s.Labels), .. recorded.SelectMany(static r => r)];
                        recorded[i] = [.. Check(rules[i], facts, seen).Select(sample => Record(rules[i], sample, label)).DistinctBy(static s => s.Labels)];
                        foreach (VectorElement sample in recorded[i])
                        {
                            AssertInside(facts.ForMetric(rules[i].Name!.Value)!, sample, expressions);
                        }
                    }
                }
            },
            iter: 6_000, threads: 2);

    private static IReadOnlyList<VectorElement> Check(Rule rule, RuleSetFacts facts, List<VectorElement> seen)
    {
        var set = new SeriesSet();
        foreach (VectorElement element in seen)
        {
            set.Append(element.Labels, 0, element.Value);
        }

        IReadOnlyList<VectorElement> result;
        try
        {
            result = new Evaluator(set).Instant(rule.Expression!.Root!, 0).Vector;
        }
        catch (EvaluationException)
        {
            return [];
        }

        NodeFacts root = facts.ForRule(rule)!.Result;
        Assert.That(result.Count > 0 || root.Presence != Presence.Always, Is.True, () => $"{rule.Expression.Text} is empty, but said to be always there");
        foreach (VectorElement sample in result)
        {
            AssertInside(root, sample, [rule.Expression.Text]);
        }

        return result;
    }

    private static void AssertInside(NodeFacts facts, VectorElement sample, string[] expressions) =>
        Assert.That(
            facts.Alternatives.Any(alternative => alternative.IsPossible && alternative.Value.Contains(sample.Value)
                && sample.Labels.All(label => alternative.Labels[label.Key].Values.Contains(label.Value))
                && alternative.Labels.Named.All(named => sample.Labels.Contains(named.Name) || named.Fact.Values.MayBeMissing)),
            Is.True,
            () => $"{sample.Labels} {sample.Value} is outside {facts}; {string.Join(" | ", expressions)}");

    private static RuleSetFacts Facts(string[] expressions, string label) =>
        FactSet.Read("groups:\n- name: g\n  rules:\n" + string.Concat(expressions.Select((text, i) =>
            $"  - record: r{i}\n    expr: '{text}'\n" + (label.Length > 0 ? $"    labels: {{realm: {label}}}\n" : ""))));

    private static VectorElement Record(Rule rule, VectorElement sample, string label)
    {
        Labels labels = sample.Labels.With(Labels.MetricNameLabel, rule.Name!.Value);
        return sample with { Labels = label.Length > 0 ? labels.With("realm", label) : labels };
    }

    [Test]
    public void What_only_rules_that_read_it_record_comes_from_elsewhere_too()
    {
        RuleSetFacts facts = FactSet.Read("""
            groups:
            - name: copies
              rules:
              - record: parcels_waiting
                expr: parcels_waiting{mode=""}
                labels: {mode: drill}
            """);
        Assert.That(facts.ForExpression(FactSet.Root("parcels_waiting{mode=\"\"} > 5")).Result.Presence, Is.EqualTo(Presence.Maybe));
    }
}
