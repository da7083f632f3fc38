using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.Semantics;

/// <summary>Checks of counters and gauges, with what rules of the same run record.</summary>
public sealed class CounterCheckTests
{
    [Test]
    public void A_rate_of_a_recorded_rate_is_found() => LintVerifier.Verify("PRL3021", """
        groups:
        - name: g
          rules:
          - record: job:errors:rate5m
            expr: sum by (job) (rate(errors_total[5m]))
          - record: job:errors:sum
            expr: sum by (job) (errors_total)
          - alert: A
            expr: rate(⟦job:errors:rate5m⟧[5m]) > 1
          - alert: B
            expr: rate(job:errors:sum[5m]) > 1
          - alert: C
            expr: max_over_time(job:errors:rate5m[5m]) > 1
        """);

    [Test]
    public void A_rate_of_a_recorded_sum_of_counters_is_found() => LintVerifier.Verify("PRL3024", """
        groups:
        - name: g
          rules:
          - record: job:errors:sum
            expr: sum by (job) (errors_total{job="a"})
          - record: job:errors:max
            expr: max by (job) (errors_total{job="a"})
          - record: job:depth:sum
            expr: sum by (job) (queue_depth)
          - alert: A
            expr: increase(⟦job:errors:sum{job="a"}⟧[5m]) > 1
          - alert: B
            expr: increase(⟦job:errors:max⟧[5m]) > 1
          - alert: C
            expr: increase(job:depth:sum[5m]) > 1
        """);

    [Test]
    public void A_recorded_counter_is_one_at_a_fixed_time_too() => LintVerifier.Verify("PRL3023", """
        groups:
        - name: a
          rules:
          - record: job:errors:sum
            expr: sum by (job) (x_errors_total)
          - alert: A
            expr: ⟦delta⟧(job:errors:sum[5m] @ end()) > 1
          - alert: B
            expr: delta(x_errors_total[5m] @ end()) > 1
        """);

