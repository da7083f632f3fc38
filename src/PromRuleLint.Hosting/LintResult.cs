using System.Collections.Immutable;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Hosting;

/// <summary>What a run gave.</summary>
/// <param name="Diagnostics">First what is wrong with files, configuration and check assemblies, then the findings in the rules by path, place and id.</param>
/// <param name="Files">The rule files that were looked at.</param>
public sealed record LintResult(ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<LintedFile> Files)
{
    /// <summary>How many rule files were looked at.</summary>
    public int FileCount => Files.Length;
}

/// <summary>A rule file that was looked at.</summary>
/// <param name="File">The file, under the first name that the run was given.</param>
/// <param name="Input">Its text and configuration.</param>
public sealed record LintedFile(FoundFile File, LintInput Input);
