using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Suppressions;
using PromRuleLint.Rules;

namespace PromRuleLint.Hosting;

/// <summary>What a run gave.</summary>
/// <param name="Diagnostics">First what is wrong with files, configuration and check assemblies, then the findings in the rules by path, place and id.</param>
/// <param name="Files">The files that were looked at.</param>
public sealed record LintResult(ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<LintedFile> Files)
{
    /// <summary>The findings that comments suppress.</summary>
    public ImmutableArray<SuppressedDiagnostic> Suppressed { get; init; } = [];

    /// <summary>Whether the findings in rules are those of an earlier run over the same input.</summary>
    internal bool IsReplayed { get; init; }

    /// <summary>How many files with rules or unit tests were looked at.</summary>
    public int FileCount => RuleFileCount + TestFileCount;

    /// <summary>How many files with rules were looked at, those that should hold some included.</summary>
    public int RuleFileCount => Files.Count(static file => file.Kind != RuleFileKind.UnitTests && (file.Kind != RuleFileKind.Other || file.Input.MustHoldRules));

    /// <summary>How many files with unit tests were looked at.</summary>
    public int TestFileCount => Files.Count(static file => file.Kind == RuleFileKind.UnitTests);
}
