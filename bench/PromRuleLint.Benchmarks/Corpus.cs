using System.IO.Compression;
using System.Text.Json;
using PromRuleLint.Text;

namespace PromRuleLint.Benchmarks;

/// <summary>The expressions that are measured: those of public rule files beside the repository, or a few of our own without them.</summary>
internal static class Corpus
{
    private static readonly string[] Own =
    [
        "up == 0",
        "sum by (job, instance) (rate(http_requests_total{job=~\"api|web\", code!~\"2..\"}[5m])) / ignoring(code) group_left sum by (job, instance) (rate(http_requests_total[5m])) > 0.05",
        "histogram_quantile(0.99, sum by (le, handler) (rate(http_request_duration_seconds_bucket{job=\"api\"}[5m]))) > 2 and on(handler) rate(http_requests_total[5m]) > 1",
        "(time() - max by (namespace, cronjob) (kube_cronjob_status_last_successful_time{namespace!=\"\"})) / 3600 > 24 unless on(namespace) kube_namespace_labels{label_alerts=\"off\"} offset 1h",
    ];

    /// <summary>All distinct expressions that the reference accepts.</summary>
    public static string[] Load()
    {
        string? path = Find("conformance", "promql", "corpus.jsonl.gz");
        if (path is null)
        {
            Console.WriteLine("// ../shared/conformance/promql/corpus.jsonl.gz is not there; measuring four expressions instead");
            return Own;
        }

        var expressions = new List<string>();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using JsonDocument entry = JsonDocument.Parse(line);
            if (entry.RootElement.TryGetProperty("tree", out _))
            {
                expressions.Add(entry.RootElement.GetProperty("input").GetString()!);
            }
        }

        return [.. expressions];
    }

    /// <summary>All rule files of a folder, else the public ones beside the repository; none without them.</summary>
    public static IEnumerable<SourceText> LoadRuleFiles(string? folder = null)
    {
        folder ??= Find("corpus", "dev");
        return folder is null
            ? []
            : Directory.EnumerateFiles(folder, "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static path => SourceText.FromUtf8(path, File.ReadAllBytes(path)));
    }

    private static string? Find(params ReadOnlySpan<string> path)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PromRuleLint.sln")))
            {
                string found = Path.Combine([folder.FullName, "..", "shared", .. path]);
                return Path.Exists(found) ? found : null;
            }
        }

        return null;
    }
}
