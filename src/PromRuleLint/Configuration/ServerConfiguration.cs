using System.Collections.Immutable;
using PromRuleLint.Facts;

namespace PromRuleLint.Configuration;

/// <summary>
/// What Prometheus configurations that load a rule file say of their servers: how often is scraped and evaluated, which jobs
/// there are and which external labels.
/// </summary>
public sealed class ServerConfiguration
{
    internal ServerConfiguration(TimeSpan? evaluationInterval, ImmutableDictionary<string, string> externalLabels, ScrapeJobs jobs)
    {
        EvaluationInterval = evaluationInterval;
        ExternalLabels = externalLabels;
        Jobs = jobs;
    }

    internal TimeSpan? EvaluationInterval { get; }

    internal ImmutableDictionary<string, string> ExternalLabels { get; }

    internal ScrapeJobs Jobs { get; }

    /// <summary>What is true of this server and of another one that loads the same file.</summary>
    /// <param name="other">The other one.</param>
    public ServerConfiguration And(ServerConfiguration other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new ServerConfiguration(EvaluationInterval == other.EvaluationInterval ? EvaluationInterval : null, ExternalLabels.SetItems(other.ExternalLabels), Jobs.And(other.Jobs));
    }

    /// <summary>What is known with the server: what <c>promrulelint.yml</c> and its catalog say counts over what the Prometheus configuration says.</summary>
    /// <param name="facts">What they say.</param>
    public FactsConfiguration Under(FactsConfiguration facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        bool mayLackLabels = facts.ScrapedLabels == ScrapedLabels.Usual && Jobs.Jobs.Any(static job => job.MayLackTargetLabels);
        return facts with
        {
            EvaluationInterval = facts.EvaluationInterval ?? EvaluationInterval,
            ExternalLabels = facts.ExternalLabels ?? ExternalLabels,
            Jobs = facts.Jobs ?? Jobs,
            ScrapedLabels = mayLackLabels ? ScrapedLabels.None : facts.ScrapedLabels,
        };
    }
}
