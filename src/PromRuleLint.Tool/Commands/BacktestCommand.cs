using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using PromRuleLint.Hosting;
using PromRuleLint.Hosting.Git;
using PromRuleLint.Operations.Backtests;
using PromRuleLint.Operations.Http;
using PromRuleLint.Operations.Reloading;
using PromRuleLint.PromQL;
using PromRuleLint.Reporting;
using PromRuleLint.Results.Changes;
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
        var since = new Option<string?>("--since") { Description = "Evaluate only alerts that changed since a git revision, or between two (A..B, A...B), and those that read from them.", HelpName = "REV" };
        Option<string[]> allowOutside = CommonOptions.AllowOutside();
        var server = new ServerOptions("--url", "The server. Default: $PROMETHEUS_URL.", "PROMETHEUS_URL");
        var command = new Command("backtest", "Shows how often and for how long alerts would have fired over a server's past.") { paths, range, interval, since, format, allowOutside };
        server.AddTo(command);
        command.SetAction(result =>
        {
            using var connection = new ServerConnection(server.Required(console, result));
            CheckedRules rules = Rules(console, result.GetValue(paths)!, CommonOptions.FullPaths(console, result.GetValue(allowOutside)));
            RuleChanges? changes = result.GetValue(since) is { } revision ? Changes(console, rules, revision) : null;
            AlertingRule[] alerts = [.. (changes?.Rules.Where(changes.IsChanged) ?? rules.RuleFiles.SelectMany(static file => file.Rules)).OfType<AlertingRule>()];
            if (alerts.Length == 0)
            {
                return NoAlerts(console, changes);
            }

            var client = new PrometheusClient(connection);
            DateTimeOffset now = client.TimeAsync(console.Cancellation).GetAwaiter().GetResult();
            var backtest = new Backtest(client, result.GetValue(range)!.Value, result.GetValue(interval)!.Value);
            HashSet<string> outdated = changes is null ? [] : [.. changes.Rules.OfType<RecordingRule>().Where(changes.IsChanged).Select(static rule => rule.Name?.Value ?? "")];
            ImmutableArray<BacktestResult> results = [.. alerts.Select(alert => backtest.RunAsync(alert, now, console.Cancellation).GetAwaiter().GetResult().ReadingOutdated(outdated))];
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

    /// <summary>That nothing changed is fine; that there is nothing at all is not.</summary>
    private static int NoAlerts(ToolConsole console, RuleChanges? changes)
    {
        if (changes?.Rules.OfType<AlertingRule>().Any() != true)
        {
            throw new ToolUsageException("there are no alerts here");
        }

        console.Error.WriteLine("promrulelint: no alert has changed; nothing was evaluated");
        return ExitCodes.Clean;
    }

    private static RuleChanges Changes(ToolConsole console, CheckedRules rules, string revision)
    {
        try
        {
            return SinceFilter.Changes(rules.Linted, console.Folder, revision, console.Cancellation);
        }
        catch (GitException exception)
        {
            throw new ToolUsageException($"--since {revision}: {exception.Message}");
        }
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
        if (results.Select(static each => each.Timeline).OfType<AlertTimeline>().MinBy(static timeline => timeline.Start) is { } longest)
        {
            string from = longest.Start.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            string to = (longest.Start + (longest.Step * (longest.States.Length - 1))).UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            console.Output.WriteLine($"{"".PadRight(width)}  {from.PadRight(LineWidth - to.Length)}{to}  UTC; · inactive, ▒ pending, █ firing");
        }

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
