using PromRuleLint.PromQL;

namespace PromRuleLint.Facts;

/// <summary>How often a metric is written by what it comes from, which need not be how often it is scraped.</summary>
/// <param name="Every">The time from write to write.</param>
/// <param name="Grace">How much later a write may come while all is well.</param>
internal sealed record Cadence(TimeSpan Every, TimeSpan Grace)
{
    /// <summary>The longest time from write to write while all is well.</summary>
    public TimeSpan Longest => Every + Grace;

    /// <inheritdoc/>
    public override string ToString() =>
        Grace > TimeSpan.Zero ? $"every {PrometheusDuration.Format(Every)}, at most {PrometheusDuration.Format(Grace)} late" : $"every {PrometheusDuration.Format(Every)}";
}
