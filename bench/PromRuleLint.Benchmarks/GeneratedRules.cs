using System.Globalization;
using System.Text;

namespace PromRuleLint.Benchmarks;

/// <summary>Rule files as services have them: recording rules, what is recorded from them, alerts over both, a burn rate.</summary>
internal static class GeneratedRules
{
    private const int RulesOfService = 10;

    /// <summary>Writes files with so many rules into a folder.</summary>
    /// <param name="rules">How many rules in all.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="rulesOfFile">How many rules a file has.</param>
    public static void Write(int rules, string folder, int rulesOfFile)
    {
        Directory.CreateDirectory(folder);
        int file = 0;
        foreach (string text in Files(rules, rulesOfFile))
        {
            File.WriteAllText(Path.Combine(folder, $"rules-{file++:D5}.yml"), text);
        }
    }

    /// <summary>The texts of files with so many rules.</summary>
    /// <param name="rules">How many rules in all.</param>
    /// <param name="rulesOfFile">How many rules a file has.</param>
    public static IEnumerable<string> Files(int rules, int rulesOfFile)
    {
        int services = rules / RulesOfService;
        foreach (int[] file in Enumerable.Range(0, services).Chunk(rulesOfFile / RulesOfService))
        {
            var text = new StringBuilder("groups:\n");
            foreach (int service in file)
            {
                AppendService(text, service.ToString("D6", CultureInfo.InvariantCulture));
            }

            yield return text.ToString();
        }
    }

    private static void AppendService(StringBuilder text, string service) => text.Append(
        $$$"""
          - name: service-{{{service}}}
            interval: 30s
            rules:
              - record: job:svc{{{service}}}_requests:rate5m
                expr: sum by (job, code) (rate(svc{{{service}}}_http_requests_total{job="service-{{{service}}}"}[5m]))
              - record: job:svc{{{service}}}_errors:rate5m
                expr: sum by (job) (job:svc{{{service}}}_requests:rate5m{code=~"5.."})
              - record: job:svc{{{service}}}_errors:ratio_rate5m
                expr: job:svc{{{service}}}_errors:rate5m / sum by (job) (job:svc{{{service}}}_requests:rate5m)
              - record: job:svc{{{service}}}_latency_seconds:p99_rate5m
                expr: histogram_quantile(0.99, sum by (job, le) (rate(svc{{{service}}}_http_request_duration_seconds_bucket{job="service-{{{service}}}"}[5m])))
              - alert: Service{{{service}}}Down
                expr: up{job="service-{{{service}}}"} == 0
                for: 5m
                labels:
                  severity: critical
                annotations:
                  summary: "{{ $labels.instance }} of service {{{service}}} is down"
                  description: "{{ $labels.instance }} has not been scraped for five minutes."
              - alert: Service{{{service}}}Errors
                expr: job:svc{{{service}}}_errors:ratio_rate5m > 0.05
                for: 10m
                labels:
                  severity: warning
                annotations:
                  summary: "{{ $value | humanizePercentage }} of the requests to {{ $labels.job }} fail"
              - alert: Service{{{service}}}Slow
                expr: job:svc{{{service}}}_latency_seconds:p99_rate5m > 2
                for: 10m
                labels:
                  severity: warning
                annotations:
                  summary: "Requests to {{ $labels.job }} take {{ $value | humanizeDuration }}"
              - alert: Service{{{service}}}BudgetBurns
                expr: job:svc{{{service}}}_errors:ratio_rate5m > 14.4 * 0.001 and on (job) job:svc{{{service}}}_errors:rate5m > 0.1
                for: 2m
                labels:
                  severity: critical
                annotations:
                  summary: "The error budget of {{ $labels.job }} burns"
              - alert: Service{{{service}}}MemoryHigh
                expr: max by (instance) (process_resident_memory_bytes{job="service-{{{service}}}"}) / 1024 / 1024 > 2048
                for: 15m
                labels:
                  severity: warning
                annotations:
                  summary: "{{ $labels.instance }} uses {{ $value }} MiB"
              - alert: Service{{{service}}}Absent
                expr: absent(up{job="service-{{{service}}}"})
                for: 5m
                labels:
                  severity: critical
                annotations:
                  summary: "No target of service {{{service}}}"

        """);
}
