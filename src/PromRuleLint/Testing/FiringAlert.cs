using System.Collections.Immutable;
using PromRuleLint.Evaluation;

namespace PromRuleLint.Testing;

/// <summary>An alert that fires, or that is pending.</summary>
/// <param name="Labels">Its labels.</param>
/// <param name="Annotations">Its annotations, expanded, sorted by name.</param>
internal sealed record FiringAlert(Labels Labels, ImmutableArray<KeyValuePair<string, string>> Annotations);