    [TestCase("PRL3021", "rate(⟦node_filesystem_avail_bytes⟧[5m])")]
    [TestCase("PRL3021", "irate(⟦kube_deployment_status_replicas⟧[5m])")]
    [TestCase("PRL3021", "increase(⟦backup_last_success_timestamp_seconds⟧[5m])")]
    [TestCase("PRL3021", "rate(nginx_connections_handled[5m])")]
    [TestCase("PRL3021", "rate((up == 1)[5m:1m])")]
    [TestCase("PRL3022", "sum(⟦x_errors_total⟧)")]
    [TestCase("PRL3022", "⟦errors_total⟧")]
    [TestCase("PRL3022", "x_waiting_total")]
    [TestCase("PRL3022", "rate(x_errors_total[5m])")]
    [TestCase("PRL3022", "count(x_errors_total)")]
    [TestCase("PRL3023", "⟦idelta⟧(x_errors_total[5m])")]
    [TestCase("PRL3023", "delta(x_leaders_total[5m]) < -20")]
    [TestCase("PRL3023", "delta(minio_cluster_disk_total[5m])")]
    [TestCase("PRL3024", "increase((⟦avg⟧ by (a) (x_sum))[5m:])")]
    [TestCase("PRL3024", "rate(sum(rate(x_total[1m]))[5m:])")]
    [TestCase("PRL3024", "rate(⟦max⟧(x_total)[5m:])")]
    [TestCase("PRL3024", "rate((a_total ⟦+⟧ b_total)[5m:])")]
    [TestCase("PRL3024", "rate((sum(a_total) ⟦-⟧ sum(b_total))[5m:])")]
    [TestCase("PRL3024", "irate(⟦sum⟧(a_total or b_total)[5m:])")]
    [TestCase("PRL3024", "rate((a_total or b_total)[5m:])")]
    [TestCase("PRL3024", "rate((a_total * 60)[5m:])")]
    [TestCase("PRL3024", "rate(topk(1, a_total)[5m:])")]
    [TestCase("PRL3024", "rate(count(a_total)[5m:])")]
    [TestCase("PRL3024", "rate((a_total - a_total offset 1h)[5m:])")]
    [TestCase("PRL3022", "max_over_time(⟦x_errors_total⟧[1h])")]
    [TestCase("PRL3022", "(⟦x_errors_total⟧ + y_errors_total) / 2")]
    [TestCase("PRL3022", "⟦nic_dropped_packets_total⟧")]
    [TestCase("PRL3022", "ceil(clamp_min(⟦x_errors_total⟧, 0))")]
    [TestCase("PRL3022", "⟦db_rollbacks_total⟧")]
    [TestCase("PRL3021", "rate(⟦go_memstats_heap_idle_bytes⟧[5m])")]
    [TestCase("PRL3021", "increase(⟦app_start_time_seconds⟧[5m])")]
    [TestCase("PRL3021", "rate(go_memstats_mallocs_total[5m])")]
    [TestCase("PRL3021", "increase((⟦ledger_rows - ledger_rows offset 15m⟧)[1h:1m])")]
    [TestCase("PRL3022", "x_errors_total - y_errors_total")]
    [TestCase("PRL3022", "⟦x_errors_total⟧ / x_requests_total")]
    [TestCase("PRL3022", "sum(⟦x_seconds_sum⟧) / sum(x_seconds_count)")]
    [TestCase("PRL3022", "rate(x_seconds_sum[5m]) / rate(x_seconds_count[5m])")]
    [TestCase("PRL3022", "sum(queue_message_bytes_count)")]
    [TestCase("PRL3022", "x_pool_count / y_pool_limit")]
    [TestCase("PRL3023", "⟦delta⟧(x_seconds_count[5m])")]
    [TestCase("PRL3023", "⟦delta⟧(x_bucket[5m])")]
    [TestCase("PRL3023", "⟦delta⟧((x_errors_total * 2)[5m:1m])")]
    [TestCase("PRL3023", "delta(x_pool_count[5m])")]
    [TestCase("PRL3023", "delta(count(x_errors_total)[5m:])")]
    [TestCase("PRL3027", "histogram_quantile(0.9, ⟦x_bucket⟧)")]
    [TestCase("PRL3027", "histogram_quantile(0.9, sum by (le) (job:x_bucket:rate5m))")]
    [TestCase("PRL3027", "histogram_quantile(0.9, x_bucket - x_bucket offset 5m)")]
    [TestCase("PRL3027", "histogram_quantile(0.9, x)")]
    [TestCase("PRL3030", "max_over_time(x⟦[5m:5m]⟧)")]
    [TestCase("PRL3030", "max_over_time(x[5m:])")]
    [TestCase("PRL3030", "max_over_time(x[5m:4m])")]
    [TestCase("PRL3033", "avg_over_time(x[5m] ⟦offset -5m⟧)")]
    [TestCase("PRL3033", "x offset -5m @ 1700000000")]
    [TestCase("PRL3033", "max_over_time((x offset -5m)[1h:])")]
    [TestCase("PRL3034", "1 + ⟦sort⟧(x)")]
    [TestCase("PRL3035", "1 ⟦==⟧ bool sum(rate(x[5m]))")]
    [TestCase("PRL3035", "idelta(x[5m]) == bool 1")]
    [TestCase("PRL3035", "avg(x) ⟦!=⟧ bool 0.3")]
    [TestCase("PRL3035", "avg_over_time(up[5m]) == bool 1")]
    [TestCase("PRL3035", "stddev_over_time(temperature_celsius[5m]) ⟦==⟧ bool 0.1")]
    [TestCase("PRL3035", "mad_over_time(temperature_celsius[5m]) ⟦==⟧ bool 0.1")]
    [TestCase("PRL3035", "mad_over_time(temperature_celsius[5m]) == bool 0")]
    public void Only_what_is_certain_is_found(string id, string expression) =>
        LintVerifier.Verify(id, $"groups:\n- name: g\n  rules:\n  - alert: A\n    expr: |\n      ({expression}) > 1\n");
}
