using System.Collections.Immutable;

namespace PromRuleLint.Gates;

/// <summary>A gate: what must hold before, during or after something.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Conditions">What must hold, all of it.</param>
internal sealed record Gate(string Name, ImmutableArray<GateCondition> Conditions);
