namespace PromRuleLint.Testing.Mutation;

/// <summary>What became of a mutant.</summary>
public enum MutantStatus
{
    /// <summary>It was not run: a limit was reached before.</summary>
    NotRun,

    /// <summary>A test fails with it.</summary>
    Killed,

    /// <summary>All tests pass with it, though some look at what the rule gives.</summary>
    Survived,

    /// <summary>No test looks at what the rule gives, directly or through other rules.</summary>
    Untested,

    /// <summary>It was not run: the mutated rule provably gives what the rule gives.</summary>
    Equivalent,
}
