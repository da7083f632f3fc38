using System.Collections.Immutable;

namespace PromRuleLint.Testing.Mutation;

/// <summary>What running mutants gave.</summary>
/// <param name="Mutants">All mutants, by file and place.</param>
/// <param name="Steps">How many steps they took, as <see cref="MutationOptions.MaxSteps"/> counts.</param>
public sealed record MutationOutcome(ImmutableArray<Mutant> Mutants, long Steps)
{
    /// <summary>
    /// The share of mutants that tests notice, in percent; those that are equivalent or were not run are not counted. 100 where there
    /// are none.
    /// </summary>
    public double Score
    {
        get
        {
            int killed = Count(MutantStatus.Killed);
            int left = Count(MutantStatus.Survived) + Count(MutantStatus.Untested);
            return killed + left == 0 ? 100 : 100.0 * killed / (killed + left);
        }
    }

    /// <summary>How many mutants have a status.</summary>
    public int Count(MutantStatus status) => Mutants.Count(mutant => mutant.Status == status);
}
