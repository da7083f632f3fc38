namespace PromRuleLint.Configuration;

/// <summary>A job of a Prometheus configuration.</summary>
/// <param name="Name">Its name, which its series have as their label <c>job</c>.</param>
/// <param name="Interval">How often its targets are scraped; null where relabeling may set it.</param>
internal sealed record ScrapeJob(string Name, TimeSpan? Interval)
{
    /// <summary>Whether its series may have another <c>job</c>: by <c>honor_labels</c>, by relabeling, or by its service discovery.</summary>
    public bool MayHaveOtherName { get; init; }

    /// <summary>Whether its series may lack <c>job</c> or <c>instance</c>.</summary>
    public bool MayLackTargetLabels { get; init; }
}
