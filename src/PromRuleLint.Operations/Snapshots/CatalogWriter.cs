using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PromRuleLint.PromQL;
using PromRuleLint.Reporting;

namespace PromRuleLint.Operations.Snapshots;

/// <summary>Writes a snapshot as a metric catalog: YAML in a fixed order, so that two snapshots can be compared line by line.</summary>
internal static class CatalogWriter
{
    private static readonly string[] Types = ["counter", "gauge", "histogram", "gaugehistogram", "summary", "info", "stateset"];

    /// <summary>The catalog's text.</summary>
    public static string Write(ServerSnapshot server, ImmutableSortedDictionary<string, (string Type, string Unit)> metadata, IEnumerable<MetricSnapshot> metrics, string source)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# What {source} knows, for 'metric_catalog' in promrulelint.yml; written by promrulelint snapshot.\nserver:\n");
        Append(text, "version", server.Version);
        Append(text, "retention", server.Retention);
        Append(text, "scrape_interval", server.ScrapeInterval);
        Append(text, "evaluation_interval", server.EvaluationInterval);
        Append(text, "features", server.Features);
        if (server.ExternalLabels is { } labels)
        {
            text.Append(CultureInfo.InvariantCulture, $"  external_labels: {{{string.Join(", ", labels.Select(static label => $"{Quoted(label.Key)}: {Quoted(label.Value)}"))}}}\n");
        }

        if (!server.Jobs.IsEmpty)
        {
            text.Append(CultureInfo.InvariantCulture, $"  jobs: {{{string.Join(", ", server.Jobs.Select(static job => $"{Quoted(job.Key)}: {(job.Value is { } interval ? $"{{scrape_interval: {PrometheusDuration.Format(interval)}}}" : "{}")}"))}}}\n");
        }

        text.Append("metrics:\n");
        var known = new SortedDictionary<string, MetricSnapshot?>(StringComparer.Ordinal);
        foreach (MetricSnapshot metric in metrics)
        {
            known[metric.Name] = metric;
        }

        // A histogram has no series of its own name, but only there a type.
        foreach ((string family, (string type, _)) in metadata)
        {
            if (type is "histogram" or "summary" && (known.ContainsKey(family + "_count") || known.ContainsKey(family)))
            {
                known.TryAdd(family, null);
            }
        }

        foreach ((string name, MetricSnapshot? metric) in known)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Quoted(name)}: {{{string.Join(", ", Entries(metric, metadata.GetValueOrDefault(name)))}}}\n");
        }

        return text.ToString();
    }

    private static IEnumerable<string> Entries(MetricSnapshot? metric, (string Type, string Unit) metadata)
    {
        if (Types.Contains(metadata.Type, StringComparer.Ordinal))
        {
            yield return $"type: {metadata.Type}";
        }

        if (metadata.Unit is { Length: > 0 } unit)
        {
            yield return $"unit: {Quoted(unit)}";
        }

        if (metric is not null)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"series: {metric.Series}");
            yield return $"labels: [{string.Join(", ", metric.Labels.Where(static label => label is not ("job" or "instance")).Select(Quoted))}]";
            if (!metric.Values.IsEmpty)
            {
                yield return $"cardinality: {{{string.Join(", ", metric.Values.Select(static label => string.Create(CultureInfo.InvariantCulture, $"{Quoted(label.Key)}: {label.Value}")))}}}";
            }
        }
    }

    private static void Append(StringBuilder text, string key, string value)
    {
        if (value.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {key}: {Quoted(value)}\n");
        }
    }

    // A text of JSON is one of YAML too.
    private static string Quoted(string text) =>
        text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(text[0]) && text.ToUpperInvariant() is not ("Y" or "N" or "YES" or "NO" or "ON" or "OFF" or "TRUE" or "FALSE" or "NULL")
            ? text
            : VisibleText.Json($"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"");
}
