using System.Collections.Frozen;
using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// What a metric is: as it is declared, or else by its name alone, counters by the convention of the exposition formats,
/// gauges by a list of metrics that everybody has. Where neither tells, it is neither.
/// </summary>
internal static class MetricKinds
{
    /// <summary>Gauges of common exporters whose names end like a counter's.</summary>
    private static readonly FrozenSet<string> MisnamedGauges = new HashSet<string>(StringComparer.Ordinal)
    {
        "cnpg_backends_total", "cnpg_backends_waiting_total", "cortex_ruler_managers_total", "envoy_cluster_membership_total",
        "kafka_brokers_total", "machine_cpu_cores_total", "minio_cluster_disk_offline_total", "minio_cluster_disk_online_total",
        "minio_cluster_disk_total", "minio_cluster_drive_offline_total", "minio_cluster_drive_online_total", "minio_cluster_drive_total",
        "minio_cluster_nodes_offline_total", "minio_cluster_nodes_online_total", "node_files_total", "tikv_pd_heartbeat_tick_total",
        "tikv_scheduler_contex_total",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Gauges = new HashSet<string>(StringComparer.Ordinal)
    {
        "up", "etcd_server_has_leader", "go_goroutines", "go_threads", "go_memstats_alloc_bytes", "go_memstats_heap_alloc_bytes",
        "go_memstats_heap_inuse_bytes", "go_memstats_heap_objects", "go_memstats_sys_bytes", "node_load1", "node_load5", "node_load15",
        "node_filefd_allocated", "node_procs_running", "node_procs_blocked", "process_open_fds", "process_max_fds",
        "process_resident_memory_bytes", "process_start_time_seconds", "process_virtual_memory_max_bytes", "process_threads", "node_boot_time_seconds", "node_time_seconds",
        "go_gc_gogc_percent", "go_gc_gomemlimit_bytes", "go_sched_gomaxprocs_threads", "jvm_memory_used_bytes", "jvm_memory_bytes_used", "jvm_threads_current",
        "jvm_threads_live_threads", "container_start_time_seconds", "process_virtual_memory_bytes", "container_memory_usage_bytes", "container_memory_working_set_bytes",
        "container_memory_rss", "container_memory_cache", "container_spec_memory_limit_bytes", "container_fs_usage_bytes",
        "kubelet_volume_stats_available_bytes", "kubelet_volume_stats_capacity_bytes", "kubelet_volume_stats_used_bytes",
        "kubelet_volume_stats_inodes", "kubelet_volume_stats_inodes_free", "kubelet_volume_stats_inodes_used",
        "prometheus_tsdb_head_series", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_series_added", "probe_success",
        "probe_duration_seconds", "mysql_global_status_threads_connected", "mysql_global_status_threads_running", "pg_stat_activity_count",
        "redis_connected_clients", "redis_memory_used_bytes",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What histograms and summaries measure, before <c>_count</c> and <c>_sum</c>.</summary>
    private static readonly string[] MeasuredSuffixes = ["_seconds", "_milliseconds", "_microseconds", "_bytes", "_duration", "_latency"];

    /// <summary>Beginnings of names under which client libraries expose gauges, but for counters by their suffixes.</summary>
    private static readonly string[] RuntimePrefixes =
        ["go_memstats_", "nodejs_heap_", "nodejs_external_memory_", "nodejs_active_", "nodejs_eventloop_lag_", "jvm_memory_", "jvm_threads_", "jvm_buffer_", "dotnet_total_memory_bytes"];

    private static readonly string[] GaugeSuffixes = ["_timestamp_seconds", "_info", "_ratio", "_celsius", "_volts", "_rpm"];

    /// <summary>Whether the metric is a counter: it is declared as one, or its name ends in <c>_total</c> and is not known better.</summary>
    public static bool IsCounter(MetricCatalog catalog, string metric) =>
        TypeOf(catalog, metric) is { } type ? type == MetricType.Counter : metric.EndsWith("_total", StringComparison.Ordinal) && !MisnamedGauges.Contains(metric);

    /// <summary>Whether the metric is a counter or a part of a histogram or summary that only grows.</summary>
    public static bool IsCounterLike(MetricCatalog catalog, string metric) =>
        IsCounter(catalog, metric) || (TypeOf(catalog, metric) is null && HasSuffixOfCounts(metric));

    /// <summary>
    /// Whether the metric is for certain a part of a histogram or summary that only grows: its name says so beside a unit, it
    /// is buckets, or the rules read another part of the same one.
    /// </summary>
    public static bool IsHistogramPart(MetricCatalog catalog, RuleSet rules, string metric)
    {
        if (TypeOf(catalog, metric) is { } type)
        {
            return type == MetricType.Counter && HasSuffixOfCounts(metric);
        }

        if (!HasSuffixOfCounts(metric) || rules.MayBeRecorded(metric))
        {
            return false;
        }

        string root = metric[..metric.LastIndexOf('_')];
        return metric.EndsWith("_bucket", StringComparison.Ordinal)
            || Array.Exists(MeasuredSuffixes, suffix => root.EndsWith(suffix, StringComparison.Ordinal))
            || rules.Readers(root + "_bucket").Any(reader => reader.Selector.Name is not null)
            || rules.Readers(root + (metric.EndsWith("_sum", StringComparison.Ordinal) ? "_count" : "_sum")).Any(reader => reader.Selector.Name is not null);
    }

    /// <summary>Whether the metric is the buckets of a classic histogram of what has happened.</summary>
    public static bool IsBuckets(MetricCatalog catalog, string metric) =>
        metric.EndsWith("_bucket", StringComparison.Ordinal) && TypeOf(catalog, metric) is null or MetricType.Counter;

    /// <summary>What goes up and down that the metric is known to be, in words; null where it may be a counter.</summary>
    public static string? DescribeGauge(MetricCatalog catalog, string metric) => TypeOf(catalog, metric) switch
    {
        null => IsGaugeByName(metric) ? MetricType.Gauge.Describe() : null,
        MetricType.Summary => "a quantile of a summary",
        MetricType.Counter or MetricType.Histogram or MetricType.Unknown => null,
        { } type => type.Describe(),
    };

    /// <summary>Where the type of the metric is declared.</summary>
    public static ImmutableArray<AdditionalLocation> Declaration(MetricCatalog catalog, string metric) =>
        catalog.Find(metric) is { Type: { } type } declared ? [new AdditionalLocation(new Location(type.Source, type.Range), $"'{declared.Metric}' is declared here")] : [];

    private static MetricType? TypeOf(MetricCatalog catalog, string metric) => catalog.Find(metric)?.Type?.Value;

    private static bool HasSuffixOfCounts(string metric) =>
        metric.EndsWith("_count", StringComparison.Ordinal) || metric.EndsWith("_sum", StringComparison.Ordinal) || metric.EndsWith("_bucket", StringComparison.Ordinal);

    private static bool IsGaugeByName(string metric) =>
        Gauges.Contains(metric) || MisnamedGauges.Contains(metric) || IsRuntimeGauge(metric)
        || Array.Exists(GaugeSuffixes, suffix => metric.EndsWith(suffix, StringComparison.Ordinal))
        || IsNodeGauge(metric) || IsKubernetesGauge(metric);

    /// <summary>State of processes as client libraries name it.</summary>
    private static bool IsRuntimeGauge(string metric) =>
        !metric.EndsWith("_total", StringComparison.Ordinal) && !HasSuffixOfCounts(metric)
        && (Array.Exists(RuntimePrefixes, prefix => metric.StartsWith(prefix, StringComparison.Ordinal))
            || metric.EndsWith("_start_time_seconds", StringComparison.Ordinal) || metric.EndsWith("_boot_time_seconds", StringComparison.Ordinal));

    /// <summary>Memory and file systems as the node exporter names them.</summary>
    private static bool IsNodeGauge(string metric) =>
        (metric.StartsWith("node_memory_", StringComparison.Ordinal) || metric.StartsWith("node_filesystem_", StringComparison.Ordinal)) && metric.EndsWith("_bytes", StringComparison.Ordinal);

    /// <summary>Counts of replicas and phases as kube-state-metrics names them.</summary>
    private static bool IsKubernetesGauge(string metric) =>
        metric.StartsWith("kube_", StringComparison.Ordinal)
        && (metric.EndsWith("_replicas", StringComparison.Ordinal) || metric.EndsWith("_phase", StringComparison.Ordinal) || metric.EndsWith("_status_condition", StringComparison.Ordinal));
}
