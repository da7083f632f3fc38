using System.Collections.Immutable;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>The jobs of a server in a metric catalog: a mapping from the values of <c>job</c> to how often each is scraped, where that is known.</summary>
internal static class JobSettings
{
    /// <summary>The mapping; null where it is none.</summary>
    public static ScrapeJobs? Read(ConfigurationInput input, YamlNode node)
    {
        if (node is not YamlMapping mapping)
        {
            input.Report(node, "The jobs are a mapping, such as {node: {scrape_interval: 15s}}");
            return null;
        }

        var jobs = ImmutableArray.CreateBuilder<ScrapeJob>(mapping.Entries.Length);
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (input.Text(entry.Key, "The name of a job") is { } name)
            {
                jobs.Add(new ScrapeJob(name.Value, (entry.Value as YamlMapping)?["scrape_interval"] is { } interval ? input.Duration(interval) : null));
            }
        }

        return new ScrapeJobs(jobs.ToImmutable(), AreAll: true, [input.Source.Path]);
    }
}
