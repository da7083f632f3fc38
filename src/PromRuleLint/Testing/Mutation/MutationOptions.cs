using PromRuleLint.Rules;

namespace PromRuleLint.Testing.Mutation;

/// <summary>Which mutants are made, and how much work they may take.</summary>
public sealed record MutationOptions
{
    /// <summary>The defaults.</summary>
    public static MutationOptions Default { get; } = new();

    /// <summary>Which rules are changed; null for all.</summary>
    public Func<Rule, bool>? Includes { get; init; }

    /// <summary>The most mutants that are run. If there are more, each rule has its share, and the others are reported as not run.</summary>
    public int MaxMutants { get; init; } = 10_000;

    /// <summary>
    /// The most steps that all mutants together may take: one for each evaluation of an expression at one time, and one for each
    /// sample that it reads. The rest is reported as not run. The same tests always take the same steps.
    /// </summary>
    public long MaxSteps { get; init; } = 20_000_000_000;

    /// <summary>How many mutants are run at once.</summary>
    public int Parallelism { get; init; } = 1;
}
