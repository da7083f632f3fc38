using System.Collections.Immutable;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Hosting;

/// <summary>What a search gave.</summary>
/// <param name="Files">
/// The files in the order of what was asked for, inside a folder or glob by ordinal path. A file that was asked for
/// twice stands here twice.
/// </param>
/// <param name="Diagnostics">What could not be searched or matched nothing (PRL0001, PRL0002).</param>
public sealed record FileSearchResult(ImmutableArray<FoundFile> Files, ImmutableArray<Diagnostic> Diagnostics);
