using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;
using PromRuleLint.Hosting.Testing;
using PromRuleLint.Regex;
using PromRuleLint.Reporting;
using PromRuleLint.Testing;
using PromRuleLint.Text;
using PromRuleLint.Tool.Output;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint test PATH…</c>.</summary>
internal sealed class TestCommand
{
    private readonly ToolConsole _console;
    private readonly Argument<string[]> _paths = new("PATH") { Description = "Unit-test files, folders and globs (quoted, '**' for any folders).", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _format = CommonOptions.Format([.. TestReportFormats.Names]);
    private readonly Option<string[]> _output = ReportFiles.Option(TestReportFormats.Names, "junit=report.xml", isFormatOptional: true);
    private readonly Option<string?> _filter = new("--filter") { Description = "Run only the tests whose name matches a regular expression.", HelpName = "REGEXP" };
    private readonly Option<int> _parallel = new("--parallel") { Description = "The number of files to run at the same time.", HelpName = "COUNT", DefaultValueFactory = static _ => Environment.ProcessorCount };
    private readonly Option<bool> _failFast = new("--fail-fast") { Description = "Stop after the first file that fails." };
    private readonly TestVariables _variables = new();
    private readonly Option<bool> _allowEmpty = new("--allow-empty") { Description = "Succeed even if no test is found." };
    private readonly Option<bool> _groupIntervals = new("--group-intervals") { Description = "Evaluate each group at its own interval, as a server does; promtool evaluates all at the file's evaluation_interval." };
    private readonly Option<string?> _targetVersion = CommonOptions.TargetVersion("Judge");
    private readonly Option<bool> _accept = new("--accept") { Description = "Replace failed expectations with the actual results; review the changes afterwards." };
    private readonly CoverageReport _coverage = new();
    private readonly MutationReport _mutation = new();
    private readonly Option<bool> _strict = new("--strict") { Description = "Allow promtool's language only: no 'promrulelint:', no variables, plain rule files." };
    private readonly Option<string?> _emit = new("--emit") { Description = "Write the tests in the language of another program, 'promtool', in place of a report; to --output or, of one file, to standard output.", HelpName = "PROGRAM" };
    private readonly Option<bool> _watch = new("--watch") { Description = "Run again whenever a test file, a rule file or the configuration changes." };
    private readonly Option<string> _config = CommonOptions.Config();
    private readonly Option<bool> _noConfig = CommonOptions.NoConfig();
    private readonly Option<string[]> _allowOutside = CommonOptions.AllowOutside();
    private readonly Option<string> _color = CommonOptions.Color();
    private readonly Option<bool> _quiet = CommonOptions.Quiet("In text, write failures only: no files that pass and no summary.");

    private TestCommand(ToolConsole console) => _console = console;

    public static Command Create(ToolConsole console) => new TestCommand(console).Create();

    private Command Create()
    {
        _paths.Validators.Add(UsageErrors.RejectOptions);
        var command = new Command("test", "Runs unit tests of rules.")
        {
            _paths, _format, _output, _filter, _parallel, _failFast, _allowEmpty, _groupIntervals, _targetVersion, _accept, _strict, _emit, _watch, _config, _noConfig, _allowOutside, _color, _quiet,
        };
        _variables.AddTo(command);
        _coverage.AddTo(command);
        _mutation.AddTo(command);
        CommonOptions.ExcludeEachOther(command, _config, _noConfig);
        CommonOptions.RequirePositive(_parallel);
        _emit.AcceptOnlyFromAmong("promtool");
        command.Validators.Add(result =>
        {
            if (result.GetValue(_paths) is null or [] && result.GetResult(_coverage.Switch)?.Tokens is not [_] && result.GetResult(_mutation.Switch)?.Tokens is not [_])
            {
                result.AddError("PATH is missing");
            }
        });
        command.SetAction(result => result.GetValue(_watch) ? Watch(result) : RunOnce(result, out _));
        return command;
    }

    private int Watch(ParseResult result)
    {
        using var changes = new FileChanges();
        while (true)
        {
            changes.WatchAll(Paths(result), _console.Folder);
            int exitCode = RunOnce(result, out ImmutableArray<string> inputs);
            changes.Watch(inputs);
            _console.Output.Flush();
            _console.Error.WriteLine("promrulelint: waiting for a change; end with Ctrl-C");
            if (!changes.Wait(_console.IsOutputGone, _console.Cancellation))
            {
                return exitCode;
            }
        }
    }

    /// <summary>The paths, those too that stand behind an option that needs no value.</summary>
    private string[] Paths(ParseResult result) => [.. new[] { _coverage.Path(result), _mutation.Path(result) }.OfType<string>(), .. result.GetValue(_paths) ?? []];

    private int RunOnce(ParseResult result, out ImmutableArray<string> inputs)
    {
        string[] paths = Paths(result);
        LintSessionOptions configuration = CommonOptions.Configuration(_console, result, _config, _noConfig, _allowOutside);
        FileSearchResult found = CommonOptions.Search(_console, configuration).Find(paths, _console.Cancellation);
        RuleCoverage? coverage = _coverage.IsAsked(result) ? new RuleCoverage() : null;
        RuleTestRun run = new RuleTestSession(Options(result, configuration, coverage)).Run(found.Files, _console.Cancellation);
        inputs = run.Inputs;
        List<Diagnostic> diagnostics = [.. found.Diagnostics, .. run.Diagnostics];
        if (run.Files.IsEmpty && diagnostics.Count == 0 && !result.GetValue(_allowEmpty))
        {
            string all = string.Join(' ', paths);
            diagnostics.Add(new Diagnostic(TestDiagnostics.NoTests, new Location(new SourceText(all, ""), default), string.Format(CultureInfo.InvariantCulture, TestDiagnostics.NoTests.MessageFormat, all)));
        }

        if (result.GetValue(_accept))
        {
            return Accept(found, run, diagnostics);
        }

        if (result.GetValue(_emit) is not null)
        {
            TextReport.Write(_console.Error, diagnostics, new TextReportOptions());
            return Math.Max(LintOutcome.ExitCode(diagnostics, found.Files), new PromtoolOutput(_console, Outputs(result).LastOrDefault().File).Write(run.Files));
        }

        bool isWritten = Report(result, run, diagnostics);
        int exitCode = Math.Max(LintOutcome.ExitCode(diagnostics, found.Files), isWritten ? ExitCodes.Clean : ExitCodes.Failure);
        exitCode = Math.Max(exitCode, Verdict(result, run));

        // A report for programs is read whole from the output.
        TextWriter terminal = result.GetValue(_format) == "text" || Outputs(result).Any(static output => output.Format is null) ? _console.Output : _console.Error;
        if (coverage is not null)
        {
            exitCode = Math.Max(exitCode, _coverage.Write(_console, terminal, result, coverage.Rules));
        }

        return _mutation.IsAsked(result) ? Math.Max(exitCode, Mutate(result, run, terminal, exitCode)) : exitCode;
    }

    /// <summary>The exit code that the tests are worth.</summary>
    private int Verdict(ParseResult result, RuleTestRun run)
    {
        if (run.Files.All(static file => file.Outcome is { Passed: true, Tests.IsEmpty: true }) && result.GetValue(_filter) is { } filter && !result.GetValue(_allowEmpty))
        {
            _console.Error.WriteLine($"promrulelint: no test has a name that '{filter}' matches");
            return ExitCodes.Findings;
        }

        // Tests that ran without a rule file that they name have not looked at its rules.
        bool isWhole = run.Diagnostics.All(static diagnostic => diagnostic.Id != ToolDiagnostics.OutsideRoot.Id);
        return isWhole && run.Files.All(static file => file.Outcome.Passed) ? ExitCodes.Clean : ExitCodes.Findings;
    }

    private int Mutate(ParseResult result, RuleTestRun run, TextWriter terminal, int exitCode)
    {
        if (exitCode != ExitCodes.Clean)
        {
            _console.Error.WriteLine("promrulelint: no mutants were run; they show something only where all else passes");
            return exitCode;
        }

        _console.Output.Flush();
        return _mutation.Write(_console, terminal, result, run, result.GetValue(_parallel), CommonOptions.UseColor(_console, result.GetValue(_color)));
    }

    private int Accept(FileSearchResult found, RuleTestRun run, List<Diagnostic> diagnostics)
    {
        Dictionary<string, string> paths = found.Files.DistinctBy(static file => file.DisplayPath).ToDictionary(static file => file.DisplayPath, static file => file.FullPath, StringComparer.Ordinal);
        bool leftOver = false;
        foreach (TestedFile file in run.Files.Where(static file => !file.Outcome.Passed))
        {
            SourceText source = file.Outcome.File.Source;
            ImmutableArray<TextEdit> edits = ExpectationEdits.From(file.Outcome);
            leftOver |= edits.Length < file.Outcome.AllFailures.Count();
            if (edits.IsEmpty)
            {
                continue;
            }

            _console.SayOtherNames(paths[file.Path], file.Path);
            FileWriter.Replace(paths[file.Path], source, ExpectationEdits.Apply(source, edits));
            _console.WriteLine($"accepted {(edits.Length == 1 ? "1 expectation" : $"{edits.Length} expectations")} in {file.Path}");
        }

        TestedFile[] others = [.. run.Files.Where(static file => file.Outcome.AllFailures.Any(static failure => failure.Kind is not (TestFailureKind.Alerts or TestFailureKind.Samples)))];
        if (others.Length > 0)
        {
            TestReportFormats.Write(_console.Output, others, "text", useColor: false);
        }

        return Math.Max(LintOutcome.ExitCode(diagnostics, found.Files), leftOver ? ExitCodes.Findings : ExitCodes.Clean);
    }

    /// <summary>Writes the reports; whether all could be written.</summary>
    private bool Report(ParseResult result, RuleTestRun run, List<Diagnostic> diagnostics)
    {
        string format = result.GetValue(_format)!;
        (string? Format, string File)[] outputs = Outputs(result);
        bool isSummary = outputs.Any(static output => output.Format is null);
        bool useColor = CommonOptions.UseColor(_console, result.GetValue(_color));
        if (diagnostics.Count > 0)
        {
            // They are no tests; programs that read the report find it whole.
            TextReport.Write(format == "text" && !isSummary ? _console.Output : _console.Error, diagnostics, new TextReportOptions { UseColor = useColor && format == "text" });
        }

        if (isSummary)
        {
            TestReportFormats.WriteSummary(_console.Output, run.Files);
        }
        else
        {
            TestReportFormats.Write(_console.Output, run.Files, format, useColor, result.GetValue(_quiet));
        }

        bool isWritten = true;
        foreach ((string? outputFormat, string file) in outputs)
        {
            isWritten &= ReportFiles.Write(_console, file, writer => TestReportFormats.Write(writer, run.Files, outputFormat ?? format, useColor: false));
        }

        return isWritten;
    }

    private (string? Format, string File)[] Outputs(ParseResult result) => [.. (result.GetValue(_output) ?? []).Select(static output => ReportFiles.Split(output, TestReportFormats.Names))];

    private RuleTestSessionOptions Options(ParseResult result, LintSessionOptions configuration, RuleCoverage? coverage)
    {
        Func<string, bool>? filter = null;
        if (result.GetValue(_filter) is { } pattern)
        {
            var compiled = Re2Pattern.Parse($"(?s:.*)(?:{pattern})(?s:.*)");
            filter = Re2Pattern.Parse(pattern).Error is { } error ? throw new ToolUsageException($"--filter '{pattern}': {error.Message}") : compiled.IsMatch;
        }

        return new RuleTestSessionOptions
        {
            Configuration = configuration,
            Variables = _variables.Values(_console, result),
            Parallelism = result.GetValue(_parallel),
            FailFast = result.GetValue(_failFast),
            Tests = RuleTestOptions.Default with
            {
                Filter = filter,
                PromtoolOnly = result.GetValue(_strict),
                Coverage = coverage,
                UseGroupIntervals = result.GetValue(_groupIntervals),
                TargetVersion = CommonOptions.Version(result.GetValue(_targetVersion)),
            },
        };
    }
}
