using System.Collections.Frozen;
using System.Collections.Immutable;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;

namespace PromRuleLint.Configuration;

/// <summary>What is known of the server and the metrics; checks that need a fact are silent without it.</summary>
public sealed record FactsConfiguration
{
    // With more, a misspelled label is compared with the first so many only.
    private const int MaxSuggested = 200;

    private readonly FrozenSet<string> _external = FrozenSet<string>.Empty;

    /// <summary>How often targets are scraped.</summary>
    public TimeSpan? ScrapeInterval { get; init; }

    /// <summary>The jobs of the server, as Prometheus configurations that load the rules name them; null if none is known. <see cref="ScrapeInterval"/> takes precedence over their intervals.</summary>
    internal ScrapeJobs? Jobs { get; init; }

    /// <summary>The interval of groups without one; Prometheus' default is one minute.</summary>
    public TimeSpan? EvaluationInterval { get; init; }

    /// <summary>How far back an instant selector looks; Prometheus' default is five minutes.</summary>
    public TimeSpan LookbackDelta { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long samples are kept.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>The server's external labels; null where they are not known.</summary>
    public ImmutableDictionary<string, string>? ExternalLabels
    {
        get;
        init
        {
            field = value;
            SuggestedExternalLabels = value is null ? [] : [.. value.Keys.Order(StringComparer.Ordinal).Take(MaxSuggested)];
        }
    }

    /// <summary>The names of external labels that may be meant by another name.</summary>
    internal ImmutableArray<string> SuggestedExternalLabels { get; private init; } = [];

    /// <summary>Names of recorded metrics that also come from other sources, so that nothing is known of them.</summary>
    public ImmutableArray<string> ExternalMetrics
    {
        get;
        init
        {
            field = value;
            _external = value.IsDefaultOrEmpty ? FrozenSet<string>.Empty : value.ToFrozenSet();
        }
    } = [];

    /// <summary>Whether a metric is one of <see cref="ExternalMetrics"/>.</summary>
    internal bool IsExternal(string metric) => _external.Contains(metric);

    /// <summary>Which labels series that no rule records are taken to have.</summary>
    public ScrapedLabels ScrapedLabels { get; init; } = ScrapedLabels.Usual;

    /// <summary>
    /// What is declared of metrics that no rule records: in the configuration file, and in the catalog that it names once
    /// the host has read that and laid this over it.
    /// </summary>
    public MetricCatalog Metrics { get; init; } = MetricCatalog.Empty;

    /// <summary>The file with more declarations, which <see cref="MetricCatalogReader"/> reads; null if there is none.</summary>
    public FileReference? MetricCatalogFile { get; init; }

    /// <summary>How often metrics are written, by patterns of their whole names; the first that matches counts.</summary>
    internal ImmutableArray<(Re2Pattern Metrics, Cadence Cadence)> Cadences { get; init; } = [];

    /// <summary>How often a metric is written, as <see cref="Metrics"/> or else <see cref="Cadences"/> declare it; null where they do not.</summary>
    internal Cadence? CadenceOf(string metric) =>
        Metrics.Find(metric)?.Cadence ?? (Cadences.IsEmpty ? null : Cadences.FirstOrDefault(each => each.Metrics.TryMatch(metric) == true).Cadence);

    /// <summary>Whether the cadence of any metric is declared.</summary>
    internal bool HasCadences => !Cadences.IsEmpty || !Metrics.IsEmpty;

    /// <summary>The shortest and the longest interval of the samples of series that are scraped and that a selector may select; null where they are not known.</summary>
    internal (TimeSpan Shortest, TimeSpan Longest)? ScrapeIntervalsOf(VectorSelector selector) =>
        ScrapeInterval is { } all ? (all, all) : Jobs?.IntervalsOf(selector);
}
