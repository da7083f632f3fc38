using PromRuleLint.PromQL;

namespace PromRuleLint.Tests.PromQL;

/// <summary>Twice the length or depth is twice the work, counted in steps.</summary>
public sealed class LinearWorkTests
{
    [TestCase("sum by (a) (rate(x{b=\"c\", d=~\"e|f\"}[5m])) + ", "1", 400)]
    [TestCase("x or ", "y", 800)]
    [TestCase("2 ^ ", "2", 800)]
    [TestCase("x == on(a) group_left(b) ", "y", 200)]
    [TestCase("x y + ", "z", 800)]
    [TestCase("foo(x) + ", "z", 400)]
    [TestCase("§ + ", "z", 800)]
    public void Twice_the_length_is_twice_the_work(string piece, string last, int most) =>
        AssertLinear(times => string.Concat(Enumerable.Repeat(piece, times)) + last, most);

    [TestCase("(", ")")]
    [TestCase("abs(", ")")]
    [TestCase("sum by (a) (1 + ", ")")]
    [TestCase("-(", ")")]
    [TestCase("rate(", ")")]
    [TestCase("((", ")")]
    public void Twice_the_depth_is_twice_the_work(string open, string close) =>
        AssertLinear(times => string.Concat(Enumerable.Repeat(open, times)) + "x" + string.Concat(Enumerable.Repeat(close, times)), open == "((" ? 48 : 96);

    [Test]
    public void Twice_the_matchers_are_twice_the_work() =>
        AssertLinear(times => "x{" + string.Concat(Enumerable.Repeat("a=\"b\",", times)) + "}", 2000);

    private static void AssertLinear(Func<int, string> text, int most)
    {
#if DEBUG
        long before = Work(text(most / 4));
        for (int times = most / 2; times <= most; times *= 2)
        {
            long now = Work(text(times));
            Assert.That(now, Is.LessThan(before * 2.2), $"{times} times");
            before = now;
        }
#else
        Assert.Ignore("steps are counted in debug builds only");
#endif
    }

#if DEBUG
    private static long Work(string text)
    {
        long before = WorkCounter.Steps;
        PromQLParser.Parse(text);
        return WorkCounter.Steps - before;
    }
#endif
}
