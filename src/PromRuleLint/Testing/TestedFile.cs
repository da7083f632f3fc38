using System.Collections.Immutable;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing;

/// <summary>A unit-test file of a run and what its tests gave.</summary>
/// <param name="Outcome">What its tests gave.</param>
/// <param name="OtherNames">Other names under which the run was given the same file; it is run once.</param>
/// <param name="Duration">How long the tests took.</param>
public sealed record TestedFile(TestFileOutcome Outcome, ImmutableArray<string> OtherNames, TimeSpan Duration)
{
    /// <summary>The rule files that its <c>rule_files</c> stand for, in their order.</summary>
    public ImmutableArray<RuleFile> RuleFiles { get; init; } = [];

    /// <summary>The path as the host gave it.</summary>
    public string Path => Outcome.File.Source.Path;
}
