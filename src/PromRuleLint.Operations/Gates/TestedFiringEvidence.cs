using PromRuleLint.Hosting;
using PromRuleLint.Operations.Reloading;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Operations.Gates;

/// <summary>Unit tests show it: one that expects the alert to fire, in a file that passes.</summary>
/// <param name="rules">The rules and their unit tests.</param>
/// <param name="test">Why a test file fails; null where it passes.</param>
internal sealed class TestedFiringEvidence(CheckedRules rules, Func<string, string?> test) : IFiringEvidence
{
    private readonly Dictionary<string, string?> _outcomes = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public FiringProof Prove(string alert)
    {
        if (!rules.Groups.Any(group => group.Rules.Any(rule => rule.IsAlert && rule.Name == alert)))
        {
            return new FiringProof(false, $"no rule file given by --rules has an alert '{alert}'") { IsDoubtful = true };
        }

        string? failure = null;
        foreach (string file in rules.TestFiles.Where(file => ExpectsToFire(file, alert)))
        {
            if (!_outcomes.TryGetValue(file, out string? outcome))
            {
                _outcomes.Add(file, outcome = test(file));
            }

            if (outcome is null)
            {
                return new FiringProof(true, $"fires in {Path.GetFileName(file)}");
            }

            failure = $"{Path.GetFileName(file)} fails: {outcome}";
        }

        return new FiringProof(false, failure ?? $"no unit test expects the alert '{alert}' to fire") { IsDoubtful = failure is not null };
    }

    private static bool ExpectsToFire(string file, string alert) =>
        RuleFileReader.Read(new SourceText(file, RegularFile.ReadAllText(file))).UnitTests is { } tests
        && tests.Tests.Any(group => group.AlertTests.Any(each => each.AlertName?.Value == alert && each.ExpectsFiring));
}
