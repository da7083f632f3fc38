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
        var externalMetrics = files.SelectMany(static file => file.Configuration.Facts.ExternalMetrics).ToHashSet(StringComparer.Ordinal);
        var options = new FactsOptions { IsExternal = externalMetrics.Contains };
        Dictionary<RuleFile, LintConfiguration> configurations = files.ToDictionary(static file => file.File, static file => file.Configuration);
        LintConfiguration ConfigurationOf(RuleFile? file) => file is null ? alone : configurations.GetValueOrDefault(file, alone);
        options = options with
        {
            IsHeartbeat = (file, metric) => ConfigurationOf(file).Heartbeat.IsHeartbeat(metric),
            DelaysNameRemovalOf = file => ConfigurationOf(file).PromQL.DelayedNameRemoval,
            LookbackDeltaOf = file => ConfigurationOf(file).Facts.LookbackDelta,
            ScrapedLabelsOf = file => ConfigurationOf(file) is var own && own.DeniedAssumptions.Contains(Assumption.ScrapedLabels.Name) ? ScrapedLabels.None : own.Facts.ScrapedLabels,
        };
        return alone.Facts.Metrics.IsEmpty && files.All(static file => file.Configuration.Facts.Metrics.IsEmpty)
            ? options
            : options with { CatalogOf = file => ConfigurationOf(file).Facts.Metrics };
    }
}
