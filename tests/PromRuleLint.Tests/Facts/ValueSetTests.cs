using CsCheck;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Tests.Facts;

/// <summary>Interval arithmetic against the arithmetic of samples: no result may fall outside the set.</summary>
public sealed class ValueSetTests
{
    private static readonly double[] Odd =
        [0, -0.0, 1, -1, 0.5, -0.5, 2, 3, 5, -3, 10, 1e-320, -1e-320, 1e308, -1e308, double.MaxValue, double.MinValue, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity];

    private static readonly Gen<double> Numbers = Gen.OneOf(Gen.OneOfConst(Odd), Gen.Int[-20, 20].Select(static i => (double)i), Gen.Double[-100, 100]);

    /// <summary>A set and a value of it.</summary>
    private static readonly Gen<(ValueSet Set, double Value)> Members = Gen.Select(Numbers, Numbers, Numbers, Numbers, Gen.Int[0, 5], Gen.Bool)
        .Select(static (a, b, c, d, kind, whole) =>
        {
            bool allWhole = whole && new[] { a, b, c, d }.All(static v => double.IsInfinity(v) || v == Math.Floor(v));
            ValueSet first = ValueSet.Create([Ends(a, b)], kind == 0, allWhole, Histograms.None);
            ValueSet set = kind <= 2 ? first : first.Union(ValueSet.Create([Ends(c, d)], false, allWhole, Histograms.None));
            double value = kind switch
            {
                0 => double.NaN,
                1 => a,
                2 => b,
                3 => c,
                4 => d,
                _ => Middle(a, b, allWhole),
            };
            return (set, value);
        });

    [Test]
    public void Every_operator_contains_the_results_of_samples() =>
        Gen.Select(Members, Members, Gen.Enum<BinaryOperator>()).Sample(
            static (l, r, op) =>
            {
                if (op is >= BinaryOperator.Equal and <= BinaryOperator.Unless or BinaryOperator.TrimLower or BinaryOperator.TrimUpper)
                {
                    return;
                }

                double expected = op switch
                {
                    BinaryOperator.Add => l.Value + r.Value,
                    BinaryOperator.Subtract => l.Value - r.Value,
                    BinaryOperator.Multiply => l.Value * r.Value,
                    BinaryOperator.Divide => l.Value / r.Value,
                    BinaryOperator.Modulo => l.Value % r.Value,
                    BinaryOperator.Power => Math.Pow(l.Value, r.Value),
                    _ => Math.Atan2(l.Value, r.Value),
                };

                // That a product of two numbers does not become zero is an assumption.
                if (op == BinaryOperator.Multiply && expected == 0 && l.Value != 0 && r.Value != 0)
                {
                    return;
                }

                ValueSet set = Transfer.Apply(op, l.Set, r.Set);
                Assert.That(set.Contains(expected), Is.True, () => $"{l.Value} {op} {r.Value} = {expected} is not in {set} of {l.Set} and {r.Set}");
            },
            iter: 100_000, threads: 2);

    [Test]
    public void Every_comparison_keeps_what_it_lets_through() =>
        Gen.Select(Members, Members, Gen.Int[(int)BinaryOperator.Equal, (int)BinaryOperator.LessOrEqual]).Sample(
            static (l, r, number) =>
            {
                var op = (BinaryOperator)number;
                bool holds = op switch
                {
                    BinaryOperator.Equal => l.Value == r.Value,
                    BinaryOperator.NotEqual => l.Value != r.Value,
                    BinaryOperator.Greater => l.Value > r.Value,
                    BinaryOperator.GreaterOrEqual => l.Value >= r.Value,
                    BinaryOperator.Less => l.Value < r.Value,
                    _ => l.Value <= r.Value,
                };
                string what = $"{l.Value} {op} {r.Value} of {l.Set} and {r.Set}";
                Assert.That(!holds || ValueSet.Refine(l.Set, op, r.Set).Contains(l.Value), Is.True, what);
                Assert.That(!holds || !ValueSet.IsNeverTrue(l.Set, op, r.Set), Is.True, what);
                Assert.That(holds || !ValueSet.IsAlwaysTrue(l.Set, op, r.Set), Is.True, what);
                Assert.That(ValueSet.CompareBool(l.Set, op, r.Set).Contains(holds ? 1 : 0), Is.True, what);
            },
            iter: 100_000, threads: 2);

