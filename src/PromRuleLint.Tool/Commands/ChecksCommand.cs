using System.CommandLine;
using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;
using PromRuleLint.Reporting;
using PromRuleLint.Tool.Output;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint checks</c>.</summary>
internal static class ChecksCommand
{
    public static Command Create(ToolConsole console)
    {
        Option<string> format = CommonOptions.Format("text", "json", "markdown");
        Option<string> config = CommonOptions.Config();
        Option<bool> noConfig = CommonOptions.NoConfig();
        Option<string[]> checks = CommonOptions.Checks();
        var command = new Command("checks", "Lists all checks: id, name, category, default severity, whether enabled here, and whether there is a fix.") { format, config, noConfig, checks };
        CommonOptions.ExcludeEachOther(command, config, noConfig);
        command.SetAction(result =>
        {
            string? file = result.GetValue(noConfig) ? null
                : result.GetValue(config) is { } given ? Path.GetFullPath(given, console.Folder)
                : new ConfigurationLocator().LocateFrom(console.Folder);
            bool isTrusted = result.GetValue(config) is not null;
            return Run(console, file, isTrusted, result.GetValue(checks) ?? [], result.GetValue(format)!);
        });
        return command;
    }

    private static int Run(ToolConsole console, string? configurationFile, bool isTrusted, string[] assemblies, string format)
    {
        var diagnostics = new List<Diagnostic>();
        using var loader = new CheckAssemblyLoader();
        LintConfiguration configuration = LintConfiguration.Default;
        IEnumerable<string> paths = assemblies.Select(path => Path.GetFullPath(path, console.Folder));
        List<Check> checks = [.. CheckCatalog.All];
        if (configurationFile is not null)
        {
            string display = Path.GetRelativePath(console.Folder, configurationFile).Replace('\\', '/');
            var options = new LintSessionOptions { DisplayFolder = console.Folder, ConfigurationFile = isTrusted ? configurationFile : null };
            var configurations = new ConfigurationSet(options);
            var file = new FoundFile(Path.Combine(Path.GetDirectoryName(configurationFile)!, "rules.yml"), display, IsNamed: true);
            Load(paths.Concat(configurations.CheckAssembliesOf(configurationFile)));
            configuration = configurations.For(file, [.. CheckTable.Descriptors(checks)]);
            diagnostics.AddRange(configurations.Diagnostics);
        }
        else
        {
            Load(paths);
        }

        IReadOnlyList<DiagnosticDescriptor> descriptors = CheckTable.Descriptors(checks);
        switch (format)
        {
            case "json":
                CheckTable.WriteJson(console.Output, descriptors, configuration);
                break;
            case "markdown":
                CheckTable.WriteMarkdown(console.Output, descriptors);
                break;
            default:
                CheckTable.WriteText(console.Output, descriptors, configuration);
                break;
        }

        TextReport.Write(console.Error, diagnostics);
        return LintOutcome.ExitCode(diagnostics, []);

        void Load(IEnumerable<string> all)
        {
            foreach (string path in all.Distinct(StringComparer.Ordinal))
            {
                checks.AddRange(loader.Load(path, diagnostics));
            }
        }
    }
}
