using System.Collections.Immutable;
using System.CommandLine;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Reloading;
using PromRuleLint.Yaml;

namespace PromRuleLint.Tool.Commands;

/// <summary>Which rule files a server is held against: the options of the commands that do so.</summary>
internal sealed class ServedRulesOptions
{
    private readonly Argument<string[]> _paths = new("PATH") { Description = "Rule files and their unit tests: files, folders and globs.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string[]> _pathMap = new("--path-map") { Description = "The local folder of a folder on the server, such as /etc/prometheus=prometheus, or a compose file with such volumes; can be repeated, the longest match counts.", HelpName = "SERVER=LOCAL|FILE", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _config = CommonOptions.Config();
    private readonly Option<bool> _noConfig = CommonOptions.NoConfig();
    private readonly Option<string[]> _allowOutside = CommonOptions.AllowOutside();
    private readonly ServerOptions _server = new("--url", "The Prometheus. Default: $PROMETHEUS_URL.", "PROMETHEUS_URL");

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        _paths.Validators.Add(UsageErrors.RejectOptions);
        command.Arguments.Add(_paths);
        command.Options.Add(_pathMap);
        command.Options.Add(_config);
        command.Options.Add(_noConfig);
        command.Options.Add(_allowOutside);
        _server.AddTo(command);
        CommonOptions.ExcludeEachOther(command, _config, _noConfig);
    }

    /// <summary>The server.</summary>
    public Operations.Http.ServerSettings Server(ToolConsole console, ParseResult result) => _server.Required(console, result);

    /// <summary>The files, read.</summary>
    /// <param name="console">The console.</param>
    /// <param name="result">What the command line says.</param>
    /// <param name="mustBeClean">Whether findings of severity error fail it.</param>
    /// <exception cref="ReloadException">There are errors, or no rules that a server could load.</exception>
    public CheckedRules Read(ToolConsole console, ParseResult result, bool mustBeClean) =>
        CheckedRules.Read(console.Folder, result.GetValue(_paths)!, Lint(console, result), mustBeClean, console.Cancellation);

    /// <summary>How the files are read and linted.</summary>
    public LintSessionOptions Lint(ToolConsole console, ParseResult result) => CommonOptions.Configuration(console, result, _config, _noConfig, _allowOutside);

    /// <summary>Where the server's folders are on this machine: what the command line says stands over what the configuration says.</summary>
    /// <exception cref="ToolUsageException">An entry cannot be used.</exception>
    public PathMap Paths(ToolConsole console, ParseResult result)
    {
        PathMap configured = ConfiguredPaths(console, result);
        return new PathMap([.. (result.GetValue(_pathMap) ?? []).SelectMany(entry => Entries(console, entry)), .. configured.Entries]);
    }

    private static ImmutableArray<(string Server, string Local)> Entries(ToolConsole console, string entry)
    {
        int equals = entry.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && equals < entry.Length - 1)
        {
            return [(entry[..equals], Path.GetFullPath(entry[(equals + 1)..], console.Folder))];
        }

        string path = Path.GetFullPath(entry, console.Folder);
        if (equals >= 0 || FileReader.Read(new FoundFile(path, entry, IsNamed: true), out _) is not { } text)
        {
            throw new ToolUsageException($"--path-map: '{entry}' is neither SERVER=LOCAL, such as /etc/prometheus=prometheus, nor a compose file that can be read");
        }

        return ComposeVolumes.Read(YamlReader.Read(text), Path.GetDirectoryName(path)!) is { IsEmpty: false } volumes
            ? volumes
            : throw new ToolUsageException($"--path-map: '{entry}' maps no folder of this machine into a container");
    }

    /// <summary>What <c>path_map</c> says in the configuration that is named, or in that of the current folder.</summary>
    private PathMap ConfiguredPaths(ToolConsole console, ParseResult result)
    {
        string? path = result.GetValue(_noConfig) ? null
            : result.GetValue(_config) is { } named ? Path.GetFullPath(named, console.Folder)
            : new ConfigurationLocator().LocateFrom(console.Folder);
        if (path is null)
        {
            return new PathMap([]);
        }

        var configurations = new ConfigurationSet(new LintSessionOptions { ConfigurationFile = path, DisplayFolder = console.Folder });
        PathMap map = configurations.PathMapOf(path);
        return configurations.Diagnostics is [var first, ..] ? throw new ToolUsageException(first.Message) : map;
    }

    /// <summary>The files that a path or glob leads to.</summary>
    public static IEnumerable<string> Expand(string path) =>
        new FileSearch(Path.GetPathRoot(Path.GetFullPath(path))!).Find([path]).Files.Select(static file => file.FullPath).Where(File.Exists);

    /// <summary>How a file is named.</summary>
    public static Func<string, string> Display(ToolConsole console) => path =>
        Path.IsPathFullyQualified(path) && Path.GetRelativePath(console.Folder, path) is { } relative && !relative.StartsWith("..", StringComparison.Ordinal) ? relative : path;
}
