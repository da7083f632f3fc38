using System.Collections.Immutable;

namespace PromRuleLint.Checks;

/// <summary>
/// Ids that no check may take although none has them: an id means the same for ever. All others are free, as the index of the
/// pages says.
/// </summary>
internal static class ReservedIds
{
    /// <summary>Ids of checks that were released and are gone. A released check that is removed leaves its id here.</summary>
    public static ImmutableArray<string> Retired { get; } = [];

    /// <summary>Ids that are kept for checks to come, with what each will flag.</summary>
    public static ImmutableArray<(string Id, string What)> Planned { get; } = [];
}
