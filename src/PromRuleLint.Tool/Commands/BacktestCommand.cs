using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Backtests;
using PromRuleLint.Operations.Http;
using PromRuleLint.Operations.Reloading;
using PromRuleLint.PromQL;
using PromRuleLint.Reporting;
using PromRuleLint.Rules;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint backtest --url URL PATH…</c>.</summary>
internal static class BacktestCommand
{
    private const int LineWidth = 60;

    public static Command Create(ToolConsole console)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Rule files: files, folders and globs.", Arity = ArgumentArity.OneOrMore };
        paths.Validators.Add(UsageErrors.RejectOptions);
        Option<TimeSpan?> range = CommonOptions.Duration("--range", "How far back to evaluate.", "1d");
        Option<TimeSpan?> interval = CommonOptions.Duration("--evaluation-interval", "The evaluation interval of groups that set none.", "1m");
        Option<string> format = CommonOptions.Format("text", "json");
        Option<string[]> allowOutside = CommonOptions.AllowOutside();
        var server = new ServerOptions("--url", "The server. Default: $PROMETHEUS_URL.", "PROMETHEUS_URL");
        var command = new Command("backtest", "Shows how often and for how long alerts would have fired over a server's past.") { paths, range, interval, format, allowOutside };
        server.AddTo(command);
        command.SetAction(result =>
        {
            using var connection = new ServerConnection(server.Required(console, result));
            AlertingRule[] alerts = [.. Rules(console, result.GetValue(paths)!, CommonOptions.FullPaths(console, result.GetValue(allowOutside))).RuleFiles.SelectMany(static file => file.Rules).OfType<AlertingRule>()];
            if (alerts.Length == 0)
            {
                throw new ToolUsageException("there are no alerts here");
            }

            var client = new PrometheusClient(connection);
            DateTimeOffset now = client.TimeAsync(console.Cancellation).GetAwaiter().GetResult();
            var backtest = new Backtest(client, result.GetValue(range)!.Value, result.GetValue(interval)!.Value);
            ImmutableArray<BacktestResult> results = [.. alerts.Select(alert => backtest.RunAsync(alert, now, console.Cancellation).GetAwaiter().GetResult())];
            if (result.GetValue(format) == "json")
            {
                WriteJson(console, results);
            }
            else
            {
                WriteText(console, results);
            }

            return results.Any(static each => each.Timeline is null) ? ExitCodes.Failure : ExitCodes.Clean;
        });
        return command;
    }

    private static CheckedRules Rules(ToolConsole console, string[] paths, ImmutableArray<string> allowed)
    {
        try
        {
            return CheckedRules.Read(console.Folder, paths, new LintSessionOptions { DisplayFolder = console.Folder, AllowedFolders = allowed }, mustBeClean: false, console.Cancellation);
        }
        catch (ReloadException exception)
        {
            throw new ToolUsageException(exception.Message);
        }
    }

    private static void WriteText(ToolConsole console, ImmutableArray<BacktestResult> results)
    {
        int width = results.Max(static each => Name(each).Length);
        foreach (BacktestResult each in results)
        {
            string obstacle = each.Obstacle.Length == 0 ? "" : $"  ({VisibleText.OneLine(each.Obstacle)})";
            console.Output.WriteLine(each.Timeline is not { } timeline
                ? $"{Name(each).PadRight(width)}  not known: {VisibleText.OneLine(each.Obstacle)}"
                : string.Create(CultureInfo.InvariantCulture, $"{Name(each).PadRight(width)}  {timeline.Line(LineWidth)}  {timeline.Firings.Length} times, {PrometheusDuration.Format(timeline.FiringTime)}{obstacle}"));
        }
    }

    private static void WriteJson(ToolConsole console, ImmutableArray<BacktestResult> results) => JsonText.WriteLine(console.Output, json =>
    {
        json.WriteStartArray();
        foreach (BacktestResult each in results)
        {
            json.WriteStartObject();
            json.WriteString("alert", Name(each));
            json.WriteString("obstacle", each.Obstacle);
            if (each.Timeline is { } timeline)
            {
                json.WriteNumber("firingSeconds", timeline.FiringTime.TotalSeconds);
                json.WriteStartArray("firings");
                foreach (Firing firing in timeline.Firings)
                {
                    json.WriteStartObject();
                    json.WriteString("labels", firing.Labels);
                    json.WriteString("start", firing.Start);
                    json.WriteString("end", firing.End);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static string Name(BacktestResult result) => VisibleText.OneLine(result.Rule.Name?.Value ?? "");
}
