using PromRuleLint.Facts;
using PromRuleLint.Rules;

namespace PromRuleLint.Configuration;

/// <summary>What configurations say for the facts of a rule set: each file's rules read metrics as its own configuration declares them.</summary>
internal static class ConfiguredFacts
{
    /// <summary>The options.</summary>
    /// <param name="files">The files of the rule set with their configurations.</param>
    /// <param name="alone">What holds for expressions that stand in no file.</param>
    public static FactsOptions Options(IReadOnlyCollection<(RuleFile File, LintConfiguration Configuration)> files, LintConfiguration alone)
    {
        Dictionary<RuleFile, LintConfiguration> configurations = files.ToDictionary(static file => file.File, static file => file.Configuration);
        return Options(configurations.Values, file => configurations.GetValueOrDefault(file, alone), alone);
    }

    /// <summary>The options.</summary>
    /// <param name="configurations">All configurations of files of the rule set.</param>
    /// <param name="configurationOf">Which of them is that of a file.</param>
    /// <param name="alone">What holds for expressions that stand in no file.</param>
    public static FactsOptions Options(IReadOnlyCollection<LintConfiguration> configurations, Func<RuleFile, LintConfiguration> configurationOf, LintConfiguration alone)
    {
        var externalMetrics = configurations.SelectMany(static configuration => configuration.Facts.ExternalMetrics).ToHashSet(StringComparer.Ordinal);
        LintConfiguration ConfigurationOf(RuleFile? file) => file is null ? alone : configurationOf(file);
        var options = new FactsOptions
        {
            IsExternal = externalMetrics.Contains,
            IsHeartbeat = (file, metric) => ConfigurationOf(file).Heartbeat.IsHeartbeat(metric),
            DelaysNameRemovalOf = file => ConfigurationOf(file).PromQL.DelayedNameRemoval,
            LookbackDeltaOf = file => ConfigurationOf(file).Facts.LookbackDelta,
            ScrapedLabelsOf = file => ConfigurationOf(file) is var own && own.Denies(Assumption.ScrapedLabels) ? ScrapedLabels.None : own.Facts.ScrapedLabels,
        };
        return alone.Facts.Metrics.IsEmpty && configurations.All(static configuration => configuration.Facts.Metrics.IsEmpty)
            ? options
            : options with { CatalogOf = file => ConfigurationOf(file).Facts.Metrics };
    }
}
