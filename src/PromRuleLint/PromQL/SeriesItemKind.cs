namespace PromRuleLint.PromQL;

/// <summary>What an item of a series' values stands for.</summary>
public enum SeriesItemKind
{
    /// <summary><c>_</c>: no sample.</summary>
    Omitted,

    /// <summary><c>stale</c>: the series ends.</summary>
    Stale,

    /// <summary>A number, or numbers that grow by a step.</summary>
    Number,

    /// <summary>A native histogram, or histograms that grow by another.</summary>
    Histogram,
}
