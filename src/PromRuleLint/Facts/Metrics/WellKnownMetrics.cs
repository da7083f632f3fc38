using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Facts;

/// <summary>
/// Metrics of Prometheus, of client libraries and of common exporters. This is the only place with their names. The traits of a
/// name hold if nothing is declared of the metric and no rule records it.
/// </summary>
internal static class WellKnownMetrics
{
    /// <summary>Whether a target could be scraped.</summary>
    public const string Up = "up";

    /// <summary>Whether a probe of the blackbox exporter succeeded.</summary>
    public const string ProbeSuccess = "probe_success";

    private static readonly NameMap<MetricTraits> ByName = new NameMap<MetricTraits>()
        .And(MetricTraits.OfEachScrape | MetricTraits.Gauge,
            [Up, "scrape_duration_seconds", "scrape_samples_scraped", "scrape_series_added"])
        .And(MetricTraits.OfEachScrape,
            ["scrape_samples_post_metric_relabeling", "scrape_timeout_seconds", "scrape_sample_limit", "scrape_body_size_bytes"])
        .And(MetricTraits.Indicator | MetricTraits.Gauge,
            [ProbeSuccess])
        .And(MetricTraits.Indicator,
            [
                "apache_up", "haproxy_up", "memcached_up", "mongodb_up", "mysql_up", "nginx_up", "node_network_up", "node_timex_sync_status",
                "pg_up", "rabbitmq_up", "redis_up",
            ])
        .And(MetricTraits.Gauge,
            [
                "container_fs_usage_bytes", "container_memory_cache", "container_memory_rss", "container_memory_usage_bytes",
                "container_memory_working_set_bytes", "container_spec_memory_limit_bytes", "container_start_time_seconds",
                "etcd_server_has_leader",
                "go_gc_gogc_percent", "go_gc_gomemlimit_bytes", "go_goroutines", "go_memstats_alloc_bytes", "go_memstats_heap_alloc_bytes",
                "go_memstats_heap_inuse_bytes", "go_memstats_heap_objects", "go_memstats_sys_bytes", "go_sched_gomaxprocs_threads", "go_threads",
                "jvm_memory_bytes_used", "jvm_memory_used_bytes", "jvm_threads_current", "jvm_threads_live_threads",
                "kubelet_volume_stats_available_bytes", "kubelet_volume_stats_capacity_bytes", "kubelet_volume_stats_inodes",
                "kubelet_volume_stats_inodes_free", "kubelet_volume_stats_inodes_used", "kubelet_volume_stats_used_bytes",
                "mysql_global_status_threads_connected", "mysql_global_status_threads_running",
                "node_boot_time_seconds", "node_filefd_allocated", "node_load1", "node_load5", "node_load15", "node_procs_blocked",
                "node_procs_running", "node_time_seconds",
                "pg_stat_activity_count",
                "probe_duration_seconds",
                "process_max_fds", "process_open_fds", "process_resident_memory_bytes", "process_start_time_seconds", "process_threads",
                "process_virtual_memory_bytes", "process_virtual_memory_max_bytes",
                "prometheus_tsdb_head_series",
                "redis_connected_clients", "redis_memory_used_bytes",
            ])
        .And(MetricTraits.MisnamedGauge | MetricTraits.Gauge,
            [
                "cnpg_backends_total", "cnpg_backends_waiting_total", "cortex_ruler_managers_total", "envoy_cluster_membership_total",
                "kafka_brokers_total", "machine_cpu_cores_total", "minio_cluster_disk_offline_total", "minio_cluster_disk_online_total",
                "minio_cluster_disk_total", "minio_cluster_drive_offline_total", "minio_cluster_drive_online_total", "minio_cluster_drive_total",
                "minio_cluster_nodes_offline_total", "minio_cluster_nodes_online_total", "node_files_total", "tikv_pd_heartbeat_tick_total",
                "tikv_scheduler_contex_total",
            ])
        .And(MetricTraits.ProcessorTime | MetricTraits.NeverIdle,
            ["node_cpu_seconds_total", "windows_cpu_time_total"])
        // An API server is called by its own parts.
        .And(MetricTraits.NeverIdle,
            [
                "apiserver_request_total", "apiserver_request_duration_seconds_count", "apiserver_request_duration_seconds_sum",
                "apiserver_request_duration_seconds_bucket", "apiserver_request_sli_duration_seconds_count",
                "apiserver_request_slo_duration_seconds_count",
            ])
        .And(MetricTraits.SeriesOfEachState,
            ["node_systemd_unit_state"]);

    private static readonly ImmutableArray<MetricFamily> Families =
    [
        new(MetricTraits.Gauge, "kube_", "_replicas", "_phase", "_status_condition"),
        new(MetricTraits.SeriesOfEachState, "kube_"),
        new(MetricTraits.Gauge, "node_filesystem_", "_bytes"),
        new(MetricTraits.Gauge, "node_memory_", "_bytes"),
        new(MetricTraits.RuntimeState, "dotnet_total_memory_bytes"),
        new(MetricTraits.RuntimeState, "go_memstats_"),
        new(MetricTraits.RuntimeState, "jvm_buffer_"),
        new(MetricTraits.RuntimeState, "jvm_memory_"),
        new(MetricTraits.RuntimeState, "jvm_threads_"),
        new(MetricTraits.RuntimeState, "nodejs_active_"),
        new(MetricTraits.RuntimeState, "nodejs_eventloop_lag_"),
        new(MetricTraits.RuntimeState, "nodejs_external_memory_"),
        new(MetricTraits.RuntimeState, "nodejs_heap_"),
    ];

    private static readonly MetricTraits TraitsOfFamilies = OfAny(Families);

    /// <summary>Beginnings of names that come from one exporter, which is no part of another.</summary>
    private static readonly ImmutableArray<string> Exporters =
    [
        "alertmanager_", "apiserver_", "container_", "coredns_", "etcd_", "haproxy_", "kafka_", "kube_", "mongodb_", "mysql_", "node_",
        "pg_", "probe_", "prometheus_", "rabbitmq_", "redis_", "windows_",
    ];

    /// <summary>All full names.</summary>
    public static IEnumerable<string> Names => ByName.Names;

    /// <summary>Whether a metric is known to have a trait.</summary>
    public static bool Has(string metric, MetricTraits trait)
    {
        if ((ByName.GetValueOrDefault(metric) & trait) == trait)
        {
            return true;
        }

        if ((TraitsOfFamilies & trait) != trait)
        {
            return false;
        }

        foreach (MetricFamily family in Families)
        {
            if ((family.Traits & trait) == trait && family.Has(metric))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The beginning of the name by which the exporter of a metric is known; null where it is not.</summary>
    public static string? ExporterOf(string metric) => Exporters.FirstOrDefault(prefix => metric.StartsWith(prefix, StringComparison.Ordinal));

    private static MetricTraits OfAny(ImmutableArray<MetricFamily> families)
    {
        MetricTraits traits = default;
        foreach (MetricFamily family in families)
        {
            traits |= family.Traits;
        }

        return traits;
    }
}
