using PromRuleLint.Hostile;

namespace PromRuleLint.Tests.Verification;

/// <summary>
/// A run that is ended early takes few more steps, wherever it is: as many as a fraction of a second takes, counted and not
/// measured. The files are such that the whole run takes many more.
/// </summary>
public sealed class CanceledWorkTests
{
    private const long Most = 4_000_000;

    private CountedWork _work = null!;

    [OneTimeSetUp]
    public void MakeCountingCopy() => _work = new CountedWork();

    [TestCase("yaml: rules", 10_000)]
    [TestCase("yaml: config map", 4000)]
    [TestCase("yaml: scalars for groups", 40_000)]
    [TestCase("labels: alerts of one name", 8000)]
    [TestCase("labels: templates of one rule", 16_000)]
    [TestCase("graph: names that are nearly alike", 2000)]
    [TestCase("graph: records of one name and their readers", 3000)]
    [TestCase("graph: layers", 6000)]
    [TestCase("graph: cycle", 6000)]
    [TestCase("graph: heartbeats", 3000)]
    [TestCase("graph: files", 4000)]
    [TestCase("suppressions: before one rule", 6000)]
    [TestCase("template: actions", 40_000)]
    [TestCase("template: definitions", 40_000)]
    [TestCase("template: queries", 20_000)]
    [TestCase("tests: series", 20_000)]
    public void Few_steps_are_taken_after_the_end(string shape, int n)
    {
        string[] files = GrowthShapes.All.First(each => each.Name == shape).Files(n);
        long all = _work.Lint(files).Steps;

        Assert.That(all, Is.GreaterThan(3 * Most), "the run is long enough to be ended");
        foreach (double part in (double[])[0.05, 0.3, 0.6])
        {
            Assert.That(_work.AfterCancellation(files, (long)(all * part)), Is.LessThan(Most), $"at {part:P0} of {all} steps");
        }
    }
}
