using System.Collections.Immutable;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Hosting;

/// <summary>What a run gave.</summary>
/// <param name="Diagnostics">First what is wrong with files, configuration and check assemblies, then the findings in the rules by path, place and id.</param>
/// <param name="FileCount">How many rule files were looked at.</param>
public sealed record LintResult(ImmutableArray<Diagnostic> Diagnostics, int FileCount);
