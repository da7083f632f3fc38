using System.Collections.Immutable;

namespace PromRuleLint.Testing;

/// <summary>What an expression gives at a time.</summary>
/// <param name="Time">The time after the start of the test.</param>
/// <param name="Samples">The samples, labels and value, or the error.</param>
public sealed record ValuesAtTime(TimeSpan Time, ImmutableArray<string> Samples);
