using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Hosting;

/// <summary>
/// Follows the <c>rule_files</c> of Prometheus configurations that a run was given by name: paths and globs from the
/// folder of the configuration, as Prometheus resolves them. A path that is no glob and has no file is kept, so that
/// reading it tells what is wrong, at the entry; a glob that matches nothing is fine, as it is to Prometheus.
/// </summary>
internal static class ConfiguredRuleFiles
{
    /// <summary>The rule files that the configurations among the files name.</summary>
    public static List<FoundFile> Find(ImmutableArray<DistinctFile> files, SourceText?[] sources)
    {
        var named = new List<FoundFile>();
        for (int i = 0; i < files.Length; i++)
        {
            FoundFile file = files[i].File;
            if (!file.IsNamed || sources[i] is not { } source || !MayBeConfiguration(source))
            {
                continue;
            }

            var search = new FileSearch(Path.GetDirectoryName(file.FullPath) ?? "");
            foreach (YamlScalar entry in PrometheusConfiguration.RuleFilesOf(YamlReader.Read(source)))
            {
                var place = new Location(source, entry.Range);
                named.AddRange(search.Find([entry.Value]).Files.Select(found => found with { DisplayPath = Display(found, file), IsNamed = true, NamedAt = place }));
            }
        }

        return named;
    }

    private static bool MayBeConfiguration(SourceText source) =>
        source.Text.Contains("rule_files", StringComparison.Ordinal)
        && (source.Text.Contains("scrape_configs", StringComparison.Ordinal) || source.Text.Contains("global", StringComparison.Ordinal) || source.Text.Contains("alerting", StringComparison.Ordinal));

    private static string Display(FoundFile found, FoundFile configuration) =>
        Path.IsPathRooted(found.DisplayPath) || Path.GetDirectoryName(configuration.DisplayPath) is not { Length: > 0 } folder
            ? found.DisplayPath
            : Path.Combine(folder, found.DisplayPath).Replace('\\', '/');
}
