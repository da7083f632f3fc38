using PromRuleLint.Hostile;

namespace PromRuleLint.Tests.Verification;

/// <summary>
/// The work of linting grows with the files and hardly faster, whatever grows in them: counted in calls and rounds of loops at
/// n, 2n and 4n, and in the memory that is asked for, never by a clock.
/// </summary>
public sealed class CountedWorkTests
{
    private CountedWork _work = null!;

    [OneTimeSetUp]
    public void MakeCountingCopy() => _work = new CountedWork();

    [TestCaseSource(nameof(Shapes))]
    public void Work_is_linear_or_near_it(object shape)
    {
        var growth = WorkGrowth.Measure(_work, (GrowthShape)shape);

        Assert.That(growth.Exponent, Is.LessThanOrEqualTo(WorkGrowth.Most), $"steps {string.Join(", ", growth.Steps)} for {string.Join(", ", growth.Lengths)} characters");
        Assert.That(growth.BytesExponent, Is.LessThanOrEqualTo(WorkGrowth.Most), $"bytes {string.Join(", ", growth.Bytes)} for {string.Join(", ", growth.Lengths)} characters");
    }

    /// <summary>What grows with the square is seen: the counter counts.</summary>
    [Test]
    public void Square_is_seen()
    {
        var square = new GrowthShape("square", static n => [.. Enumerable.Repeat("groups: [{name: g, rules: [{record: r, expr: up}]}]", n * n)]) { Counted = 4 };
        var growth = WorkGrowth.Measure(_work, square);
        long[] sides = [4, 8, 16];

        Assert.That((growth with { Lengths = sides }).Exponent, Is.GreaterThan(1.7));
    }

    private static IEnumerable<TestCaseData> Shapes() => GrowthShapes.All.Select(static shape => new TestCaseData(shape).SetName($"Work_is_linear_or_near_it({shape.Name})"));
}
