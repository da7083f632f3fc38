using System.Collections.Immutable;

namespace PromRuleLint.Checks.Alerts;

/// <summary>Some labels: those that are named, or all but those.</summary>
/// <param name="IsAllBut">Whether it is all labels but those that are named.</param>
/// <param name="Names">The names.</param>
internal readonly record struct LabelChoice(bool IsAllBut, ImmutableHashSet<string> Names)
{
    /// <summary>All labels.</summary>
    public static LabelChoice All { get; } = new(true, []);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => !IsAllBut && Names.IsEmpty;

    /// <summary>The labels that are in both.</summary>
    public LabelChoice Intersect(LabelChoice other) => (IsAllBut, other.IsAllBut) switch
    {
        (true, true) => new(true, Names.Union(other.Names)),
        (true, false) => new(false, other.Names.Except(Names)),
        (false, true) => new(false, Names.Except(other.Names)),
        _ => new(false, Names.Intersect(other.Names)),
    };

    /// <summary>The labels that are in either.</summary>
    public LabelChoice Union(LabelChoice other) => (IsAllBut, other.IsAllBut) switch
    {
        (true, true) => new(true, Names.Intersect(other.Names)),
        (true, false) => new(true, Names.Except(other.Names)),
        (false, true) => new(true, other.Names.Except(Names)),
        _ => new(false, Names.Union(other.Names)),
    };

    /// <summary>Whether some label may be in both.</summary>
    public bool Meets(LabelChoice other) => !Intersect(other).IsEmpty;
}
