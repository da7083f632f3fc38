using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Hosting;

/// <summary>
/// Follows the <c>rule_files</c> of Prometheus configurations: paths and globs from the folder of the configuration, as
/// Prometheus resolves them, with the folders of the server that <c>path_map</c> maps to folders here. Of a configuration
/// that a run was given by name the rule files are part of the run. A path that is no glob and has no file is then kept, so
/// that reading it tells what is wrong, at the entry; a glob that matches nothing is told too, for Prometheus says nothing of it.
/// </summary>
internal static class ConfiguredRuleFiles
{
    /// <summary>The rule files that the configurations which are named among the files list.</summary>
    /// <param name="files">The files.</param>
    /// <param name="texts">The text of each.</param>
    /// <param name="configurations">Their configurations.</param>
    /// <param name="limits">How far entries may lead, and how much may be searched for them.</param>
    /// <param name="diagnostics">Receives a finding for each entry that leads out of the repository.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static List<FoundFile> Find(
        ImmutableArray<DistinctFile> files, FileTexts texts, ConfigurationSet configurations, FileSearchOptions limits, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var listed = new List<FoundFile>();
        foreach ((FoundFile file, Location place, string pattern) in Entries(files, texts, configurations))
        {
            if (file.IsNamed)
            {
                var search = new FileSearch(Path.GetDirectoryName(file.FullPath) ?? "", limits with { NamingFile = file.FullPath });
                FileSearchResult result = search.Find([pattern], cancellation);
                diagnostics.AddRange(result.Diagnostics.Take(1).Select(finding => finding.Id == ToolDiagnostics.NoFilesMatched.Id ? ToolFindings.NoRuleFilesMatched(place, Path.IsPathRooted(pattern) ? configurations.Display(pattern) : pattern, "Prometheus then loads no rules without a word") : ToolFindings.EntryOutside(place, finding.Message)));
                listed.AddRange(result.Files.Select(found => found with { DisplayPath = Display(found, file, configurations), IsNamed = true, NamedAt = place }));
            }
        }

        return listed;
    }

    /// <summary>Of each file the configurations that list it.</summary>
    public static ImmutableArray<LoadingServer>[] LoadedBy(ImmutableArray<DistinctFile> files, FileTexts texts, ConfigurationSet configurations, SearchBudget budget)
    {
        var loadedBy = new ImmutableArray<LoadingServer>[files.Length];
        var servers = new Dictionary<string, LoadingServer>(StringComparer.Ordinal);
        for (int i = 0; i < files.Length; i++)
        {
            loadedBy[i] = [];
        }

        ILookup<string, int>? byPath = null;
        foreach ((FoundFile file, Location place, string pattern) in Entries(files, texts, configurations))
        {
            if (!servers.TryGetValue(file.FullPath, out LoadingServer? server))
            {
                servers.Add(file.FullPath, server = new LoadingServer(file.DisplayPath, ServerConfigurationReader.Read(YamlReader.Read(place.Source), file.DisplayPath)));
            }

            string full = Path.GetFullPath(pattern, Path.GetDirectoryName(file.FullPath) ?? "");
            if (GlobPattern.IsGlob(pattern))
            {
                var glob = new GlobPattern(full);
                for (int i = 0; i < files.Length && budget.TryTake(); i++)
                {
                    if (glob.IsMatch(files[i].File.FullPath))
                    {
                        Add(i, server);
                    }
                }
            }
            else
            {
                byPath ??= Enumerable.Range(0, files.Length).ToLookup(i => files[i].File.FullPath, StringComparer.Ordinal);
                foreach (int i in byPath[full])
                {
                    Add(i, server);
                }
            }
        }

        return loadedBy;

        void Add(int i, LoadingServer server)
        {
            if (!loadedBy[i].Contains(server))
            {
                loadedBy[i] = loadedBy[i].Add(server);
            }
        }
    }

    /// <summary>The entries of all configurations among the files, each with its configuration and the pattern that it stands for here.</summary>
    private static IEnumerable<(FoundFile Configuration, Location Place, string Pattern)> Entries(ImmutableArray<DistinctFile> files, FileTexts texts, ConfigurationSet configurations)
    {
        for (int i = 0; i < files.Length; i++)
        {
            if (texts.SpeaksOfRuleFiles(i) && texts.Sources[i] is { } source && MayBeConfiguration(source))
            {
                // No path holds the character U+0000; Prometheus finds nothing there either.
                foreach (YamlScalar entry in PrometheusConfiguration.RuleFilesOf(YamlReader.Read(source)).Where(static entry => !entry.Value.Contains('\0', StringComparison.Ordinal)))
                {
                    yield return (files[i].File, new Location(source, entry.Range), configurations.Map(files[i].File, entry.Value));
                }
            }
        }
    }

    private static bool MayBeConfiguration(SourceText source) =>
        source.Text.Contains("scrape_configs", StringComparison.Ordinal) || source.Text.Contains("global", StringComparison.Ordinal) || source.Text.Contains("alerting", StringComparison.Ordinal);

    /// <summary>How a file is named that another one names: from where that is named, and where <c>path_map</c> leads to as all others are.</summary>
    public static string Display(FoundFile found, FoundFile naming, ConfigurationSet configurations) =>
        Path.IsPathRooted(found.DisplayPath) ? configurations.Display(found.FullPath)
        : Path.GetDirectoryName(naming.DisplayPath) is not { Length: > 0 } folder ? found.DisplayPath
        : Path.Combine(folder, found.DisplayPath).Replace('\\', '/');
}
