using System.Collections.Immutable;
using System.Text.Json;
using PromRuleLint.Configuration;
using PromRuleLint.Operations.Http;
using PromRuleLint.PromQL;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Operations.Snapshots;

/// <summary>
/// Asks a server what the linter's checks need to be exact without it. One request at a time, each bounded; what was asked
/// stays known when the run is broken off.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="within">How far back labels count.</param>
/// <param name="clock">The clock.</param>
internal sealed class ServerSnapshotReader(PrometheusClient client, TimeSpan within, TimeProvider clock)
{
    // More labels make a query that servers refuse.
    private const int MaxCounted = 64;

    // Of more series it costs the server too much to count the values of each label.
    private const long MaxSeries = 100_000;

    /// <summary>What the server says of itself. Thanos, Mimir and VictoriaMetrics leave some of it out.</summary>
    /// <exception cref="ServerException">It does not answer at all.</exception>
    public async Task<ServerSnapshot> ReadServerAsync(CancellationToken cancellation)
    {
        var unknown = ImmutableArray.CreateBuilder<string>();
        JsonElement? build = await TryAsync("/api/v1/status/buildinfo", unknown, cancellation).ConfigureAwait(false);
        JsonElement? runtime = await TryAsync("/api/v1/status/runtimeinfo", unknown, cancellation).ConfigureAwait(false);
        JsonElement? flags = await TryAsync("/api/v1/status/flags", unknown, cancellation).ConfigureAwait(false);
        JsonElement? configuration = await TryAsync("/api/v1/status/config", unknown, cancellation).ConfigureAwait(false);
        YamlFile? yaml = configuration is { } text ? YamlReader.Read(new SourceText("", text.TextOf("yaml")), cancellation) : null;
        var global = yaml?.Documents is [YamlMapping root, ..] ? root["global"] as YamlMapping : null;
        JsonElement? jobs = await TryAsync($"/api/v1/label/job/values?{Range()}", unknown, cancellation).ConfigureAwait(false);
        return client.Guard(() => new ServerSnapshot
        {
            Version = build is { } info ? info.TextOf("version").Split('+', '-')[0] : "",
            Retention = runtime is { } started && started.TextOf("storageRetention") is var kept && PrometheusDuration.TryParse(kept, out _, out _) ? kept : "",
            Features = flags is { } all ? all.TextOf("enable-feature") : "",
            // As it is written, for the snapshot repeats it. The server has read its own file, so that nothing in it is misspelled.
            ScrapeInterval = global?.TextOf("scrape_interval") ?? "",
            EvaluationInterval = global?.TextOf("evaluation_interval") ?? "",
            ExternalLabels = global is null ? null : (global["external_labels"] as YamlMapping)?.Entries
                .Where(static entry => entry is { Key: YamlScalar, Value: YamlScalar })
                .ToImmutableSortedDictionary(static entry => ((YamlScalar)entry.Key).Value, static entry => ((YamlScalar)entry.Value).Value, StringComparer.Ordinal)
                ?? ImmutableSortedDictionary<string, string>.Empty,
            Jobs = jobs is { } seen ? client.Guard(() => JobsOf(seen, yaml)) : ImmutableSortedDictionary<string, TimeSpan?>.Empty,
            Unknown = unknown.ToImmutable(),
        });
    }

    /// <summary>The jobs that series have, and those that the configuration names. What has a job of its own comes through one that lets it.</summary>
    private static ImmutableSortedDictionary<string, TimeSpan?> JobsOf(JsonElement seen, YamlFile? yaml)
    {
        ImmutableArray<ScrapeJob> configured = yaml is null ? [] : ServerConfigurationReader.Read(yaml, "").Jobs.Jobs;
        TimeSpan?[] ofOthers = [.. configured.Where(static job => job.MayHaveOtherName).Select(static job => job.Interval)];
        TimeSpan? others = ofOthers.Contains(null) ? null : ofOthers.Min();
        var jobs = ImmutableSortedDictionary.CreateBuilder<string, TimeSpan?>(StringComparer.Ordinal);
        foreach (JsonElement job in seen.EnumerateArray())
        {
            jobs[job.RequiredString()] = others;
        }

        foreach (ScrapeJob job in configured)
        {
            jobs[job.Name] = job.Interval;
        }

        return jobs.ToImmutable();
    }

