using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;
using PromRuleLint.Hosting.Git;
using PromRuleLint.Reporting;
using PromRuleLint.Results.Baselines;
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
        Option<string[]> output = ReportFiles.Option(ReportFormats.Names, "sarif=findings.sarif");
        Option<string?> failOn = FailOnOption();
        Option<string> config = CommonOptions.Config();
        Option<bool> noConfig = CommonOptions.NoConfig();
        Option<string[]> checks = CommonOptions.Checks();
        Option<string[]> allowOutside = CommonOptions.AllowOutside();
        Option<string> color = CommonOptions.Color();
        var stdinName = new Option<string>("--stdin-name") { Description = "The path that standard input stands for; findings name it, and its configuration applies.", HelpName = "PATH", DefaultValueFactory = static _ => "stdin" };
        var baseline = new Option<string?>("--baseline") { Description = "A file of known findings; only new findings are reported.", HelpName = "FILE" };
        var update = new Option<bool>("--update") { Description = "Rewrite the baseline with all current findings." };
        var since = new Option<string?>("--since") { Description = "Report only findings in rules that changed since a git revision, or between two (A..B, A...B), and in rules that read from them.", HelpName = "REV" };
        var all = new Option<bool>("--all") { Description = "Report each place of a finding, and each finding that it explains, separately." };
        var cost = new Option<bool>("--cost") { Description = "Add a table with the number of series and samples that each rule reads per evaluation at most; it uses the series counts of facts.metric_catalog." };
        var costLimit = new Option<long?>("--cost-limit") { Description = "The largest number of samples that a rule may read per evaluation; if a rule reads more, or it is not known how many, the exit code is 1.", HelpName = "SAMPLES" };
        Option<bool> quiet = CommonOptions.Quiet("Write the findings only: no summary and no progress.");
        var verbose = new Option<bool>("--verbose") { Description = "Show every reason of a finding with its lines; without it long chains are folded." };
        var stats = new Option<bool>("--stats") { Description = "Write to standard error how much was read and how long it took." };
        var command = new Command("lint", "Finds faults in rule files.") { paths, format, output, quiet, verbose, stats, failOn, all, cost, costLimit, config, noConfig, checks, allowOutside, color, stdinName, baseline, update, since };
        CommonOptions.ExcludeEachOther(command, config, noConfig);
        command.Validators.Add(result =>
        {
            if (result.GetValue(update) && result.GetValue(baseline) is null)
            {
                result.AddError("--update needs --baseline FILE");
            }

            if (result.GetValue(update) && result.GetValue(since) is not null)
            {
                // A baseline of a part would forget the rest.
                result.AddError("--update and --since exclude each other");
            }
        });
        command.SetAction(result =>
        {
            LintSessionOptions options = CommonOptions.Session(console, result, config, noConfig, checks, allowOutside);
            string formatName = result.GetValue(format)!;
            var report = new ReportOptions(formatName, CommonOptions.UseColor(console, result.GetValue(color))) { IsQuiet = result.GetValue(quiet), IsVerbose = result.GetValue(verbose), HasStatistics = result.GetValue(stats) };
            var selection = new Selection(result.GetValue(baseline), result.GetValue(update), result.GetValue(since), result.GetValue(all)) { HasCost = result.GetValue(cost) || result.GetValue(costLimit) is not null, CostLimit = result.GetValue(costLimit) };
            FailOn? fails = result.GetValue(failOn) is { } words && FailOn.TryParse(words, out FailOn read) ? read : null;
            return Run(console, result.GetValue(paths)!, result.GetValue(stdinName)!, options, selection, report, result.GetValue(output) ?? [], fails);
        });
        return command;
    }

    private static Option<string?> FailOnOption()
    {
        var option = new Option<string?>("--fail-on")
        {
            Description = "The findings for which the exit code is 1: those of this severity and above, error (the default), warning or information; 'proved' for errors without assumptions; 'warning,proved' for both conditions.",
            HelpName = "WHAT",
        };
        option.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !FailOn.TryParse(text, out _))
            {
                result.AddError($"--fail-on does not take '{text}'; write one of {string.Join(", ", FailOn.Words.Select(static word => $"'{word}'"))}, or a severity and 'proved' with a comma between");
            }
        });
        return option;
    }

    private static int Run(ToolConsole console, string[] paths, string stdinName, LintSessionOptions options, Selection selection, ReportOptions report, string[] outputs, FailOn? failOn)
    {
        long started = console.Clock.GetTimestamp();
        var files = new List<FoundFile>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        if (paths.Contains("-"))
        {
            files.Add(StandardInput.Read(console, stdinName));
        }

        FileSearchResult found = CommonOptions.Search(console, options).Find(paths.Where(static path => path != "-"), console.Cancellation);
        files.AddRange(found.Files);
        diagnostics.AddRange(found.Diagnostics);

        using var session = new LintSession(options);
        LintResult result;
        using (report.IsQuiet || console.Progress is null ? null : new ProgressLine(console, string.Create(CultureInfo.InvariantCulture, $"Linting {files.Count:N0} {(files.Count == 1 ? "file" : "files")}")))
        {
            result = session.Lint(files, [], console.Cancellation);
        }

        diagnostics.AddRange(result.Diagnostics);
        if (result.FileCount == 0 && diagnostics.Count == 0)
        {
            // Everything that was found is left out by the configuration or holds no rules: to say "clean" would mislead.
            diagnostics.Add(NoRules(string.Join(' ', paths)));
        }

        if (selection is { Baseline: { } file, IsUpdate: true })
        {
            return BaselineFile.Write(console, file, diagnostics);
        }

        (ImmutableArray<Diagnostic> reported, SarifReportOptions sarif) = Select(console, diagnostics.DrainToImmutable(), result, selection);
        report = report with { Sarif = sarif };
        ReportFormats.Write(console.Output, FindingLimit.Apply(reported), result.FileCount, report);
        if (report.HasStatistics)
        {
            RunStatistics.Write(console, result, started);
        }

        Dictionary<string, FailOn?> configured = ConfiguredFailOn(result.Files);
        bool isWritten = true;
        foreach (string output in outputs)
        {
            (string? format, string path) = ReportFiles.Split(output, ReportFormats.Names);
            isWritten &= ReportFiles.Write(console, path, writer => ReportFormats.Write(writer, reported, result.FileCount, new ReportOptions(format!, UseColor: false) { Sarif = sarif }));
        }

        if (!isWritten)
        {
            return ExitCodes.Failure;
        }

        int exitCode = LintOutcome.ExitCode(reported, path => failOn ?? configured.GetValueOrDefault(path) ?? FailOn.Errors, files);

        // What a program reads stays as it is.
        return selection.HasCost && CostTable.Write(report.Format == "text" ? console.Output : console.Error, result.Files, selection.CostLimit) ? Math.Max(exitCode, ExitCodes.Findings) : exitCode;
    }

    /// <summary>What the configuration of each file says of the findings that count.</summary>
    private static Dictionary<string, FailOn?> ConfiguredFailOn(ImmutableArray<LintedFile> files)
    {
        var configured = new Dictionary<string, FailOn?>(files.Length, StringComparer.Ordinal);
        foreach (LintedFile file in files)
        {
            configured.TryAdd(file.Input.Source.Path, file.Input.Configuration.FailOn);
        }

        return configured;
    }

    /// <summary>The findings that are reported, and what SARIF holds besides.</summary>
    private static (ImmutableArray<Diagnostic> Reported, SarifReportOptions Sarif) Select(ToolConsole console, ImmutableArray<Diagnostic> findings, LintResult result, Selection selection)
    {
        var sarif = new SarifReportOptions { Suppressed = result.Suppressed, FindPage = CheckPages.Find };
        if (selection.Baseline is { } baseline)
        {
            (findings, BaselineComparison comparison) = BaselineFile.Apply(console, baseline, findings);
            sarif = sarif with { Baseline = comparison };
        }

        if (selection.Since is { } revision)
        {
            findings = Since(console, findings, result, revision);

            // What is not judged is not said to be known or gone.
            sarif = sarif with { Suppressed = [], Baseline = sarif.Baseline is null ? null : sarif.Baseline with { Known = [], Absent = [] } };
        }

        return (selection.IsApart ? [.. findings.SelectMany(static finding => finding.Apart())] : findings, sarif);
    }

    private static ImmutableArray<Diagnostic> Since(ToolConsole console, ImmutableArray<Diagnostic> findings, LintResult result, string revision)
    {
        try
        {
            return SinceFilter.Apply(findings, result.Files, console.Folder, revision, console.Cancellation);
        }
        catch (GitException exception)
        {
            throw new ToolUsageException($"--since {revision}: {exception.Message}");
        }
    }

    /// <summary>What <c>--baseline</c>, <c>--update</c>, <c>--since</c> and <c>--all</c> say.</summary>
    private sealed record Selection(string? Baseline, bool IsUpdate, string? Since, bool IsApart)
    {
        public bool HasCost { get; init; }

        public long? CostLimit { get; init; }
    }

    private static Diagnostic NoRules(string paths) =>
        new(ToolDiagnostics.NoFilesMatched, new Location(new SourceText(paths, ""), default), string.Format(CultureInfo.InvariantCulture, ToolDiagnostics.NoFilesMatched.MessageFormat, paths));
}
