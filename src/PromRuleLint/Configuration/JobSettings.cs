using System.Collections.Immutable;
using PromRuleLint.Rules.Mappings;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>The jobs of a server in a metric catalog: a mapping from the values of <c>job</c> to how often each is scraped, where that is known.</summary>
internal static class JobSettings
{
    private const string Expected = "The jobs are a mapping, such as {node: {scrape_interval: 15s}}";

    private static readonly FieldTable<ConfigurationInput, ScrapeJob> Fields = new(
        "a key of a job",
        [new("scrape_interval", static (input, field, ref job) => job = job with { Interval = input.Duration(field.Value) })])
    {
        Expected = "A job is a mapping with the key",
    };

    /// <summary>Reads the mapping; null, with a finding, if it is invalid.</summary>
    public static ScrapeJobs? Read(ConfigurationInput input, YamlNode node)
    {
        if (node is not YamlMapping)
        {
            input.Report(node, Expected);
            return null;
        }

        var jobs = ImmutableArray.CreateBuilder<ScrapeJob>();
        foreach ((YamlScalar name, YamlNode value) in input.Named(node, "The name of a job", Expected))
        {
            var job = new ScrapeJob(name.Value, null);
            Fields.Read(input, value, ref job);
            jobs.Add(job);
        }

        return new ScrapeJobs(jobs.ToImmutable(), AreAll: true, [input.Source.Path]);
    }
}
