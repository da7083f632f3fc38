using System.Collections.Immutable;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>The items of a list in brackets.</summary>
/// <param name="Items">Those that could be read.</param>
/// <param name="End">Offset just after the closing bracket.</param>
/// <param name="HasHole">Whether an item could not be read.</param>
internal readonly record struct ItemList<T>(ImmutableArray<T> Items, int End, bool HasHole);
