using System.Globalization;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Http;
using PromRuleLint.Operations.Textfiles;
using PromRuleLint.PromQL;

namespace PromRuleLint.Operations.Heartbeats;

/// <summary>
/// Looks whether the server sees what the file holds: the very beat, not just some sequence that is high enough, for another
/// host's or one from a directory that nobody writes to any more would pass too.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="series">The series.</param>
/// <param name="job">The job of the node exporter: the same beat that came through a Pushgateway says nothing of the file.</param>
/// <param name="file">The file.</param>
/// <param name="clock">The clock.</param>
internal sealed class HeartbeatVerification(PrometheusClient client, HeartbeatSeries series, string job, string file, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Waits until the server has a beat that this file held from now on.</summary>
    /// <param name="within">How long at most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="ServerException">The server did not answer to the last.</exception>
    public async Task<HeartbeatVerificationResult> RunAsync(TimeSpan within, CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        Heartbeat first = await WaitForFileAsync(start, within, cancellation).ConfigureAwait(false);
        while (true)
        {
            ServerException? failure = null;
            IReadOnlyList<(string Series, double Sequence, double Timestamp)> seen = [];
            try
            {
                seen = await AskAsync(cancellation).ConfigureAwait(false);
            }
            catch (ServerException exception)
            {
                failure = exception;
            }

            Heartbeat last = Read() ?? first;
            foreach ((string name, double sequence, double timestamp) in seen)
            {
                if (sequence >= first.Sequence && sequence <= last.Sequence && timestamp >= first.Timestamp && timestamp <= last.Timestamp)
                {
                    return new HeartbeatVerificationResult(true, string.Create(CultureInfo.InvariantCulture, $"{client.DisplayUrl} has {name} {sequence}, written as {file} holds it"));
                }
            }

            if (clock.GetElapsedTime(start) >= within)
            {
                return failure is null ? new HeartbeatVerificationResult(false, NotSeen(first, seen, within)) : throw failure;
            }

            await PauseAsync(start, within, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>A writer that was only just started may not have written yet.</summary>
    private async Task<Heartbeat> WaitForFileAsync(long start, TimeSpan within, CancellationToken cancellation)
    {
        while (!File.Exists(file) && clock.GetElapsedTime(start) < within)
        {
            await PauseAsync(start, within, cancellation).ConfigureAwait(false);
        }

        return !File.Exists(file) ? throw new IOException($"there is no heartbeat file '{file}'; is a writer at work, and is this its folder?")
            : Read() ?? throw new IOException($"'{file}' holds no heartbeat {series.SequenceMetric}{series.Labels}; is the writer's realm another one?");
    }

    private Task PauseAsync(long start, TimeSpan within, CancellationToken cancellation)
    {
        TimeSpan left = within - clock.GetElapsedTime(start);
        return Task.Delay(left < TimeSpan.Zero ? TimeSpan.Zero : left < Pause ? left : Pause, clock, cancellation);
    }

    private string Selector(string metric) => $"{metric}{{job=\"{ExpositionSample.Escape(job)}\"{(series.Labels.Length == 0 ? "}" : ", " + series.Labels[1..])}";

    private Heartbeat? Read() => series.ReadFrom(ExpositionReader.Read(RegularFile.ReadAllText(file)));

    private async Task<IReadOnlyList<(string Series, double Sequence, double Timestamp)>> AskAsync(CancellationToken cancellation)
    {
        QueryResult sequences = await client.QueryAsync(Selector(series.SequenceMetric), null, cancellation).ConfigureAwait(false);
        QueryResult timestamps = await client.QueryAsync(Selector(series.TimestampMetric), null, cancellation).ConfigureAwait(false);
        var timestampOf = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (ResultSeries each in timestamps.Series)
        {
            if (each.Points is [var point])
            {
                timestampOf[LabelsOf(each)] = point.Value;
            }
        }

        return [.. from each in sequences.Series where each.Points.Length == 1 && timestampOf.ContainsKey(LabelsOf(each)) select (each.ToString(), each.Points[0].Value, timestampOf[LabelsOf(each)])];

        static string LabelsOf(ResultSeries each) => (each with { Labels = each.Labels.Remove("__name__") }).ToString();
    }

    private string NotSeen(Heartbeat wanted, IReadOnlyList<(string Series, double Sequence, double Timestamp)> seen, TimeSpan within)
    {
        string time = PrometheusDuration.Format(within);
        if (seen.Count == 0)
        {
            return $"{client.DisplayUrl} has no {Selector(series.SequenceMetric)} after {time}; does the node exporter read '{Path.GetDirectoryName(file)}' (--collector.textfile.directory), and is it scraped?";
        }

        (string name, double sequence, double timestamp) = seen.MinBy(each => Math.Abs(each.Sequence - wanted.Sequence));
        return string.Create(CultureInfo.InvariantCulture, $"{client.DisplayUrl} has {name} {sequence} of {timestamp} after {time}, but {file} holds {wanted.Sequence} of {wanted.Timestamp}; the node exporter reads another directory, or its scrape fails");
    }
}
