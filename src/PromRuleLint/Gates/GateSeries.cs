using System.Collections.Immutable;

namespace PromRuleLint.Gates;

/// <summary>The values of one series, tick by tick, the newest last.</summary>
/// <param name="Name">The series.</param>
/// <param name="Values">Its values; null where it has none at a tick.</param>
internal sealed record GateSeries(string Name, ImmutableArray<double?> Values);
