using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting.Git;
using PromRuleLint.Testing;

namespace PromRuleLint.Hosting.Testing;

/// <summary>What a run over unit-test files gave.</summary>
/// <param name="Files">The files with tests, each once, in the order of what was asked for.</param>
/// <param name="Diagnostics">What could not be read, and what is wrong with configuration files.</param>
/// <param name="Inputs">Everything that was read: test files, rule files and configuration files.</param>
public sealed record RuleTestRun(ImmutableArray<TestedFile> Files, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<string> Inputs)
{
    /// <summary>All unit-test files with their rule files, those too that a run which ended early has not come to.</summary>
    public ImmutableArray<RuleTestSuite> Suites { get; init; } = [];

    /// <summary>The rule files of the suites.</summary>
    public ImmutableArray<ComparedFile> RuleFiles { get; init; } = [];
}
