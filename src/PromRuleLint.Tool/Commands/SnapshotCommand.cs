using System.Collections.Immutable;
using System.CommandLine;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Http;
using PromRuleLint.Operations.Snapshots;
using PromRuleLint.Operations.Textfiles;
using PromRuleLint.Reporting;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint snapshot --url URL --output FILE</c>.</summary>
internal static class SnapshotCommand
{
    public static Command Create(ToolConsole console)
    {
        var output = new Option<string>("--output", "-o") { Description = "The catalog file to write.", HelpName = "FILE", Required = true };
        Option<TimeSpan?> within = CommonOptions.Duration("--within", "How far back a metric or label must have been seen to be listed.", "1d");
        var most = new Option<int>("--max-metrics") { Description = "The largest number of metrics to ask for; if the server has more, the command fails.", HelpName = "COUNT", DefaultValueFactory = static _ => 10_000 };
        var server = new ServerOptions("--url", "The Prometheus, Thanos, Mimir or VictoriaMetrics. Default: $PROMETHEUS_URL.", "PROMETHEUS_URL");
        var command = new Command("snapshot", "Writes a catalog of a server's metrics, which makes checks exact without the server.") { output, within, most };
        server.AddTo(command);
        command.SetAction(result =>
        {
            using var connection = new ServerConnection(server.Required(console, result));
            var reader = new ServerSnapshotReader(new PrometheusClient(connection), result.GetValue(within)!.Value, console.Clock);
            string path = Path.GetFullPath(result.GetValue(output)!, console.Folder);
            return RunAsync(console, reader, connection.DisplayUrl, path, result.GetValue(most)).GetAwaiter().GetResult();
        });
        return command;
    }

    private static async Task<int> RunAsync(ToolConsole console, ServerSnapshotReader reader, string source, string path, int most)
    {
        ServerSnapshot server = await reader.ReadServerAsync(console.Cancellation).ConfigureAwait(false);
        var unknown = server.Unknown.ToBuilder();
        ImmutableSortedDictionary<string, (string Type, string Unit)> metadata = await reader.ReadMetadataAsync(unknown, console.Cancellation).ConfigureAwait(false);
        foreach (string each in unknown)
        {
            console.Error.WriteLine($"promrulelint: note: not known: {VisibleText.OneLine(each)}");
        }

        ImmutableArray<string> names = await reader.ReadNamesAsync(console.Cancellation).ConfigureAwait(false);
        if (names.IsEmpty || names.Length > most)
        {
            console.Error.WriteLine(names.IsEmpty ? "promrulelint: the server has no metrics" : $"promrulelint: the server has {names.Length} metrics; give --max-metrics to ask for all of them");
            return ExitCodes.Failure;
        }

        List<MetricSnapshot> metrics = await ReadMetricsAsync(console, reader, names, path + ".partial").ConfigureAwait(false);
        TextfileWriter.Write(path, CatalogWriter.Write(server, metadata, metrics, source));
        File.Delete(path + ".partial");
        console.Output.WriteLine($"{metrics.Count} metrics with {metrics.Sum(static metric => metric.Series)} series");
        return ExitCodes.Clean;
    }

    /// <summary>Each metric is written down as it comes; a run that was broken off is gone on from there.</summary>
    private static async Task<List<MetricSnapshot>> ReadMetricsAsync(ToolConsole console, ServerSnapshotReader reader, ImmutableArray<string> names, string partial)
    {
        Dictionary<string, MetricSnapshot> known = File.Exists(partial)
            ? RegularFile.ReadAllLines(partial).Select(MetricSnapshot.TryParse).OfType<MetricSnapshot>().DistinctBy(static metric => metric.Name).ToDictionary(static metric => metric.Name, StringComparer.Ordinal)
            : [];
        var metrics = new List<MetricSnapshot>(names.Length);
        using StreamWriter writer = new OutputFile(console.Folder).Create(partial);
        writer.AutoFlush = true;
        foreach (MetricSnapshot metric in known.Values)
        {
            await writer.WriteLineAsync(metric.ToJson()).ConfigureAwait(false);
        }

        for (int i = 0; i < names.Length; i++)
        {
            if (!known.TryGetValue(names[i], out MetricSnapshot? metric))
            {
                metric = await reader.ReadMetricAsync(names[i], console.Cancellation).ConfigureAwait(false);
                await writer.WriteLineAsync(metric.ToJson()).ConfigureAwait(false);
            }

            metrics.Add(metric);
            if (i % 100 == 99)
            {
                console.Error.WriteLine($"promrulelint: {i + 1} of {names.Length} metrics");
            }
        }

        return metrics;
    }
}