    /// <summary>The type and unit of metrics, by the name of the family; only what all targets agree on. Empty where the server keeps none.</summary>
    /// <param name="unknown">Gets why it is not known.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<ImmutableSortedDictionary<string, (string Type, string Unit)>> ReadMetadataAsync(ImmutableArray<string>.Builder unknown, CancellationToken cancellation)
    {
        if (await TryAsync("/api/v1/metadata", unknown, cancellation).ConfigureAwait(false) is not { } data)
        {
            return ImmutableSortedDictionary<string, (string, string)>.Empty;
        }

        return client.Guard(() => data.EnumerateObject().Select(static metric =>
        {
            string[] types = [.. metric.Value.EnumerateArray().Select(static entry => entry.TextOf("type")).Distinct()];
            string[] units = [.. metric.Value.EnumerateArray().Select(static entry => entry.TextOf("unit")).Distinct()];
            return (metric.Name, Type: types.Length == 1 ? types[0] : "", Unit: units.Length == 1 ? units[0] : "");
        }).ToImmutableSortedDictionary(static metric => metric.Name, static metric => (metric.Type, metric.Unit), StringComparer.Ordinal));
    }

    /// <summary>The names of all metrics.</summary>
    public async Task<ImmutableArray<string>> ReadNamesAsync(CancellationToken cancellation)
    {
        JsonElement data = await client.GetAsync($"/api/v1/label/__name__/values?{Range()}", cancellation).ConfigureAwait(false);
        return client.Guard<ImmutableArray<string>>(() => [.. data.EnumerateArray().Select(static name => name.RequiredString()).Order(StringComparer.Ordinal)]);
    }

    /// <summary>The series and labels of a metric.</summary>
    public async Task<MetricSnapshot> ReadMetricAsync(string name, CancellationToken cancellation)
    {
        string selector = $"{{__name__=\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"}}";
        QueryResult count = await client.QueryAsync($"count({selector})", null, cancellation).ConfigureAwait(false);
        JsonElement labels = await client.GetAsync($"/api/v1/labels?{Range()}&match[]={Uri.EscapeDataString(selector)}", cancellation).ConfigureAwait(false);
        var metric = client.Guard(() => new MetricSnapshot(
            name,
            count.Series is [{ Points: [var point] }] ? (long)point.Value : 0,
            [.. labels.EnumerateArray().Select(static label => label.RequiredString()).Where(static label => label != "__name__").Order(StringComparer.Ordinal)]));
        return metric with { Values = await CountValuesAsync(metric, selector, cancellation).ConfigureAwait(false) };
    }

    /// <summary>How many values each label has, by one query for all of them.</summary>
    private async Task<ImmutableSortedDictionary<string, long>> CountValuesAsync(MetricSnapshot metric, string selector, CancellationToken cancellation)
    {
        string[] labels = [.. metric.Labels.Where(static label => NameScheme.IsValidLabelName(label, utf8: false)).Take(MaxCounted)];
        if (labels.Length == 0 || metric.Series is 0 or > MaxSeries)
        {
            return metric.Values;
        }

        string query = string.Join(" or ", labels.Select(label => $"label_replace(count(count by ({label}) ({selector})), \"label\", \"{label}\", \"\", \"\")"));
        QueryResult counts = await client.QueryAsync(query, null, cancellation).ConfigureAwait(false);
        return client.Guard(() => counts.Series.Where(static series => series is { Points: [_] } && series.Labels.ContainsKey("label"))
            .ToImmutableSortedDictionary(static series => series.Labels["label"], static series => (long)series.Points[0].Value, StringComparer.Ordinal));
    }

    private string Range()
    {
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"start={now - (long)within.TotalSeconds}&end={now + 60}");
    }

    private async Task<JsonElement?> TryAsync(string path, ImmutableArray<string>.Builder unknown, CancellationToken cancellation)
    {
        try
        {
            return await client.GetAsync(path, cancellation).ConfigureAwait(false);
        }
        catch (ServerException exception) when (exception.Fault != ServerFault.Unreachable)
        {
            unknown.Add($"{path}: {exception.Message}");
            return null;
        }
    }
}
