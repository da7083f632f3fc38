using System.Text.RegularExpressions;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;

namespace PromRuleLint.Tests.Architecture;

/// <summary>Names of metrics and labels that everybody has are in one place each.</summary>
public partial class WellKnownNameTests
{
    [Test]
    public void Names_of_metrics_stand_in_one_place()
    {
        // 'up' is a word too.
        HashSet<string> names = [.. WellKnownMetrics.Names.Where(static name => name.Contains('_', StringComparison.Ordinal)), AlertSeries.Alerts, AlertSeries.AlertsForState];
        string[] strays =
        [
            .. from file in Sources("WellKnownMetrics.cs", "AlertSeries.cs")
               from literal in Literals().Matches(File.ReadAllText(file))
               let name = literal.Groups[1].Value
               where names.Contains(name) || OfExporters().IsMatch(name)
               select $"{Path.GetFileName(file)}: {name}",
        ];

        Assert.That(strays, Is.Empty, "bring them to WellKnownMetrics");
    }

    [Test]
    public void Lists_of_labels_stand_in_one_place()
    {
        // Labels that share one string each are listed for their frequency, not for what they mean.
        string[] strays =
        [
            .. from file in Sources("WellKnownLabels.cs", "CommonLabels.cs")
               let labels = Literals().Matches(File.ReadAllText(file)).Select(static literal => literal.Groups[1].Value).Where(static name => WellKnownLabels.Has(name, LabelTraits.Place)).Distinct().ToArray()
               where labels.Length > 3
               select $"{Path.GetFileName(file)}: {string.Join(", ", labels)}",
        ];

        Assert.That(strays, Is.Empty, "bring them to WellKnownLabels");
    }

    [Test]
    public void Traits_are_those_of_the_name_and_of_the_family()
    {
        Assert.That(WellKnownMetrics.Has("node_files_total", MetricTraits.Gauge));
        Assert.That(WellKnownMetrics.Has("go_threads", MetricTraits.MisnamedGauge), Is.False);
        Assert.That(WellKnownMetrics.Has("node_cpu_seconds_total", MetricTraits.NeverIdle));
        Assert.That(WellKnownMetrics.Has("apiserver_request_total", MetricTraits.ProcessorTime), Is.False);
        Assert.That(WellKnownMetrics.Has("kube_deployment_status_replicas", MetricTraits.Gauge));
        Assert.That(WellKnownMetrics.Has("kube_deployment_created", MetricTraits.Gauge), Is.False);
    }

    private static IEnumerable<string> Sources(params string[] but) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj") && !but.Contains(Path.GetFileName(file)));

    /// <summary>Strings that are one word.</summary>
    [GeneratedRegex("\"([A-Za-z0-9_]+)\"")]
    private static partial System.Text.RegularExpressions.Regex Literals();

    /// <summary>How names of metrics of exporters begin.</summary>
    [GeneratedRegex("^(alertmanager|apiserver|cadvisor|container|coredns|etcd|go|haproxy|jvm|kafka|kube|kubelet|machine|minio|mongodb|mysql|node|nodejs|pg|probe|process|rabbitmq|redis|windows)_")]
    private static partial System.Text.RegularExpressions.Regex OfExporters();
}
