using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Gates;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Gates;
using PromRuleLint.Operations.Reloading;
using PromRuleLint.Text;

namespace PromRuleLint.Tool.Commands;

/// <summary>Where gates and what shows that alerts fire come from.</summary>
internal static class GateConfiguration
{
    /// <summary>The gate of a name in a configuration file, or in that of the current folder.</summary>
    /// <exception cref="ToolUsageException">There is no such gate, or the file has faults: half a configuration makes no gate.</exception>
    public static Gate Find(ToolConsole console, string? configuration, string name)
    {
        string path = configuration is null
            ? new ConfigurationLocator().LocateFrom(console.Folder) ?? throw new ToolUsageException("there is no promrulelint.yml here; give --config FILE")
            : Path.GetFullPath(configuration, console.Folder);
        SourceText text = NamedFile.Read(console, configuration ?? Path.GetRelativePath(console.Folder, path));
        ConfigurationReadResult read = ConfigurationReader.Read(text, Checks.CheckCatalog.Descriptors.All);

        // Checks of others may be configured there, which nobody has loaded here.
        if (read.Diagnostics.FirstOrDefault(static each => each.Id == Diagnostics.ToolDiagnostics.InvalidConfiguration.Id) is { } fault)
        {
            throw new ToolUsageException($"{fault.Location.Path}:{fault.Location.Start}: {fault.Message}");
        }

        return read.Configuration.Gates.FirstOrDefault(gate => gate.Name == name)
            ?? throw new ToolUsageException(read.Configuration.Gates.IsEmpty
                ? $"'{text.Path}' has no gates"
                : $"'{text.Path}' has no gate '{name}'; its gates are {string.Join(", ", read.Configuration.Gates.Select(static gate => $"'{gate.Name}'"))}");
    }

    /// <summary>What shows that alerts fire: the unit tests among some files.</summary>
    public static IFiringEvidence Evidence(ToolConsole console, string[] paths, LintSessionOptions options, ImmutableDictionary<string, string> variables) =>
        paths.Length == 0 ? new NoFiringEvidence() : Evidence(console, Rules(console, paths, options), options, variables);

    /// <summary>What shows that alerts fire: the unit tests beside some rules.</summary>
    public static IFiringEvidence Evidence(ToolConsole console, CheckedRules rules, LintSessionOptions options, ImmutableDictionary<string, string> variables)
    {
        Promtool? promtool = Promtool.Find();
        return new TestedFiringEvidence(rules, file => UnitTests.FailureOf(file, options, variables, console.Cancellation) ?? promtool?.Run(["test", "rules", file]));
    }

    /// <summary>Rules and their unit tests.</summary>
    /// <exception cref="ToolUsageException">They have errors, or there are none.</exception>
    public static CheckedRules Rules(ToolConsole console, string[] paths, LintSessionOptions options, string namedBy = "--rules")
    {
        try
        {
            return CheckedRules.Read(console.Folder, paths, options, mustBeClean: true, console.Cancellation);
        }
        catch (ReloadException exception)
        {
            throw new ToolUsageException($"{namedBy}: {exception.Message}");
        }
    }

    /// <summary>How rules and their unit tests are read.</summary>
    public static LintSessionOptions Options(ToolConsole console, string? configuration, string[]? allowOutside) => new()
    {
        AllowedFolders = CommonOptions.FullPaths(console, allowOutside),
        ConfigurationFile = configuration is null ? null : Path.GetFullPath(configuration, console.Folder),
        DisplayFolder = console.Folder,
    };
}
