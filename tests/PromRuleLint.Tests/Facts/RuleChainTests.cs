using CsCheck;
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

    private static readonly Gen<List<Sample>> Worlds =
        Gen.Select(Gen.OneOfConst("hb_seq", "hb_ts", "up"), Gen.OneOfConst("prod", "test", ""), Gen.OneOfConst("a", "b", ""), Gen.OneOfConst(0, 1, 2, -3, 0.5, 120, 1e9, double.NaN, double.PositiveInfinity))
            .Select(static (name, realm, instance, value) => new Sample(Labels(name, realm, instance), name == "up" ? (value > 0 ? 1 : 0) : value))
            .List[0, 8];

    [Test]
    public void No_recorded_series_lies_outside_the_facts() =>
        Gen.Select(Vectors(3).Array[4], Worlds.Array[3], Gen.OneOfConst("", "prod", "test")).Sample(
            static (expressions, ticks, label) =>
            {
                RuleSetFacts facts = Facts(expressions, label);
                Rule[] rules = [.. facts.Rules.Rules];
                var recorded = new List<Sample>[rules.Length];
                Array.Fill(recorded, []);
                foreach (List<Sample> world in ticks)
                {
                    for (int i = 0; i < rules.Length; i++)
                    {
                        List<Sample> seen = [.. world.DistinctBy(static s => s.Key(static _ => true)), .. recorded.SelectMany(static r => r)];
                        recorded[i] = [.. Check(rules[i], facts, new MiniEvaluator(seen)).Select(sample => Record(rules[i], sample, label)).DistinctBy(static s => s.Key(static _ => true))];
                        foreach (Sample sample in recorded[i])
                        {
                            AssertInside(facts.OfMetric(rules[i].Name!.Value)!, sample, expressions);
                        }
                    }
                }
            },
            iter: 6_000, threads: 2);

    private static IReadOnlyList<Sample> Check(Rule rule, RuleSetFacts facts, MiniEvaluator evaluator)
    {
        IReadOnlyList<Sample> result;
        try
        {
            result = evaluator.Vector(rule.Expression!.Root!);
        }
        catch (InvalidOperationException)
        {
            return [];
        }

        NodeFacts root = facts.ForRule(rule)!.Result;
        Assert.That(result.Count > 0 || root.Presence != Presence.Always, Is.True, () => $"{rule.Expression.Text} is empty, but said to be always there");
        foreach (Sample sample in result)
        {
            AssertInside(root, sample, [rule.Expression.Text]);
        }

        return result;
    }

    private static void AssertInside(NodeFacts facts, Sample sample, string[] expressions) =>
        Assert.That(
            facts.Alternatives.Any(alternative => alternative.IsPossible && alternative.Value.Contains(sample.Value)
                && sample.Labels.All(label => alternative.Labels[label.Key].Values.Contains(label.Value))
                && alternative.Labels.Named.All(named => sample.Labels.ContainsKey(named.Name) || named.Fact.Values.MayBeMissing)),
            Is.True,
            () => $"{sample.Key(static _ => true)} {sample.Value} is outside {facts}; {string.Join(" | ", expressions)}");

    private static RuleSetFacts Facts(string[] expressions, string label) =>
        FactSet.Read("groups:\n- name: g\n  rules:\n" + string.Concat(expressions.Select((text, i) =>
            $"  - record: r{i}\n    expr: '{text}'\n" + (label.Length > 0 ? $"    labels: {{realm: {label}}}\n" : ""))));

    private static Sample Record(Rule rule, Sample sample, string label)
    {
        var labels = new SortedDictionary<string, string>(sample.Labels, StringComparer.Ordinal) { ["__name__"] = rule.Name!.Value };
        if (label.Length > 0)
        {
            labels["realm"] = label;
        }

        return sample with { Labels = labels };
    }

    private static SortedDictionary<string, string> Labels(string name, string realm, string instance)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["__name__"] = name };
        if (realm.Length > 0)
        {
            labels["realm"] = realm;
        }

        if (instance.Length > 0)
        {
            labels["instance"] = instance;
        }

        return labels;
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
