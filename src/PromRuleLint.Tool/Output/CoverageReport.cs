using System.CommandLine;
using System.Globalization;
using PromRuleLint.Hosting;
using PromRuleLint.Reporting.Testing;
using PromRuleLint.Testing;

namespace PromRuleLint.Tool.Output;

/// <summary>What <c>test --coverage</c> and <c>--fail-under</c> say.</summary>
internal sealed class CoverageReport(ToolConsole console, TextWriter terminal)
{
    /// <summary>Makes the options refuse what does not go together.</summary>
    public static void AddValidators(Command command, Option<string?> format, Option<string?> output, Option<double?> failUnder)
    {
        format.AcceptOnlyFromAmong("text", "lcov", "cobertura");
        failUnder.Validators.Add(result =>
        {
            // A value that is no number is an error of the parser's already, and asking for it throws.
            if (result.Tokens is [var token] && double.TryParse(token.Value, CultureInfo.InvariantCulture, out double percent) && percent is not (>= 0 and <= 100))
            {
                result.AddError("--fail-under must be a percentage from 0 to 100");
            }
        });
        command.Validators.Add(result =>
        {
            string? name = result.GetValue(format);
            bool hasFile = result.GetValue(output) is not null;
            if (name is "lcov" or "cobertura" && !hasFile)
            {
                result.AddError($"--coverage {name} needs --coverage-output FILE");
            }
            else if (name is null && hasFile)
            {
                result.AddError("--coverage-output needs --coverage");
            }
        });
    }

    /// <summary>Writes the report where one is asked for; the exit code tells whether enough is covered.</summary>
    public int Write(IReadOnlyList<CoveredRule> rules, string? format, string? output, double? failUnder)
    {
        CoveragePoint[] points = [.. rules.SelectMany(static rule => rule.Points)];
        if (output is not null)
        {
            var text = new StringWriter { NewLine = "\n" };
            Write(text, rules, format!);
            new OutputFile(console.Folder).Write(Path.GetFullPath(output, console.Folder), text.ToString());
            terminal.WriteLine($"coverage {CoverageText.Share(points)}");
        }
        else if (format is not null)
        {
            Write(terminal, rules, format);
        }

        if (failUnder is not { } least || CoverageText.Percent(points) >= least)
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