    [Test]
    public void Unions_and_intersections_are_those_of_sets() =>
        Gen.Select(Members, Members).Sample(
            static (l, r) =>
            {
                Assert.That(l.Set.Contains(l.Value), Is.True, () => $"{l.Value} in {l.Set}");
                Assert.That(l.Set.Union(r.Set).Contains(l.Value), Is.True);
                Assert.That(r.Set.Union(l.Set).Contains(l.Value), Is.True);
                Assert.That(l.Set.Intersect(r.Set).Contains(l.Value), Is.EqualTo(r.Set.Contains(l.Value)), () => $"{l.Value}: {l.Set} and {r.Set}");
                Assert.That(!l.Set.IsSubsetOf(r.Set) || r.Set.Contains(l.Value), Is.True, () => $"{l.Value}: {l.Set} and {r.Set}");
            },
            iter: 30_000, threads: 2);

    [Test]
    public void Functions_contain_the_results_of_samples() =>
        Gen.Select(Members, Members, Members).Sample(
            static (v, a, b) =>
            {
                Check("abs", ValueFunctions.Abs(v.Set), Math.Abs(v.Value));
                Check("sgn", ValueFunctions.Sign(v.Set), double.IsNaN(v.Value) ? double.NaN : v.Value < 0 ? -1 : v.Value > 0 ? 1 : v.Value);
                Check("ceil", ValueFunctions.Rising(v.Set, Math.Ceiling, isExact: true, isWhole: true), Math.Ceiling(v.Value));
                Check("exp", ValueFunctions.Rising(v.Set, Math.Exp, isExact: false), Math.Exp(v.Value));
                Check("sqrt", ValueFunctions.RisingWithin(v.Set, 0, double.PositiveInfinity, Math.Sqrt, isExact: true), Math.Sqrt(v.Value));
                Check("ln", ValueFunctions.RisingWithin(v.Set, 0, double.PositiveInfinity, static x => Math.Log(Math.Abs(x))), Math.Log(v.Value));
                Check("clamp", ValueFunctions.Clamp(v.Set, a.Set, b.Set), Greatest(a.Value, Least(b.Value, v.Value)));
                Check("sum", ValueFunctions.Sum(v.Set.Union(a.Set)), v.Value + a.Value);
                if (!double.IsInfinity(v.Value + a.Value))
                {
                    Check("avg", ValueFunctions.Average(v.Set.Union(a.Set)), (v.Value + a.Value) / 2);
                }

                void Check(string function, ValueSet set, double expected) =>
                    Assert.That(set.Contains(expected), Is.True, () => $"{function}: {expected} is not in {set}; {v}, {a}, {b}");
            },
            iter: 30_000, threads: 2);

    [TestCase(0, 1, false, "[0, 1]")]
    [TestCase(0, 1, true, "0 or 1")]
    [TestCase(double.Epsilon, 1, false, "(0, 1]")]
    [TestCase(double.NegativeInfinity, double.PositiveInfinity, false, "any number")]
    [TestCase(1, double.MaxValue, true, "whole numbers in [1, +Inf)")]
    public void Is_written_for_a_person(double low, double high, bool whole, string expected) =>
        Assert.That(ValueSet.Between(low, high, whole).ToString(), Is.EqualTo(expected));

    private static double Least(double x, double y) => double.IsNegativeInfinity(x) || double.IsNegativeInfinity(y) ? double.NegativeInfinity : Math.Min(x, y);

    private static double Greatest(double x, double y) => double.IsPositiveInfinity(x) || double.IsPositiveInfinity(y) ? double.PositiveInfinity : Math.Max(x, y);

    private static Interval Ends(double a, double b) => new(Interval.Min(a, b), Interval.Max(a, b));

    private static double Middle(double a, double b, bool whole)
    {
        double middle = a / 2 + b / 2;
        double value = double.IsNaN(middle) ? 0 : whole && !double.IsInfinity(middle) ? Math.Floor(middle) : middle;
        return value < Math.Min(a, b) || value > Math.Max(a, b) ? a : value;
    }
}
