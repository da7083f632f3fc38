using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Hosting;

/// <summary>
/// Finds the rule files that unit-test files name, as <c>promtool test rules</c> does: paths and globs from the folder of the test
/// file. Absolute paths of the server are found through <c>path_map</c>.
/// </summary>
internal sealed class TestedFiles
{
    private readonly Dictionary<string, SourceText?> _texts = new(StringComparer.Ordinal);

    private readonly ConfigurationSet _configurations;
    private readonly FileSearchOptions _limits;

    private readonly HashSet<(string TestFolder, string Folder)> _toldOutside = [];

    public TestedFiles(ImmutableArray<DistinctFile> files, SourceText?[] sources, ConfigurationSet configurations, FileSearchOptions limits)
    {
        _configurations = configurations;
        _limits = limits;
        for (int i = 0; i < files.Length; i++)
        {
            _texts.TryAdd(files[i].File.FullPath, sources[i]);
        }
    }

    /// <summary>Entries that lead further than they may, of what is behind which nothing is said, and files that cannot be read.</summary>
    public List<Diagnostic> Diagnostics { get; } = [];

    /// <summary>Files that are named and are not there: a run of tests cannot do without, while to lint it is the entry that is wrong.</summary>
    public List<Diagnostic> Missing { get; } = [];

    /// <summary>The rule files of each entry of <c>rule_files</c>; null where the file holds no unit tests.</summary>
    public ImmutableDictionary<string, ImmutableArray<SourceText>>? ReadFor(FoundFile file, SourceText source, LintConfiguration configuration, CancellationToken cancellation)
    {
        if (!source.Text.Contains("rule_files", StringComparison.Ordinal)
            || RuleFileReader.Read(source, configuration.ReaderOptions).UnitTests is not { } tests
            || Path.GetDirectoryName(file.FullPath) is not { } folder)
        {
            return null;
        }

        var search = new FileSearch(folder, _limits with { NamingFile = file.FullPath });
        bool isWhole = true;
        var found = ImmutableDictionary.CreateBuilder<string, ImmutableArray<SourceText>>(StringComparer.Ordinal);
        foreach (YamlScalar entry in tests.RuleFiles)
        {
            if (entry.Value.Length > 0 && !found.ContainsKey(entry.Value))
            {
                cancellation.ThrowIfCancellationRequested();
                string pattern = _configurations.Map(file, entry.Value);
                FileSearchResult result = search.Find([pattern], cancellation);
                if (result.Files.IsEmpty && result.Diagnostics.All(static finding => finding.Id == ToolDiagnostics.NoFilesMatched.Id))
                {
                    Missing.Add(ToolFindings.NoRuleFilesMatched(new Location(source, entry.Range), Path.IsPathRooted(pattern) ? _configurations.Display(pattern) : pattern, "the tests then run without its rules, of which promtool only warns"));
                }

                if (result.Diagnostics.FirstOrDefault(static finding => finding.Id != ToolDiagnostics.NoFilesMatched.Id) is { } outside)
                {
                    isWhole = false;

                    // Where one file of a folder leads is where its neighbors lead too. What is outside is mostly written by a build.
                    if (_toldOutside.Add((folder, Path.GetDirectoryName(entry.Value) ?? "")))
                    {
                        Diagnostics.Add(ToolFindings.EntryOutside(new Location(source, entry.Range), outside.Message).WithSeverity(DiagnosticSeverity.Info));
                    }
                }
                else
                {
                    SourceText?[] texts = [.. result.Files.Select(rules => Text(rules, file))];
                    isWhole &= !result.Files.Zip(texts).Any(static pair => pair.Second is null && File.Exists(pair.First.FullPath));
                    found.Add(entry.Value, [.. texts.OfType<SourceText>()]);
                }
            }
        }

        // Of files that were looked for or read in part only, nothing can be said to be missing.
        return isWhole ? found.ToImmutable() : null;
    }

    private SourceText? Text(FoundFile rules, FoundFile test)
    {
        if (!_texts.TryGetValue(rules.FullPath, out SourceText? text))
        {
            _texts.Add(rules.FullPath, text = FileReader.Read(rules with { DisplayPath = ConfiguredRuleFiles.Display(rules, test, _configurations) }, out Diagnostic? failure));
            if (failure is not null)
            {
                (File.Exists(rules.FullPath) ? Diagnostics : Missing).Add(failure);
            }
        }

        return text;
    }
}
