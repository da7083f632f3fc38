namespace PromRuleLint.Tests.Evaluation;

/// <summary>The engine against the scripts with which the reference tests its own.</summary>
[Category("Corpus")]
public sealed class EngineScriptTests
{
    /// <summary>What differs and why.</summary>
    private static readonly Dictionary<string, string> KnownDifferences = new(StringComparer.Ordinal)
    {
        ["aggregators.test:481"] = "it fails as it must, but the message cannot quote bytes that are no UTF-8: decoding replaced them",
    };

    [Test]
    public void All_scripts_of_the_reference_pass()
    {
        int evaluations = 0;
        var differences = new List<string>();
        foreach (string path in Directory.EnumerateFiles(SharedData.Path("conformance/promqltest"), "*.test").Order(StringComparer.Ordinal))
        {
            foreach (ScriptOutcome outcome in EngineScriptRunner.Run(path))
            {
                evaluations++;
                if (outcome.Difference is not null != KnownDifferences.ContainsKey(outcome.Command.Place))
                {
                    differences.Add($"{outcome.Command.Place}: {outcome.Command.Expression}: {outcome.Difference ?? "does not differ any more"}");
                }
            }
        }

        TestContext.Out.WriteLine($"{evaluations} evaluations, {KnownDifferences.Count} known differences");
        Assert.That(string.Join("\n", differences), Is.Empty);
        Assert.That(evaluations, Is.GreaterThan(2200));
    }
}
