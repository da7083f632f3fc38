using System.Collections.Immutable;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Hosting;

/// <summary>What fixing gave.</summary>
/// <param name="Files">The files that changed; nothing is written yet.</param>
/// <param name="Fixed">The findings that were fixed, with their places at the time.</param>
/// <param name="Remaining">What is still found.</param>
public sealed record FixResult(ImmutableArray<FixedFile> Files, ImmutableArray<Diagnostic> Fixed, LintResult Remaining);
