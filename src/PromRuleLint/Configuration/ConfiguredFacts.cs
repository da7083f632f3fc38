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
        if (alone.Facts.Metrics.IsEmpty && files.All(static file => file.Configuration.Facts.Metrics.IsEmpty))
        {
            return options;
        }

        var catalogs = files.ToDictionary(static file => file.File, static file => file.Configuration.Facts.Metrics);
        return options with { CatalogOf = file => file is null ? alone.Facts.Metrics : catalogs[file] };
    }
}
