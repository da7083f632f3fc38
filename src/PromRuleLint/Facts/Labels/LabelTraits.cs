namespace PromRuleLint.Facts;

/// <summary>What a label is usually used for.</summary>
[Flags]
internal enum LabelTraits
{
    /// <summary>Nothing is known of it.</summary>
    None = 0,

    /// <summary>Scraping gives it to whole targets, so series have it although no expression mentions it.</summary>
    OfTarget = 1,

    /// <summary>It says where a series comes from.</summary>
    Place = 2,

    /// <summary>Many series share a value of it.</summary>
    Shared = 4,

    /// <summary>Replicas of one thing differ by it.</summary>
    Replica = 8,

    /// <summary>It says in which state something is.</summary>
    State = 16,
}
