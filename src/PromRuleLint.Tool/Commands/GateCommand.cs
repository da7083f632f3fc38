using System.CommandLine;
using PromRuleLint.Gates;
using PromRuleLint.Operations.Gates;
using PromRuleLint.Operations.Http;
using PromRuleLint.PromQL;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint gate NAME</c>.</summary>
internal static class GateCommand
{
    /// <summary>The exit code of HOLD; GO is 0, NO-GO is 1.</summary>
    internal const int Hold = 4;

    public static Command Create(ToolConsole console)
    {
        var name = new Argument<string>("NAME") { Description = "The gate, such as before, during or after; a key of 'gates' in promrulelint.yml." };
        name.Validators.Add(UsageErrors.RejectOptions);
        Option<string> config = CommonOptions.Config();
        var rules = new Option<string[]>("--rules") { Description = "Rule files and their unit tests, which show that alerts can fire; can be repeated.", HelpName = "PATH", Arity = ArgumentArity.OneOrMore };
        Option<string[]> allowOutside = CommonOptions.AllowOutside();
        Option<string> format = CommonOptions.Format("text", "json");
        var watch = new Option<bool>("--watch") { Description = "Keep judging, and show the newest round in place." };
        Option<TimeSpan?> every = CommonOptions.Duration("--every", "The time between two rounds of --watch, --wait and --for.", "15s");
        Option<TimeSpan?> wait = CommonOptions.Duration("--wait", "Judge again until the gate says GO, but no longer than this; the last round decides.");
        Option<TimeSpan?> duration = CommonOptions.Duration("--for", "Keep judging for this long; the worst round decides.");
        var record = new Option<string>("--record") { Description = "The file to which the rounds of --for are written; a later run with the same file continues.", HelpName = "FILE" };
        var server = new ServerOptions("--url", "The Prometheus. Default: $PROMETHEUS_URL.", "PROMETHEUS_URL");
        var command = new Command("gate", "Judges conditions over a server's series: GO, HOLD or NO-GO.") { name, config, rules, allowOutside, format, watch, every, wait, duration, record };
        var variables = new TestVariables();
        variables.AddTo(command);
        server.AddTo(command);
        command.Subcommands.Add(GateImportCommand.Create(console));
        command.Subcommands.Add(GateTestCommand.Create(console));
        command.Validators.Add(result =>
        {
            if ((result.GetValue(watch) ? 1 : 0) + (result.GetValue(wait) is null ? 0 : 1) + (result.GetValue(duration) is null ? 0 : 1) > 1)
            {
                result.AddError("--watch, --wait and --for exclude each other");
            }

            if (result.GetValue(duration) is null != result.GetValue(record) is null)
            {
                result.AddError("--for and --record go together: what was seen must outlast a break");
            }
        });
        command.SetAction(result =>
        {
            Gate gate = GateConfiguration.Find(console, result.GetValue(config), result.GetValue(name)!);
            IFiringEvidence firing = GateConfiguration.Evidence(console, result.GetValue(rules) ?? [], GateConfiguration.Options(console, result.GetValue(config), result.GetValue(allowOutside)), variables.Values(console, result));
            using var connection = new ServerConnection(server.Required(console, result));
            var rounds = new GateRounds(console, gate, new PrometheusClient(connection), firing, result.GetValue(format)!, result.GetValue(every)!.Value);
            return result.GetValue(watch) ? rounds.Watch()
                : result.GetValue(wait) is { } most ? rounds.Wait(most)
                : result.GetValue(duration) is { } length ? rounds.RunFor(length, Path.GetFullPath(result.GetValue(record)!, console.Folder))
                : rounds.Once();
        });
        return command;
    }

    /// <summary>The exit code of a verdict.</summary>
    internal static int ExitCode(GateVerdict verdict) => verdict switch
    {
        GateVerdict.Go => ExitCodes.Clean,
        GateVerdict.NoGo => ExitCodes.Findings,
        _ => Hold,
    };

    /// <summary>The rounds of a gate.</summary>
    private sealed class GateRounds(ToolConsole console, Gate gate, PrometheusClient client, IFiringEvidence firing, string format, TimeSpan every)
    {
        public int Once()
        {
            GateResult result = Look();
            Write(result);
            return ExitCode(result.Verdict);
        }

        public int Wait(TimeSpan most)
        {
            long start = console.Clock.GetTimestamp();
            while (true)
            {
                GateResult result = Look();
                TimeSpan left = most - console.Clock.GetElapsedTime(start);
                if (result.Verdict == GateVerdict.Go || left <= TimeSpan.Zero)
                {
                    Write(result);
                    return ExitCode(result.Verdict);
                }

                Pause(left < every ? left : every);
            }
        }

        public int Watch()
        {
            while (true)
            {
                GateResult result = Look();
                if (console.PrefersColor)
                {
                    // To the upper left corner, and away with what stood below.
                    console.Output.Write("\e[H\e[J");
                }

                Write(result);
                console.Output.Flush();
                if (console.IsOutputGone())
                {
                    return ExitCode(result.Verdict);
                }

                Pause(every);
            }
        }

        public int RunFor(TimeSpan length, string path)
        {
            GateRecord record = GateRecord.Open(path, gate.Name, console.Folder);
            if (record.Rounds.Count > 0)
            {
                console.Error.WriteLine($"promrulelint: going on after {record.Rounds.Count} rounds of '{path}'");
            }

            // Counted from the first round on record, by the clock: a break takes its time too.
            while (record.Rounds.Count == 0 || console.Clock.GetUtcNow() - record.Rounds[0].Time < length)
            {
                GateResult result = Look();
                record.Add(result);
                Write(result);
                console.Output.Flush();
                TimeSpan left = record.Rounds[0].Time + length - console.Clock.GetUtcNow();
                if (left <= TimeSpan.Zero)
                {
                    break;
                }

                Pause(left < every ? left : every);
            }

            (GateVerdict verdict, string reason) = record.Judge(every);
            console.WriteLine($"{gate.Name} over {PrometheusDuration.Format(length)}: {verdict.Word()} ({reason})");
            return ExitCode(verdict);
        }

        private GateResult Look()
        {
            ServerGateSource source = ServerGateSource.OpenAsync(client, console.Cancellation).GetAwaiter().GetResult();
            return new GateRun(source, () => source.Provenance, firing, console.Clock).RunAsync(gate, console.Cancellation).GetAwaiter().GetResult();
        }

        private void Write(GateResult result)
        {
            if (format == "json")
            {
                console.Output.WriteLine(GateReport.Json(result));
            }
            else
            {
                GateReport.WriteText(console.Output, result);
            }
        }

        private void Pause(TimeSpan time)
        {
            console.Cancellation.WaitHandle.WaitOne(time);
            console.Cancellation.ThrowIfCancellationRequested();
        }
    }
}
