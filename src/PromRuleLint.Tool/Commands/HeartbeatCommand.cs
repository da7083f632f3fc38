using System.CommandLine;
using System.Globalization;
using PromRuleLint.Operations.Heartbeats;
using PromRuleLint.Operations.Http;
using PromRuleLint.PromQL;
using PromRuleLint.Reporting;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint heartbeat</c>.</summary>
internal static class HeartbeatCommand
{
    /// <summary>The exit code where the beat was written, but not pushed.</summary>
    internal const int NotPushed = 4;

    public static Command Create(ToolConsole console)
    {
        var series = new HeartbeatOptions();
        var once = new Option<bool>("--once") { Description = "Write one heartbeat and exit; this is the default without --every." };
        Option<TimeSpan?> every = CommonOptions.Duration("--every", "Keep running and write a heartbeat at this interval.");
        Option<TimeSpan?> wait = CommonOptions.Duration("--wait", "How long to wait for another writer to end.", "0s", allowZero: true);
        var whenLocked = new Option<int>("--when-locked") { Description = "The exit code if another writer is running.", HelpName = "CODE" };
        Option<TimeSpan?> freshness = CommonOptions.Duration("--freshness", "T, the age up to which the rules accept the timestamp.", "2m");
        Option<TimeSpan?> scrape = CommonOptions.Duration("--scrape-interval", "How often the node exporter is scraped.", "15s");
        var schedule = new Option<string>("--print-schedule") { Description = "Write nothing; print a crontab line (cron) or a timer (systemd) that keeps --freshness.", HelpName = "KIND" };
        schedule.AcceptOnlyFromAmong("cron", "systemd");
        var pushJob = new Option<string>("--push-job") { Description = "The job of the pushed group.", HelpName = "JOB", DefaultValueFactory = static _ => "duri_heartbeat" };
        var pushLabels = new Option<string[]>("--push-label") { Description = "A label of the pushed group; can be repeated.", HelpName = "NAME=VALUE", Arity = ArgumentArity.OneOrMore };
        var gateway = new ServerOptions("--push", "Also push to this Pushgateway. Default: $PUSHGATEWAY_URL.", "PUSHGATEWAY_URL");
        var command = new Command("heartbeat", "Writes a heartbeat, a sequence number and a timestamp, into the node exporter's textfile directory.") { once, every, wait, whenLocked, freshness, scrape, schedule, pushJob, pushLabels };
        series.AddTo(command);
        gateway.AddTo(command);
        command.Subcommands.Add(HeartbeatVerifyCommand.Create(console));
        command.Validators.Add(result =>
        {
            if (result.GetValue(once) && result.GetValue(every) is not null)
            {
                result.AddError("--once and --every exclude each other");
            }
        });
        command.SetAction(result =>
        {
            var cadence = new HeartbeatCadence(result.GetValue(freshness)!.Value, result.GetValue(scrape)!.Value);
            if (result.GetValue(schedule) is { } kind)
            {
                console.Output.WriteLine(cadence.Schedule(kind) ?? throw new ToolUsageException($"cron's minute is too long for --freshness {PrometheusDuration.Format(cadence.Freshness)}; use systemd"));
                return ExitCodes.Clean;
            }

            HeartbeatSeries names = series.Series(console, result);
            ServerSettings? server = gateway.Read(console, result);
            using ServerConnection? connection = server is null ? null : new ServerConnection(server);
            Pushgateway? target = connection is null ? null : new Pushgateway(connection, Grouping(result.GetValue(pushJob)!, names, result.GetValue(pushLabels) ?? []));
            using HeartbeatWriter? writer = HeartbeatWriter.Start(series.Folder(console, result), names, console.Clock, result.GetValue(wait)!.Value, console.Cancellation);
            if (writer is null)
            {
                console.Error.WriteLine("promrulelint: another heartbeat writer is at work; nothing is written");
                return result.GetValue(whenLocked);
            }

            return new HeartbeatRun(console, writer, names, cadence, target).Run(result.GetValue(every));
        });
        return command;
    }

    private static List<KeyValuePair<string, string>> Grouping(string job, HeartbeatSeries series, string[] labels)
    {
        // With the realm: else the heartbeat of one realm would replace that of another.
        var grouping = new List<KeyValuePair<string, string>> { new("job", job) };
        if (series.Realm.Length > 0)
        {
            grouping.Add(new(series.RealmLabel, series.Realm));
        }

        foreach (string label in labels)
        {
            int equals = label.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !NameScheme.IsValidLabelName(label[..equals], utf8: false))
            {
                throw new ToolUsageException($"--push-label {VisibleText.OneLine(label)}: NAME=VALUE is expected");
            }

            grouping.Add(new(label[..equals], label[(equals + 1)..]));
        }

        return grouping;
    }

    /// <summary>Writes once or again and again, and says how it went.</summary>
    private sealed class HeartbeatRun(ToolConsole console, HeartbeatWriter writer, HeartbeatSeries series, HeartbeatCadence cadence, Pushgateway? gateway)
    {
        public int Run(TimeSpan? every)
        {
            if (every is { } asked)
            {
                Warn(cadence.Warning(asked, isMeasured: false));
            }
            else if (writer.ReadLast() is { } last)
            {
                Warn(cadence.Warning(console.Clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(last.Timestamp), isMeasured: true));
            }

            int exitCode = Beat();
            if (every is null)
            {
                return exitCode;
            }

            // From beat to beat, not from end to begin: the cadence does not drift by the time that writing takes.
            long start = console.Clock.GetTimestamp();
            for (long number = 1; ; number++)
            {
                TimeSpan pause = (number * every.Value) - console.Clock.GetElapsedTime(start);
                if (pause > TimeSpan.Zero && console.Cancellation.WaitHandle.WaitOne(pause))
                {
                    return exitCode == ExitCodes.Clean ? ExitCodes.Canceled : exitCode;
                }

                console.Cancellation.ThrowIfCancellationRequested();
                exitCode = Beat();
            }
        }

        private int Beat()
        {
            Heartbeat beat;
            try
            {
                beat = writer.Write();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                console.Error.WriteLine($"promrulelint: no heartbeat was written: {VisibleText.OneLine(exception.Message)}");
                return ExitCodes.Failure;
            }
            finally
            {
                foreach (string warning in writer.Sequence.Warnings)
                {
                    Warn(warning);
                }
            }

            string push = "";
            int exitCode = ExitCodes.Clean;
            if (gateway is not null)
            {
                try
                {
                    gateway.PushAsync(series.Render(beat), console.Cancellation).GetAwaiter().GetResult();
                    push = ", pushed";
                }
                catch (ServerException exception)
                {
                    console.Error.WriteLine($"promrulelint: the heartbeat was not pushed: {exception.Message}");
                    exitCode = NotPushed;
                }
            }

            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{series.SequenceMetric}{series.Labels} {beat.Sequence} at {beat.Timestamp} in {writer.File}{push}"));
            console.Output.Flush();
            return exitCode;
        }

        private void Warn(string? message)
        {
            if (message is not null)
            {
                console.Error.WriteLine($"promrulelint: warning: {message}");
            }
        }
    }
}
