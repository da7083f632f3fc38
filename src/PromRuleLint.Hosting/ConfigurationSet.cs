using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Hosting;

/// <summary>The configurations of one run: which file's holds for which rule file, each read once.</summary>
public sealed class ConfigurationSet(LintSessionOptions options)
{
    private readonly ConfigurationLocator _locator = new();
    private readonly Dictionary<string, SourceText?> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LintConfiguration> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MetricCatalogReadResult?> _catalogs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PathMap> _pathMaps = new(StringComparer.Ordinal);
    private readonly RepositoryBoundary _boundary = RepositoryBoundary.Create(options);
    private readonly Dictionary<string, GlobPattern> _globs = new(StringComparer.Ordinal);

    /// <summary>What is wrong with configuration files and the metric catalogs that they name.</summary>
    public List<Diagnostic> Diagnostics { get; } = [];

    /// <summary>All texts that were read: configuration files and what they name.</summary>
    internal List<SourceText> TextsRead { get; } = [];

    /// <summary>The full path of the configuration file that holds for a file; null for none.</summary>
    public string? PathFor(FoundFile file) => options.IgnoreConfiguration ? null : options.ConfigurationFile ?? _locator.Locate(file.FullPath);

    /// <summary>The text of a configuration file; null where it cannot be read.</summary>
    public SourceText? TextOf(string path)
    {
        if (!_texts.TryGetValue(path, out SourceText? text))
        {
            var file = new FoundFile(path, Display(path), IsNamed: true);
            Diagnostic? diagnostic = null;
            if (!IsTrusted(path) && _boundary.Refuses(path) is { } reason)
            {
                diagnostic = ToolFindings.UnreadableFile(file, reason);
            }
            else
            {
                text = FileReader.Read(file, out diagnostic);
            }

            _texts.Add(path, text);
            Note(text);
            if (diagnostic is not null)
            {
                Diagnostics.Add(diagnostic);
            }
        }

        return text;
    }

    /// <summary>Whether what a configuration file names may be run and may lie anywhere: a person named it, or the host trusts the repository.</summary>
    public bool IsTrusted(string path) => options.TrustsRepository || path == options.ConfigurationFile;

    /// <summary>The full paths of the assemblies with checks that a configuration file names; none where it is not trusted.</summary>
    public IEnumerable<string> CheckAssembliesOf(string path) =>
        IsTrusted(path) ? Read(path, [], []).CheckAssemblies.Select(assembly => Path.GetFullPath(assembly.Replace("\0", "", StringComparison.Ordinal), Path.GetDirectoryName(path)!)) : [];

    /// <summary>Whether a file may speak of checks that are unknown only because the assemblies of its configuration are not loaded.</summary>
    public bool MayKnowOtherChecks(FoundFile file) => PathFor(file) is { } path && _read.TryGetValue(path, out LintConfiguration? configuration) && HasUntrustedChecks(path, configuration);

    /// <summary>
    /// A path as a server knows it, as the full path of what stands there here: of the folders that <c>path_map</c> of the
    /// configuration of a file maps the one that holds it most closely counts; the path itself where none does.
    /// </summary>
    /// <param name="file">The file that names the path, such as a Prometheus configuration.</param>
    /// <param name="path">The path or glob.</param>
    public string Map(FoundFile file, string path) => PathFor(file) is { } configuration ? PathMapOf(configuration).ToLocal(path) : path;

    /// <summary>Where the folders of a server are here, as a configuration file says it, or the compose file that it names.</summary>
    /// <param name="path">The full path of the configuration file.</param>
    internal PathMap PathMapOf(string path)
    {
        if (!_pathMaps.TryGetValue(path, out PathMap? map))
        {
            string folder = Path.GetDirectoryName(path)!;
            LintConfiguration configuration = Read(path, [], []);
            IEnumerable<(string, string)> mapped = configuration.PathMap.Where(static pair => !pair.Value.Contains('\0', StringComparison.Ordinal)).Select(pair => (pair.Key, Path.GetFullPath(pair.Value, folder)));
            _pathMaps.Add(path, map = new PathMap([.. mapped, .. configuration.ComposeFile is { } compose ? ReadVolumes(path, compose) : []]));
        }

        return map;
    }

    /// <summary>The configuration that holds for a file, in which the given descriptors may be spoken of.</summary>
    public LintConfiguration For(FoundFile file, ImmutableArray<DiagnosticDescriptor> descriptors)
    {
        if (PathFor(file) is not { } path)
        {
            return LintConfiguration.Default;
        }

        if (!_read.TryGetValue(path, out LintConfiguration? configuration))
        {
            configuration = Read(path, descriptors, Diagnostics);
            _read.Add(path, configuration = WithCatalog(configuration, path));
        }

        return configuration;
    }

