using System.Collections.Immutable;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Configuration;

/// <summary>The jobs of the servers that load a file.</summary>
/// <param name="Jobs">The jobs.</param>
/// <param name="AreAll">Whether there are no others, in files that the configuration names.</param>
/// <param name="Configurations">The Prometheus configurations that name them, for a person.</param>
internal sealed record ScrapeJobs(ImmutableArray<ScrapeJob> Jobs, bool AreAll, ImmutableArray<string> Configurations)
{
    /// <summary>Whether every series that is scraped has one of the names of <see cref="Jobs"/> as its <c>job</c>.</summary>
    public bool AreAllNames => AreAll && !Jobs.Any(static job => job.MayHaveOtherName);

    /// <summary>The shortest and the longest interval of the jobs whose series a selector may select; null where one of them is not known.</summary>
    public (TimeSpan Shortest, TimeSpan Longest)? IntervalsOf(VectorSelector selector)
    {
        ImmutableArray<ScrapeJob> selected = [.. Jobs.Where(job => job.MayHaveOtherName || Matches(selector, job.Name))];
        return AreAll && !selected.IsEmpty && selected.All(static job => job.Interval is not null) ? (selected.Min(static job => job.Interval!.Value), selected.Max(static job => job.Interval!.Value)) : null;
    }

    /// <summary>Whether the matchers of a selector on <c>job</c> leave series of a job.</summary>
    public static bool Matches(VectorSelector selector, string job) =>
        selector.Matchers.All(matcher => matcher.Name != TargetLabels.Job || MatcherPatterns.Matches(matcher, job));

    /// <summary>The jobs of several servers.</summary>
    public ScrapeJobs And(ScrapeJobs other) => new([.. Jobs, .. other.Jobs], AreAll && other.AreAll, [.. Configurations.Union(other.Configurations, StringComparer.Ordinal)]);
}
