using System.CommandLine;
using System.Globalization;
using PromRuleLint.Hosting;
using PromRuleLint.Hosting.Git;
using PromRuleLint.Hosting.Testing;
using PromRuleLint.Reporting.Testing;
using PromRuleLint.Results.Changes;
using PromRuleLint.Testing.Mutation;
using PromRuleLint.Tool.Commands;

namespace PromRuleLint.Tool.Output;

/// <summary>What <c>test --mutate</c> and its options say.</summary>
internal sealed class MutationReport
{
    private readonly FormatSwitch _mutate = new("--mutate", "Report small changes of the rules (mutants) that all tests pass", "text", "json");
    private readonly Option<string?> _output = new("--mutate-output") { Description = "Write the mutants to a file; json needs one.", HelpName = "FILE" };
    private readonly Option<int> _limit = new("--mutate-limit") { Description = "The greatest number of mutants to run.", HelpName = "COUNT", DefaultValueFactory = static _ => MutationOptions.Default.MaxMutants };
    private readonly Option<long> _steps = new("--mutate-steps") { Description = "The greatest number of steps of all mutants together: evaluations of expressions, and samples that they read.", HelpName = "COUNT", DefaultValueFactory = static _ => MutationOptions.Default.MaxSteps };
    private readonly Option<double?> _failUnder = CoverageReport.Percentage("--mutate-fail-under", "Fail only if tests notice less than this percentage of the mutants.");
    private readonly Option<string?> _since = new("--since") { Description = "Mutate only rules that changed since a git revision, or between two (A..B, A...B), and rules that read from them.", HelpName = "REV" };

    /// <summary>The option that asks for it.</summary>
    public Option Switch => _mutate.Option;

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _mutate.Option, _output, _limit, _steps, _failUnder, _since })
        {
            command.Add(option);
        }

        CommonOptions.RequirePositive(_limit);
        command.Validators.Add(result =>
        {
            bool isAsked = result.GetResult(_mutate.Option) is { Implicit: false };
            Option? lonely = isAsked ? null : new Option[] { _output, _limit, _steps, _failUnder, _since }.FirstOrDefault(option => result.GetResult(option) is { Implicit: false });
            if (lonely is not null)
            {
                result.AddError($"{lonely.Name} needs --mutate");
            }
            else if (result.GetResult(_mutate.Option)?.Tokens is [{ Value: "json" }] && result.GetValue(_output) is null)
            {
                result.AddError("--mutate json needs --mutate-output FILE");
            }
        });
    }

    /// <summary>Whether mutants are asked for.</summary>
    public bool IsAsked(ParseResult result) => _mutate.Format(result) is not null;

    /// <summary>The path that stands behind <c>--mutate</c>; null for none.</summary>
    public string? Path(ParseResult result) => _mutate.Path(result);

    /// <summary>Runs the mutants and writes what became of them; the exit code.</summary>
    /// <param name="console">Where to write.</param>
    /// <param name="terminal">Where to write what goes to no file.</param>
    /// <param name="result">The command line.</param>
    /// <param name="run">The tests, which pass.</param>
    /// <param name="parallelism">How many mutants are run at once.</param>
    /// <param name="useColor">Whether in color.</param>
    public int Write(ToolConsole console, TextWriter terminal, ParseResult result, RuleTestRun run, int parallelism, bool useColor)
    {
        RuleChanges? changes = result.GetValue(_since) is { } revision ? ChangesSince(console, run, revision) : null;
        MutationOutcome outcome = MutationTester.Run(run.Suites, new MutationOptions
        {
            Includes = changes is null ? null : changes.IsChanged,
            MaxMutants = result.GetValue(_limit),
            MaxSteps = result.GetValue(_steps),
            Parallelism = parallelism,
        }, console.Cancellation);
        bool isWritten = true;
        if (result.GetValue(_output) is { } file)
        {
            isWritten = ReportFiles.Write(console, file, writer => Write(writer, outcome, _mutate.Format(result)!, useColor: false));
            terminal.WriteLine(MutationText.Summary(outcome));
        }
        else
        {
            Write(terminal, outcome, _mutate.Format(result)!, useColor);
        }

        if (outcome.Count(MutantStatus.NotRun) is > 0 and var left)
        {
            bool isLimited = outcome.Mutants.Length - outcome.Count(MutantStatus.Untested) - outcome.Count(MutantStatus.Equivalent) > result.GetValue(_limit);
            console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"promrulelint: {left} mutants were not run: {(isLimited ? $"--mutate-limit {result.GetValue(_limit)}" : $"--mutate-steps {result.GetValue(_steps)}")} is reached"));
        }

        return isWritten ? ExitCode(console, outcome, result.GetValue(_failUnder)) : ExitCodes.Failure;
    }

    private static int ExitCode(ToolConsole console, MutationOutcome outcome, double? failUnder)
    {
        if (failUnder is not { } least)
        {
            return outcome.Count(MutantStatus.Survived) + outcome.Count(MutantStatus.Untested) == 0 ? ExitCodes.Clean : ExitCodes.Findings;
        }

        if (outcome.Score >= least)
        {
            return ExitCodes.Clean;
        }

        console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"promrulelint: the tests notice {MutationText.Score(outcome)}% of the mutants, under the {least}% of --mutate-fail-under"));
        return ExitCodes.Findings;
    }

    private static void Write(TextWriter writer, MutationOutcome outcome, string format, bool useColor)
    {
        if (format == "json")
        {
            MutationJsonReport.Write(writer, outcome);
        }
        else
        {
            MutationTextReport.Write(writer, outcome, useColor);
        }
    }

    private static RuleChanges ChangesSince(ToolConsole console, RuleTestRun run, string revision)
    {
        try
        {
            return SinceFilter.Compare(run.RuleFiles, console.Folder, revision, console.Cancellation).Changes;
        }
        catch (GitException exception)
        {
            throw new ToolUsageException($"--since {revision}: {exception.Message}");
        }
    }
}
