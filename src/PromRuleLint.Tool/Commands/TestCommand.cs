using System.Collections;
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
    private readonly Argument<string[]> _paths = new("PATH") { Description = "Unit-test files, folders and globs (quoted, '**' for any folders).", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _format = CommonOptions.Format([.. TestReportFormats.Names]);
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write the report to a file, and a summary to standard output.", HelpName = "FILE" };
    private readonly Option<string?> _filter = new("--filter") { Description = "Run only the tests whose name matches a regular expression.", HelpName = "REGEXP" };
    private readonly Option<int> _parallel = new("--parallel") { Description = "The number of files to run at the same time.", HelpName = "COUNT", DefaultValueFactory = static _ => Environment.ProcessorCount };
    private readonly Option<bool> _failFast = new("--fail-fast") { Description = "Stop after the first file that fails." };
    private readonly Option<string[]> _variables = new("--variable") { Description = "The value of ${NAME} in test files; can be repeated. It overrides the environment and the configuration.", HelpName = "NAME=VALUE", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _allowEmpty = new("--allow-empty") { Description = "Succeed even if no test is found." };
    private readonly Option<bool> _groupIntervals = new("--group-intervals") { Description = "Evaluate each group at its own interval, as a server does; promtool evaluates all at the file's evaluation_interval." };
    private readonly Option<string?> _targetVersion = CommonOptions.TargetVersion("Judge");
    private readonly Option<bool> _accept = new("--accept") { Description = "Replace failed expectations with the actual results; review the changes afterwards." };
    private readonly Option<string?> _coverage = new("--coverage") { Description = "Report which parts of the rules the tests reach: text, lcov or cobertura.", HelpName = "FORMAT" };
    private readonly Option<string?> _coverageOutput = new("--coverage-output") { Description = "Write the coverage to a file; lcov and cobertura need one.", HelpName = "FILE" };
    private readonly Option<double?> _failUnder = new("--fail-under") { Description = "Fail if coverage is below this percentage.", HelpName = "PERCENT" };
    private readonly Option<bool> _strict = new("--strict") { Description = "Allow promtool's language only: no 'promrulelint:', no variables, plain rule files." };
    private readonly Option<string?> _emit = new("--emit") { Description = "Write the tests in the language of another program, 'promtool', in place of a report; to --output or, of one file, to standard output.", HelpName = "PROGRAM" };
    private readonly Option<bool> _watch = new("--watch") { Description = "Run again whenever a test file, a rule file or the configuration changes." };
    private readonly Option<string> _config = CommonOptions.Config();
    private readonly Option<bool> _noConfig = CommonOptions.NoConfig();
    private readonly Option<string[]> _allowOutside = CommonOptions.AllowOutside();
    private readonly Option<string> _color = CommonOptions.Color();

    private TestCommand(ToolConsole console) => _console = console;

    public static Command Create(ToolConsole console) => new TestCommand(console).Create();

    private Command Create()
    {
        _paths.Validators.Add(UsageErrors.RejectOptions);
        var command = new Command("test", "Runs unit tests of rules.")
        {
            _paths, _format, _output, _filter, _parallel, _failFast, _variables, _allowEmpty, _groupIntervals, _targetVersion, _accept, _coverage, _coverageOutput, _failUnder, _strict, _emit, _watch, _config, _noConfig, _allowOutside, _color,
        };
        CommonOptions.ExcludeEachOther(command, _config, _noConfig);
        CommonOptions.RequirePositive(_parallel);
        _emit.AcceptOnlyFromAmong("promtool");
        CoverageReport.AddValidators(command, _coverage, _coverageOutput, _failUnder);
        command.SetAction(result => result.GetValue(_watch) ? Watch(result) : RunOnce(result, out _));
        return command;
    }

    private int Watch(ParseResult result)
    {
        while (true)
        {
            int exitCode = RunOnce(result, out ImmutableArray<string> inputs);
            _console.Output.Flush();
            _console.Error.WriteLine("promrulelint: waiting for a change; end with Ctrl-C");
            if (!FileChanges.Wait(inputs, _console.Cancellation))
            {
                return exitCode;
            }
        }
    }

    private int RunOnce(ParseResult result, out ImmutableArray<string> inputs)
    {
        LintSessionOptions configuration = CommonOptions.Configuration(_console, result, _config, _noConfig, _allowOutside);
        FileSearchResult found = CommonOptions.Search(_console, configuration).Find(result.GetValue(_paths)!, _console.Cancellation);
        RuleCoverage? coverage = result.GetValue(_coverage) is not null || result.GetValue(_failUnder) is not null ? new RuleCoverage() : null;
        RuleTestRun run = new RuleTestSession(Options(result, configuration, coverage)).Run(found.Files, _console.Cancellation);
        inputs = run.Inputs;
        List<Diagnostic> diagnostics = [.. found.Diagnostics, .. run.Diagnostics];
        if (run.Files.IsEmpty && diagnostics.Count == 0 && !result.GetValue(_allowEmpty))
        {
            string paths = string.Join(' ', result.GetValue(_paths)!);
            diagnostics.Add(new Diagnostic(TestDiagnostics.NoTests, new Location(new SourceText(paths, ""), default), string.Format(CultureInfo.InvariantCulture, TestDiagnostics.NoTests.MessageFormat, paths)));
        }

        if (result.GetValue(_accept))
        {
            return Accept(found, run, diagnostics);
        }

        if (result.GetValue(_emit) is not null)
        {
            TextReport.Write(_console.Error, diagnostics, new TextReportOptions());
            return Math.Max(LintOutcome.ExitCode(diagnostics, found.Files), new PromtoolOutput(_console, result.GetValue(_output)).Write(run.Files));
        }

        Report(result, run, diagnostics);
        int exitCode = Math.Max(LintOutcome.ExitCode(diagnostics, found.Files), coverage is null ? ExitCodes.Clean : ReportCoverage(result, coverage));
        bool isEmpty = run.Files.All(static file => file.Outcome is { Passed: true, Tests.IsEmpty: true }) && result.GetValue(_filter) is not null && !result.GetValue(_allowEmpty);
        if (isEmpty && exitCode == ExitCodes.Clean)
        {
            _console.Error.WriteLine($"promrulelint: no test has a name that '{result.GetValue(_filter)}' matches");
            return ExitCodes.Findings;
        }

        // Tests that ran without a rule file that they name have not looked at its rules.
        bool isWhole = run.Diagnostics.All(static diagnostic => diagnostic.Id != ToolDiagnostics.OutsideRoot.Id);
        return Math.Max(exitCode, isWhole && run.Files.All(static file => file.Outcome.Passed) ? ExitCodes.Clean : ExitCodes.Findings);
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

    private void Report(ParseResult result, RuleTestRun run, List<Diagnostic> diagnostics)
    {
        string format = result.GetValue(_format)!;
        bool useColor = CommonOptions.UseColor(_console, result.GetValue(_color));
        if (diagnostics.Count > 0)
        {
            // They are no tests; programs that read the report find it whole.
            TextReport.Write(format == "text" && result.GetValue(_output) is null ? _console.Output : _console.Error, diagnostics, new TextReportOptions { UseColor = useColor && format == "text" });
        }

        if (result.GetValue(_output) is not { } path)
        {
            TestReportFormats.Write(_console.Output, run.Files, format, useColor);
            return;
        }

        var text = new StringWriter { NewLine = "\n" };
        TestReportFormats.Write(text, run.Files, format, useColor: false);
        new OutputFile(_console.Folder).Write(Path.GetFullPath(path, _console.Folder), text.ToString());
        TestReportFormats.WriteSummary(_console.Output, run.Files);
    }

    private int ReportCoverage(ParseResult result, RuleCoverage coverage)
    {
        // A report for programs is read whole from the output.
        bool isOutputFree = result.GetValue(_format) == "text" || result.GetValue(_output) is not null;
        return new CoverageReport(_console, isOutputFree ? _console.Output : _console.Error)
            .Write(coverage.Rules, result.GetValue(_coverage), result.GetValue(_coverageOutput), result.GetValue(_failUnder));
    }

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
            Variables = Variables(result.GetValue(_variables) ?? []),
            Environment = ProcessEnvironment(),
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

    private static ImmutableDictionary<string, string> Variables(string[] settings)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string setting in settings)
        {
            int equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new ToolUsageException($"--variable {setting}: write NAME=VALUE");
            }

            variables[setting[..equals]] = setting[(equals + 1)..];
        }

        return variables.ToImmutable();
    }

    private static ImmutableDictionary<string, string> ProcessEnvironment() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToImmutableDictionary(static entry => (string)entry.Key, static entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
}
