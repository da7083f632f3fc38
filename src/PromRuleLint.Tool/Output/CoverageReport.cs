using System.CommandLine;
using System.Globalization;
using PromRuleLint.Hosting;
using PromRuleLint.Reporting.Testing;
using PromRuleLint.Testing;
using PromRuleLint.Tool.Commands;

namespace PromRuleLint.Tool.Output;

/// <summary>What <c>test --coverage</c> and its options say.</summary>
internal sealed class CoverageReport
{
    private readonly FormatSwitch _coverage = new("--coverage", "Report which parts of the rules the tests reach", "text", "lcov", "cobertura");
    private readonly Option<string?> _output = new("--coverage-output") { Description = "Write the coverage to a file; lcov and cobertura need one.", HelpName = "FILE" };
    private readonly Option<double?> _failUnder = Percentage("--fail-under", "Fail if coverage is below this percentage.");

    /// <summary>An option whose value is a percentage.</summary>
    public static Option<double?> Percentage(string name, string description)
    {
        var option = new Option<double?>(name) { Description = description, HelpName = "PERCENT" };
        option.Validators.Add(result =>
        {
            // A value that is no number is an error of the parser's already, and asking for it throws.
            if (result.Tokens is [var token] && double.TryParse(token.Value, CultureInfo.InvariantCulture, out double percent) && percent is not (>= 0 and <= 100))
            {
                result.AddError($"{name} must be a percentage from 0 to 100");
            }
        });
        return option;
    }

    /// <summary>The option that asks for it.</summary>
    public Option Switch => _coverage.Option;

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_coverage.Option);
        command.Add(_output);
        command.Add(_failUnder);
        command.Validators.Add(result =>
        {
            bool hasFile = result.GetValue(_output) is not null;
            if (result.GetResult(_coverage.Option)?.Tokens is [{ Value: "lcov" or "cobertura" } format] && !hasFile)
            {
                result.AddError($"--coverage {format.Value} needs --coverage-output FILE");
            }
            else if (hasFile && result.GetResult(_coverage.Option) is not { Implicit: false })
            {
                result.AddError("--coverage-output needs --coverage");
            }
        });
    }

    /// <summary>Whether coverage is asked for.</summary>
    public bool IsAsked(ParseResult result) => _coverage.Format(result) is not null || result.GetValue(_failUnder) is not null;

    /// <summary>The path that stands behind <c>--coverage</c>; null for none.</summary>
    public string? Path(ParseResult result) => _coverage.Path(result);

    /// <summary>Writes the report where one is asked for; the exit code.</summary>
    /// <param name="console">Where to write.</param>
    /// <param name="terminal">Where to write what goes to no file.</param>
    /// <param name="result">The command line.</param>
    /// <param name="rules">The rules.</param>
    public int Write(ToolConsole console, TextWriter terminal, ParseResult result, IReadOnlyList<CoveredRule> rules)
    {
        CoveragePoint[] points = [.. rules.SelectMany(static rule => rule.Points)];
        string? format = _coverage.Format(result);
        if (result.GetValue(_output) is { } file)
        {
            if (!ReportFiles.Write(console, file, writer => Write(writer, rules, format!)))
            {
                return ExitCodes.Failure;
            }

            terminal.WriteLine($"coverage {CoverageText.Share(points)}");
        }
        else if (format is not null)
        {
            Write(terminal, rules, format);
        }

        if (result.GetValue(_failUnder) is not { } least || CoverageText.Percent(points) >= least)
        {
            return ExitCodes.Clean;
        }

        console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"promrulelint: coverage is {CoverageText.Share(points)}, under the {least}% of --fail-under"));
        return ExitCodes.Findings;
    }

    private static void Write(TextWriter writer, IReadOnlyList<CoveredRule> rules, string format)
    {
        switch (format)
        {
            case "lcov":
                CoverageLcovReport.Write(writer, rules);
                break;
            case "cobertura":
                CoverageCoberturaReport.Write(writer, rules);
                break;
            default:
                CoverageTextReport.Write(writer, rules);
                break;
        }
    }
}
