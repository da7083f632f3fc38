using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PromRuleLint.Operations.Http;

namespace PromRuleLint.Operations.Snapshots;

/// <summary>What a server says of itself.</summary>
internal sealed record ServerSnapshot
{
    /// <summary>Its version; empty where it does not say.</summary>
    public string Version { get; init; } = "";

    /// <summary>How long it keeps samples, as a duration of Prometheus; empty where it does not say, or where size decides.</summary>
    public string Retention { get; init; } = "";

    /// <summary>How often it scrapes where a job says nothing else.</summary>
    public string ScrapeInterval { get; init; } = "";

    /// <summary>How often it evaluates groups that set no interval.</summary>
    public string EvaluationInterval { get; init; } = "";

    /// <summary>Its external labels; null where it does not say.</summary>
    public ImmutableSortedDictionary<string, string>? ExternalLabels { get; init; }

    /// <summary>The values of <c>job</c> that its series have, or its configuration names, with how often each is scraped; null where that is not known.</summary>
    public ImmutableSortedDictionary<string, TimeSpan?> Jobs { get; init; } = ImmutableSortedDictionary.Create<string, TimeSpan?>(StringComparer.Ordinal);

    /// <summary>Its feature flags.</summary>
    public string Features { get; init; } = "";

    /// <summary>What could not be asked, for a person.</summary>
    public ImmutableArray<string> Unknown { get; init; } = [];
}
