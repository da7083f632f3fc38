namespace PromRuleLint.Tests.Facts;

/// <summary>
/// The facts of 100,000 random expressions against what the reference engine returned for them. A sample runs always; all of
/// it with the environment variable <c>PROMRULELINT_FULL=1</c>, and then a list of what was empty without a proof.
/// </summary>
[Category("Corpus")]
public sealed class EvaluationTests
{
    [Test]
    public void No_result_lies_outside_the_facts()
    {
        bool isFull = Environment.GetEnvironmentVariable("PROMRULELINT_FULL") == "1";
        int every = isFull ? 1 : 13;
        var soundness = new EvaluationSoundness();
        int line = 0;
        foreach (string text in SharedData.Lines("conformance/promql/eval.jsonl.gz"))
        {
            if (line++ % every == 0)
            {
                soundness.Add(text);
            }
        }

        TestContext.Out.WriteLine(soundness.Report());
        Dictionary<string, List<string>> unproved = soundness.EmptyWithoutProof();
        if (isFull)
        {
            string list = Path.Combine(TestContext.CurrentContext.WorkDirectory, "empty-without-proof.tsv");
            File.WriteAllLines(list, unproved.SelectMany(static cause => cause.Value.Select(expression => $"{cause.Key}\t{expression}")));
            TestContext.Out.WriteLine($"all of them: {list}");
        }

        foreach ((string cause, List<string> expressions) in unproved)
        {
            TestContext.Out.WriteLine($"empty in all evaluations, not proved so: {cause}: {expressions.Count}, such as {string.Join("  ", expressions.OrderBy(static e => e.Length).Take(5))}");
        }

        Assert.That(soundness.Violations, Is.Empty);

        // That the facts say something at all: far below what they say today, far above nothing.
        Assert.That(soundness.SeriesBounded, Is.GreaterThan(soundness.Series / 2));
        Assert.That(soundness.EmptyProved, Is.GreaterThan(soundness.Empty / 8));
        Assert.That(soundness.MissingImpossible, Is.GreaterThan(soundness.MissingLabels / 5));
        Assert.That(soundness.LabelsPresent, Is.GreaterThan(soundness.Labels / 6));
    }
}
