using System.Collections.Immutable;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Results.Baselines;

/// <summary>What a baseline makes of the findings of one lint.</summary>
/// <param name="New">The findings that it does not know. Of one with several places the places that it does not know.</param>
/// <param name="Known">The findings that it knows.</param>
/// <param name="Absent">Its entries that are no longer found, each as often as it is missing.</param>
public sealed record BaselineComparison(ImmutableArray<Diagnostic> New, ImmutableArray<Diagnostic> Known, ImmutableArray<BaselineEntry> Absent);
