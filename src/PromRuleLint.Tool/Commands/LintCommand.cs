using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;
using PromRuleLint.Text;
using PromRuleLint.Tool.Output;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint lint PATH…</c>.</summary>
internal static class LintCommand
{
    public static Command Create(ToolConsole console)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files, folders and globs (quoted, '**' for any folders); '-' for standard input.", Arity = ArgumentArity.OneOrMore };
        paths.Validators.Add(UsageErrors.RejectOptions);
        Option<string> format = CommonOptions.Format([.. ReportFormats.Names]);
        var failOn = new Option<string>("--fail-on") { Description = "From which severity on findings make the exit code 1: error, warning or information.", HelpName = "SEVERITY", DefaultValueFactory = static _ => "error" };
        failOn.AcceptOnlyFromAmong("error", "warning", "information");
        Option<string> config = CommonOptions.Config();
        Option<bool> noConfig = CommonOptions.NoConfig();
        Option<string[]> checks = CommonOptions.Checks();
        Option<string> color = CommonOptions.Color();
        var stdinName = new Option<string>("--stdin-name") { Description = "The path that standard input stands for: findings name it, its configuration holds.", HelpName = "PATH", DefaultValueFactory = static _ => "stdin" };
        var baseline = new Option<string?>("--baseline") { Description = "A file of known findings: they are quiet, new ones are not.", HelpName = "FILE" };
        var update = new Option<bool>("--update") { Description = "Write the baseline anew: all that is found now is known." };
        var command = new Command("lint", "Finds what is wrong in rule files.") { paths, format, failOn, config, noConfig, checks, color, stdinName, baseline, update };
        command.Validators.Add(result =>
        {
            if (result.GetValue(noConfig) && result.GetValue(config) is not null)
            {
                result.AddError("--config and --no-config exclude each other");
            }

            if (result.GetValue(update) && result.GetValue(baseline) is null)
            {
                result.AddError("--update needs --baseline FILE");
            }
        });
        command.SetAction(result =>
        {
            var options = new LintSessionOptions
            {
                ConfigurationFile = result.GetValue(config) is { } file ? Path.GetFullPath(file, console.Folder) : null,
                IgnoreConfiguration = result.GetValue(noConfig),
                CheckAssemblies = [.. (result.GetValue(checks) ?? []).Select(path => Path.GetFullPath(path, console.Folder))],
                DisplayFolder = console.Folder,
            };
            string formatName = result.GetValue(format)!;
            var report = new ReportOptions(formatName, CommonOptions.UseColor(console, result.GetValue(color)));
            var known = new BaselineOptions(result.GetValue(baseline), result.GetValue(update));
            return Run(console, result.GetValue(paths)!, result.GetValue(stdinName)!, options, known, report, SeverityOf(result.GetValue(failOn)!));
        });
        return command;
    }

    private static Severity SeverityOf(string word) => word switch
    {
        "warning" => Severity.Warning,
        "information" => Severity.Information,
        _ => Severity.Error,
    };

    private static int Run(ToolConsole console, string[] paths, string stdinName, LintSessionOptions options, BaselineOptions known, ReportOptions report, Severity failOn)
    {
        var files = new List<FoundFile>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        if (paths.Contains("-"))
        {
            files.Add(StandardInput.Read(console, stdinName));
        }

        FileSearchResult found = new FileSearch(console.Folder).Find(paths.Where(static path => path != "-"));
        files.AddRange(found.Files);
        diagnostics.AddRange(found.Diagnostics);

        using var session = new LintSession(options);
        LintResult result = session.Lint(files, [], console.Cancellation);
        diagnostics.AddRange(result.Diagnostics);
        if (result.FileCount == 0 && diagnostics.Count == 0)
        {
            // Everything that was found is left out by the configuration or holds no rules: to say "clean" would mislead.
            diagnostics.Add(NoRules(string.Join(' ', paths)));
        }

        if (known is { File: { } file, IsUpdate: true })
        {
            return BaselineFile.Write(console, file, diagnostics);
        }

        if (known.File is not null)
        {
            ImmutableArray<Diagnostic> unknown = BaselineFile.Apply(console, known.File, diagnostics);
            diagnostics.Clear();
            diagnostics.AddRange(unknown);
        }

        ReportFormats.Write(console.Output, diagnostics, result.FileCount, report);
        return LintOutcome.ExitCode(diagnostics, failOn, files);
    }

    /// <summary>What <c>--baseline</c> and <c>--update</c> say.</summary>
    private sealed record BaselineOptions(string? File, bool IsUpdate);

    private static Diagnostic NoRules(string paths) =>
        new(ToolDiagnostics.NoFilesMatched, new Location(new SourceText(paths, ""), default), string.Format(CultureInfo.InvariantCulture, ToolDiagnostics.NoFilesMatched.MessageFormat, paths));
}
