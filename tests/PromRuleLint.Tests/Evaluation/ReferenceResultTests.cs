namespace PromRuleLint.Tests.Evaluation;

/// <summary>The engine against what the reference returned for random expressions over random series: the same bits, warnings and infos.</summary>
[Category("Corpus")]
public sealed class ReferenceResultTests
{
    [TestCase("conformance/promql/evaluations.jsonl.gz", true, 23_000, 102, 3)]
    [TestCase("conformance/promql/eval.jsonl.gz", false, 98_000, 17, 0)]
    public void Results_are_those_of_the_reference(string file, bool withAnnotations, int atLeast, int ofOrder, int others)
    {
        var results = new ReferenceResults(withAnnotations);
        foreach (string line in SharedData.Lines(file))
        {
            results.Add(line);
        }

        TestContext.Out.WriteLine($"{results.Evaluations} evaluations, {results.OfOrder.Count} differ by the order of series, {results.Others.Count} otherwise");
        TestContext.Out.WriteLine(string.Join('\n', results.OfOrder.Concat(results.Others)));
        Assert.That(results.Evaluations, Is.GreaterThan(atLeast));
        Assert.That(results.OfOrder, Has.Count.LessThanOrEqualTo(ofOrder));
        Assert.That(results.Others, Has.Count.LessThanOrEqualTo(others));
    }
}
