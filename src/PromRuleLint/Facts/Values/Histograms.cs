namespace PromRuleLint.Facts;

/// <summary>Whether samples may be native histograms, and what counts those may have; the greater value allows all that a lesser one does.</summary>
internal enum Histograms : byte
{
    /// <summary>None are possible.</summary>
    None,

    /// <summary>Histograms whose buckets all count 0 or more, as those of every exposition do.</summary>
    Counts,

    /// <summary>Also histograms with negative counts, as differences have them.</summary>
    Any,
}
