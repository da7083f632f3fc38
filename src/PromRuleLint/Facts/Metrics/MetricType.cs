namespace PromRuleLint.Facts;

/// <summary>What sort of metric it is, in the words of the exposition formats.</summary>
public enum MetricType
{
    /// <summary>Of no known sort.</summary>
    Unknown,

    /// <summary>Only grows, but for starting again from 0.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Counts of observations by size: <c>_bucket</c>, <c>_sum</c> and <c>_count</c>, or a native histogram.</summary>
    Histogram,

    /// <summary>A histogram of what is there now; its buckets go up and down.</summary>
    GaugeHistogram,

    /// <summary>Quantiles, <c>_sum</c> and <c>_count</c>.</summary>
    Summary,

    /// <summary>Always 1; its labels are what it tells.</summary>
    Info,

    /// <summary>One series a state, 1 for those that hold and 0 for the others.</summary>
    StateSet,
}
