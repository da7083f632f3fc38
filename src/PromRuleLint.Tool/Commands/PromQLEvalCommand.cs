using System.CommandLine;
using System.Globalization;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.Tool.Evaluation;
using PromRuleLint.Tool.Output;
using PromQLResult = PromRuleLint.PromQL.ParseResult;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint promql eval EXPR --series FILE --at TIME</c>.</summary>
internal static class PromQLEvalCommand
{
    private const string TimeHelp = "Unix seconds, a duration since time 0 such as 10m, or an RFC 3339 date.";

    public static Command Create(ToolConsole console)
    {
        Argument<string> expression = ExpressionInput.Argument();
        var series = new Option<string>("--series", "-s") { Description = "A file with one series a line, name and labels, then values as unit tests write them; '#' begins a comment.", HelpName = "FILE" };
        Option<TimeSpan?> interval = CommonOptions.Duration("--interval", "Time between two values of --series; the first is at time 0.", "1m");
        Option<TimeSpan?> lookback = CommonOptions.Duration("--lookback", "How far a selector looks back.", "5m");
        var at = new Option<string>("--at") { Description = $"When to evaluate: {TimeHelp}", HelpName = "TIME" };
        var until = new Option<string>("--until") { Description = $"The end of a range query that begins at --at: {TimeHelp}", HelpName = "TIME" };
        Option<TimeSpan?> step = CommonOptions.Duration("--step", "The step of a range query.", "1m");
        var delayed = new Option<bool>("--delayed-name-removal") { Description = "Evaluate as if the feature flag promql-delayed-name-removal were set." };
        Option<string?> target = CommonOptions.TargetVersion("Evaluate");
        Option<string> format = CommonOptions.Format("text", "json");
        var command = new Command("eval", "Evaluates an expression over series from a file. With '--format json -' it reads series and cases, one JSON object per line, and prints one line per case.")
        {
            expression, series, interval, lookback, at, until, step, delayed, target, format,
        };
        command.SetAction(result =>
        {
            var options = new EvaluationOptions
            {
                Lookback = result.GetValue(lookback)!.Value,
                DelayedNameRemoval = result.GetValue(delayed),
                TargetVersion = CommonOptions.Version(result.GetValue(target)),
            };
            bool json = result.GetValue(format) == "json";
            if (json && result.GetValue(expression) == "-" && result.GetValue(series) is null)
            {
                return EvaluationLines.Run(console, options);
            }

            string text = result.GetValue(expression) == "-" ? ExpressionInput.ReadOne(console) : result.GetValue(expression)!;
            string file = result.GetValue(series) ?? throw new ToolUsageException("--series is missing: name a file with series, one a line");
            var evaluator = new Evaluator(SeriesFile.Read(console, file, result.GetValue(interval)!.Value), options);
            var query = new Query(Time(result.GetValue(at), "--at"), result.GetValue(until) is { } end ? Time(end, "--until") : null, result.GetValue(step)!.Value);
            return Run(console, evaluator, text, query, json);
        });
        return command;
    }

    private static int Run(ToolConsole console, Evaluator evaluator, string text, Query query, bool json)
    {
        PromQLResult parsed = PromQLParser.Parse(text);
        if (json)
        {
            EvaluationJson.Write(console.Output, query.Outcome(evaluator, parsed, console.Cancellation));
            return ExitCodes.Clean;
        }

        if (parsed is not { IsValid: true, Root: { } root })
        {
            ExpressionReport.Write(console.Output, parsed, useColor: false);
            return ExitCodes.Findings;
        }

        try
        {
            EvaluationText.Write(console.Output, text, query.Evaluate(evaluator, root, console.Cancellation));
            return ExitCodes.Clean;
        }
        catch (EvaluationException exception)
        {
            console.Error.WriteLine($"error: {exception.Message} (in '{exception.Range.In(text)}')");
            return ExitCodes.Findings;
        }
    }

    private static long Time(string? text, string option)
    {
        if (text is null)
        {
            throw new ToolUsageException($"{option} is missing: give {TimeHelp}");
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && Math.Abs(seconds) < 9e12)
        {
            return (long)Math.Round(seconds * 1000);
        }

        if (PrometheusDuration.TryParse(text, out TimeSpan since, out _))
        {
            return (long)since.TotalMilliseconds;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? date.ToUnixTimeMilliseconds()
            : throw new ToolUsageException($"{option}: '{text}' is no time; give {TimeHelp}");
    }
}
