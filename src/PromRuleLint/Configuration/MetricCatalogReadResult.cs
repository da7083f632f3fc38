using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;

namespace PromRuleLint.Configuration;

/// <summary>What reading a metric catalog gave.</summary>
/// <param name="Catalog">The catalog; what was wrong in the file is left out.</param>
/// <param name="Diagnostics">What is wrong in the file (PRL0003), in the order of the text.</param>
public sealed record MetricCatalogReadResult(MetricCatalog Catalog, ImmutableArray<Diagnostic> Diagnostics)
{
    internal FactsConfiguration Server { get; init; } = new();

    /// <summary>What is known with the catalog: what the configuration says counts over what the catalog says of metrics and of the server.</summary>
    /// <param name="facts">What the configuration says.</param>
    public FactsConfiguration Under(FactsConfiguration facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts with
        {
            Metrics = facts.Metrics.Over(Catalog),
            // Where jobs are known, each has its own.
            ScrapeInterval = facts.ScrapeInterval ?? (Server.Jobs is null ? Server.ScrapeInterval : null),
            Jobs = facts.Jobs ?? Server.Jobs,
            EvaluationInterval = facts.EvaluationInterval ?? Server.EvaluationInterval,
            Retention = facts.Retention ?? Server.Retention,
            ExternalLabels = facts.ExternalLabels ?? Server.ExternalLabels,
        };
    }
}
