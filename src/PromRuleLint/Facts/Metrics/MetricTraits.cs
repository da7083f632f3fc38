namespace PromRuleLint.Facts;

/// <summary>What is known of a metric because everybody has it.</summary>
[Flags]
internal enum MetricTraits
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Prometheus records it itself at each scrape (<c>scrape/scrape.go</c>), with the labels of the target.</summary>
    OfEachScrape = 1,

    /// <summary>0 or 1: whether something is so.</summary>
    Indicator = 2,

    /// <summary>Goes up and down.</summary>
    Gauge = 4,

    /// <summary>The name ends as a counter's, but it goes up and down.</summary>
    MisnamedGauge = 8,

    /// <summary>State of the runtime of a process: goes up and down where its suffix is not that of a counter.</summary>
    RuntimeState = 16,

    /// <summary>A counter that grows for as long as what it counts runs at all.</summary>
    NeverIdle = 32,

    /// <summary>The seconds that each processor has been in each mode.</summary>
    ProcessorTime = 64,

    /// <summary>A series for each state, 1 for the one that is.</summary>
    SeriesOfEachState = 128,
}
