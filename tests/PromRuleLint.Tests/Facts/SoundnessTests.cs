using PromRuleLint.Soundness;

namespace PromRuleLint.Tests.Facts;

/// <summary>A short run of the program that holds what the facts say of random rules against what they evaluate to over random series.</summary>
public sealed class SoundnessTests
{
    [TestCase(1)]
    [TestCase(200_001)]
    public void Nothing_that_is_said_of_random_rules_is_refuted_by_their_evaluation(int firstSeed)
    {
        var tally = new Tally();
        var refuted = new List<string>();
        for (int seed = firstSeed; seed < firstSeed + 250; seed++)
        {
            if (Trial.Run(seed, tally) is { } why)
            {
                refuted.Add(why);
            }
        }

        Assert.That(refuted, Is.Empty);
        Assert.That(tally.Never, Is.GreaterThan(1_000), "claims that something is never there");
        Assert.That(tally.Always, Is.GreaterThan(500), "claims that something is always there");
        Assert.That(tally.Limited, Is.GreaterThan(10_000), "claims of values and labels");
    }
}
