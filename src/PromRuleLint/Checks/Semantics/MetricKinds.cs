namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// What a metric is by its name alone: counters by the convention of the exposition formats, gauges by a list of metrics
/// that everybody has. Where the name does not tell, it is neither.
/// </summary>
internal static class MetricKinds
{
    /// <summary>Gauges of common exporters whose names end like a counter's.</summary>
    private static readonly HashSet<string> MisnamedGauges = new(StringComparer.Ordinal)
    {
        "cnpg_backends_total", "cnpg_backends_waiting_total", "cortex_ruler_managers_total", "envoy_cluster_membership_total",
        "kafka_brokers_total", "machine_cpu_cores_total", "minio_cluster_disk_offline_total", "minio_cluster_disk_online_total",
        "minio_cluster_disk_total", "minio_cluster_drive_offline_total", "minio_cluster_drive_online_total", "minio_cluster_drive_total",
        "minio_cluster_nodes_offline_total", "minio_cluster_nodes_online_total", "node_files_total", "tikv_pd_heartbeat_tick_total",
        "tikv_scheduler_contex_total",
    };

    private static readonly HashSet<string> Gauges = new(StringComparer.Ordinal)
    {
        "up", "etcd_server_has_leader", "go_goroutines", "go_threads", "go_memstats_alloc_bytes", "go_memstats_heap_alloc_bytes",
        "go_memstats_heap_inuse_bytes", "go_memstats_heap_objects", "go_memstats_sys_bytes", "node_load1", "node_load5", "node_load15",
        "node_filefd_allocated", "node_procs_running", "node_procs_blocked", "process_open_fds", "process_max_fds",
        "process_resident_memory_bytes", "process_virtual_memory_bytes", "container_memory_usage_bytes", "container_memory_working_set_bytes",
        "container_memory_rss", "container_memory_cache", "container_spec_memory_limit_bytes", "container_fs_usage_bytes",
        "kubelet_volume_stats_available_bytes", "kubelet_volume_stats_capacity_bytes", "kubelet_volume_stats_used_bytes",
        "kubelet_volume_stats_inodes", "kubelet_volume_stats_inodes_free", "kubelet_volume_stats_inodes_used",
        "prometheus_tsdb_head_series", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_series_added", "probe_success",
        "probe_duration_seconds", "mysql_global_status_threads_connected", "mysql_global_status_threads_running", "pg_stat_activity_count",
        "redis_connected_clients", "redis_memory_used_bytes",
    };

    private static readonly string[] GaugeSuffixes = ["_timestamp_seconds", "_info", "_ratio", "_celsius", "_volts", "_rpm"];

    /// <summary>Whether the name is that of a counter: it ends in <c>_total</c> and is not known better.</summary>
    public static bool IsCounter(string metric) => metric.EndsWith("_total", StringComparison.Ordinal) && !MisnamedGauges.Contains(metric);

    /// <summary>Whether the name is that of a counter or of a counter that belongs to a histogram or summary.</summary>
    public static bool IsCounterLike(string metric) =>
        IsCounter(metric) || metric.EndsWith("_count", StringComparison.Ordinal) || metric.EndsWith("_sum", StringComparison.Ordinal) || metric.EndsWith("_bucket", StringComparison.Ordinal);

    /// <summary>Whether the metric is known to be a gauge.</summary>
    public static bool IsGauge(string metric) =>
        Gauges.Contains(metric) || MisnamedGauges.Contains(metric)
        || Array.Exists(GaugeSuffixes, suffix => metric.EndsWith(suffix, StringComparison.Ordinal))
        || IsNodeGauge(metric) || IsKubernetesGauge(metric);

    /// <summary>Memory and file systems as the node exporter names them.</summary>
    private static bool IsNodeGauge(string metric) =>
        (metric.StartsWith("node_memory_", StringComparison.Ordinal) || metric.StartsWith("node_filesystem_", StringComparison.Ordinal)) && metric.EndsWith("_bytes", StringComparison.Ordinal);

    /// <summary>Counts of replicas and phases as kube-state-metrics names them.</summary>
    private static bool IsKubernetesGauge(string metric) =>
        metric.StartsWith("kube_", StringComparison.Ordinal)
        && (metric.EndsWith("_replicas", StringComparison.Ordinal) || metric.EndsWith("_phase", StringComparison.Ordinal) || metric.EndsWith("_status_condition", StringComparison.Ordinal));
}
