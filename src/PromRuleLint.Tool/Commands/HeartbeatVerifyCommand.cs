using System.CommandLine;
using PromRuleLint.Operations.Heartbeats;
using PromRuleLint.Operations.Http;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint heartbeat verify</c>.</summary>
internal static class HeartbeatVerifyCommand
{
    public static Command Create(ToolConsole console)
    {
        var series = new HeartbeatOptions();
        var server = new ServerOptions("--url", "The Prometheus that scrapes the node exporter. Default: $PROMETHEUS_URL.", "PROMETHEUS_URL");
        Option<TimeSpan?> within = CommonOptions.Duration("--within", "How long to wait.", "1m", allowZero: true);
        var job = new Option<string>("--exporter-job") { Description = "The job of the node exporter.", HelpName = "JOB", DefaultValueFactory = static _ => "node" };
        var command = new Command("verify", "Waits until the server has scraped the heartbeat of the file.") { within, job };
        series.AddTo(command);
        server.AddTo(command);
        command.SetAction(result =>
        {
            HeartbeatSeries names = series.Series(console, result);
            string folder = series.Folder(console, result);
            if (!Directory.Exists(folder))
            {
                throw new DirectoryNotFoundException($"there is no textfile directory '{folder}'");
            }

            string file = Path.Combine(folder, names.FileName);
            using var connection = new ServerConnection(server.Required(console, result));
            HeartbeatVerificationResult seen = new HeartbeatVerification(new PrometheusClient(connection), names, result.GetValue(job)!, file, console.Clock)
                .RunAsync(result.GetValue(within)!.Value, console.Cancellation).GetAwaiter().GetResult();
            (seen.IsSeen ? console.Output : console.Error).WriteLine(seen.IsSeen ? seen.Message : $"promrulelint: {seen.Message}");
            return seen.IsSeen ? ExitCodes.Clean : ExitCodes.Findings;
        });
        return command;
    }
}