    /// <summary>Whether the configuration of a file lets it be looked at. A file that was asked for by its own name always is.</summary>
    public bool IsWanted(FoundFile file, LintConfiguration configuration)
    {
        if (file.IsNamed || PathFor(file) is not { } path)
        {
            return true;
        }

        string relative = Path.GetRelativePath(Path.GetDirectoryName(path)!, file.FullPath);
        FilesConfiguration files = configuration.Files;
        return (files.Include.IsEmpty || files.Include.Any(IsMatch)) && !files.Exclude.Any(IsMatch);

        bool IsMatch(string pattern)
        {
            if (!_globs.TryGetValue(pattern, out GlobPattern? glob))
            {
                _globs.Add(pattern, glob = new GlobPattern(pattern));
            }

            return glob.IsMatch(relative);
        }
    }

    /// <summary>How a file that was found by its full path is named.</summary>
    internal string Display(string path) => options.DisplayFolder is { } folder ? Path.GetRelativePath(folder, path).Replace('\\', '/') : path;

    /// <summary>The configuration with the catalog that it names, under what it declares itself.</summary>
    private LintConfiguration WithCatalog(LintConfiguration configuration, string configurationPath)
    {
        if (configuration.Facts.MetricCatalogFile is not { } file)
        {
            return configuration;
        }

        string path = Path.GetFullPath(file.Path, Path.GetDirectoryName(configurationPath)!);
        if (!MayRead(configurationPath, path, file))
        {
            return configuration;
        }

        if (!_catalogs.TryGetValue(path, out MetricCatalogReadResult? catalog))
        {
            _catalogs.Add(path, catalog = ReadNamed(path, file) is { } text ? ReadCatalog(text) : null);
        }

        return catalog is null ? configuration : configuration with { Facts = catalog.Under(configuration.Facts) };
    }

    /// <summary>Whether a file that a configuration names lies no further away than it may; else that is said.</summary>
    private bool MayRead(string configurationPath, string path, FileReference file)
    {
        string? reason = IsTrusted(configurationPath) ? null : _boundary.Refuses(configurationPath, path);
        if (reason is not null)
        {
            Diagnostics.Add(ToolFindings.EntryOutside(file.NamedAt, reason));
        }

        return reason is null;
    }

    private SourceText? ReadNamed(string path, FileReference file)
    {
        SourceText? text = FileReader.Read(new FoundFile(path, Display(path), IsNamed: true) { NamedAt = file.NamedAt }, out Diagnostic? unreadable);
        if (unreadable is not null)
        {
            Diagnostics.Add(unreadable);
        }

        Note(text);
        return text;
    }

    private void Note(SourceText? text)
    {
        if (text is not null)
        {
            TextsRead.Add(text);
        }
    }

    private ImmutableArray<(string Server, string Local)> ReadVolumes(string configurationPath, FileReference compose)
    {
        string path = Path.GetFullPath(compose.Path, Path.GetDirectoryName(configurationPath)!);
        if (!MayRead(configurationPath, path, compose) || ReadNamed(path, compose) is not { } text)
        {
            return [];
        }

        ImmutableArray<(string Server, string Local)> volumes = ComposeVolumes.Read(YamlReader.Read(text), Path.GetDirectoryName(path)!);
        if (volumes.IsEmpty)
        {
            Diagnostics.Add(ToolFindings.NoVolumes(compose.NamedAt, compose.Path));
        }

        return volumes;
    }

    private MetricCatalogReadResult ReadCatalog(SourceText text)
    {
        MetricCatalogReadResult result = MetricCatalogReader.Read(text);
        Diagnostics.AddRange(result.Diagnostics);
        return result;
    }

    private bool HasUntrustedChecks(string path, LintConfiguration configuration) => configuration.CheckAssembliesAt is not null && !IsTrusted(path);

    private LintConfiguration Read(string path, ImmutableArray<DiagnosticDescriptor> descriptors, List<Diagnostic> diagnostics)
    {
        if (TextOf(path) is not { } text)
        {
            return LintConfiguration.Default;
        }

        ConfigurationReadResult result = ConfigurationReader.Read(text, descriptors);
        if (HasUntrustedChecks(path, result.Configuration))
        {
            diagnostics.Add(ToolFindings.UntrustedChecks(result.Configuration.CheckAssembliesAt!));
            diagnostics.AddRange(result.Diagnostics.Where(static finding => finding.Id != ToolDiagnostics.UnknownCheck.Id));
        }
        else
        {
            diagnostics.AddRange(result.Diagnostics);
        }

        return result.Configuration;
    }
}
