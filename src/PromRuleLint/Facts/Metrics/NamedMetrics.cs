using System.Collections.Immutable;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Facts;

/// <summary>
/// What is taken for true of metrics that no rule records: what is declared of them, or else what their names say. Each is
/// an assumption and named as one.
/// </summary>
internal static class NamedMetrics
{
    /// <summary>The values of a metric and on what assumption; unknown and null where nothing says anything.</summary>
    public static (ValueSet Value, Reason? Reason) ValuesOf(string metric, VectorSelector selector, FactsContext context)
    {
        MetricDeclaration? declared = context.Catalog.Find(metric);
        if (declared?.Values is { } values)
        {
            return Known(values.Value, $"declared in {FileName(values.Source)}", Declaration(declared, values));
        }

        switch (metric)
        {
            case WellKnownMetrics.Up:
                return Known(ValueSet.Boolean, "Prometheus records it for each scrape");
            case AlertSeries.Alerts:
                return Known(ValueSet.One, "Prometheus records it for each alert");
        }

        if (declared?.Type is null && WellKnownMetrics.Has(metric, MetricTraits.Indicator))
        {
            return Known(ValueSet.Boolean, "an indicator by its name", assumption: Assumption.TypeByName);
        }

        if (declared?.Type is { } type)
        {
            string what = type.Value.Describe();
            return type.Value.ValuesOf() is { } ofType
                ? Known(ofType, declared.Metric == metric ? $"declared as {what} in {FileName(type.Source)}" : $"{what} of `{declared.Metric}`, declared in {FileName(type.Source)}", Declaration(declared, type))
                : (ValueSet.Scraped, null);
        }

        if (context.IsHeartbeat(metric))
        {
            return Known(ValueSet.Finite, "a heartbeat by its name", assumption: Assumption.HeartbeatByName);
        }

        return metric.EndsWith("_total", StringComparison.Ordinal) || metric.EndsWith("_count", StringComparison.Ordinal) || metric.EndsWith("_bucket", StringComparison.Ordinal)
            ? Known(ValueSet.NonNegative, "a counter by its name", assumption: Assumption.TypeByName)
            : (metric.Contains(':', StringComparison.Ordinal) ? ValueSet.Unknown : ValueSet.Scraped, null);

        (ValueSet, Reason) Known(ValueSet value, string because, Reason? place = null, Assumption? assumption = null) =>
            (value, Reason.Assuming(assumption, context.Rule, selector.Range, (metric, value, because), static s => $"`{s.metric}` is {s.value}: {s.because}", place));
    }

    /// <summary>Whether a metric counts the seconds that each processor is in each mode, and not those of a process that runs on several.</summary>
    public static bool IsProcessorTime(string metric, VectorSelector selector) =>
        WellKnownMetrics.Has(metric, MetricTraits.ProcessorTime)
        || (metric.EndsWith("_cpu_seconds_total", StringComparison.Ordinal) && selector.Matchers.Any(static matcher => matcher.Name == "mode"));

    /// <summary>Adds what is declared of a metric's labels; <paramref name="others"/> are then those that are not named.</summary>
    public static void AddLabels(string metric, VectorSelector selector, FactsContext context, ref LabelFactsBuilder labels, ref LabelFact others)
    {
        if (context.Catalog.Find(metric) is not { } declared)
        {
            return;
        }

        foreach ((string name, Declared<LabelValues> values) in declared.LabelValues)
        {
            Reason reason = Reason.At(context.Rule, selector.Range, (metric, name, values), static s => LabelMessage(s.metric, s.name, s.values), Declaration(declared, values));
            labels.AddOnce(name, new LabelFact(values.Value, reason));
        }

        if (declared.AllLabels is { } all)
        {
            foreach (string name in all.Value.Concat(TargetLabels.All).Concat(LabelsOfSeries(metric, declared)))
            {
                labels.AddOnce(name, LabelFacts.Unknown.Others);
            }

            Reason reason = Reason.At(context.Rule, selector.Range, (metric, all), static s => AllLabelsMessage(s.metric, s.all), Declaration(declared, all));
            others = new LabelFact(LabelValues.Absent, reason);
        }
    }

    /// <summary>
    /// Adds the labels that every series of a metric has because it is scraped: of what Prometheus itself records at each
    /// scrape for certain, of others by assumption, unless something says or shows otherwise.
    /// </summary>
    public static void AddScrapedLabels(string metric, VectorSelector selector, FactsContext context, ref LabelFactsBuilder labels)
    {
        if (metric.Contains(':', StringComparison.Ordinal) || AlertSeries.IsOne(metric))
        {
            return;
        }

        ImmutableArray<string> scraped = context.ScrapedLabels.LabelsOf(metric);
        if (scraped.IsEmpty)
        {
            return;
        }

        MetricDeclaration? declared = context.Catalog.Find(metric);
        Reason? reason = null;
        foreach (string label in scraped)
        {
            LabelValues before = labels.Find(label)?.Values ?? LabelValues.Any;
            if (!before.MayBeMissing || before.IsFinite || context.MayLack(metric, label) || (declared?.AllLabels is { } all && !all.Value.Contains(label)) || IsDeclared(declared, label))
            {
                continue;
            }

            reason ??= ScrapedReason(metric, selector, context);
            labels.Set(label, new LabelFact(before.Intersect(LabelValues.AnyPresent), reason));
        }
    }

    private static Reason ScrapedReason(string metric, VectorSelector selector, FactsContext context) =>
        WellKnownMetrics.Has(metric, MetricTraits.OfEachScrape)
            ? Reason.At(context.Rule, selector.Range, metric, static metric => $"`{metric}` has the labels of its target")
            : Reason.Assuming(Assumption.ScrapedLabels, context.Rule, selector.Range, metric, static metric => $"`{metric}` is taken to be scraped and to have the labels of its target");

    private static bool IsDeclared(MetricDeclaration? declared, string label)
    {
        if (declared is not null)
        {
            foreach ((string name, _) in declared.LabelValues)
            {
                if (name == label)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The labels that tell the series of one histogram or summary apart.</summary>
    private static string[] LabelsOfSeries(string metric, MetricDeclaration declared) =>
        metric.EndsWith("_bucket", StringComparison.Ordinal) ? ["le", "vmrange"] : declared.Type?.Value == MetricType.Summary ? ["quantile"] : [];

    private static Reason Declaration<T>(MetricDeclaration declared, Declared<T> place) => Reason.Declaration(place.Source, place.Range, declared.Metric);

    private static string LabelMessage(string metric, string label, Declared<LabelValues> declared) =>
        declared.Value.MayBePresent
            ? $"`{label}` of `{metric}` is {declared.Value}: declared in {FileName(declared.Source)}"
            : $"`{metric}` has no label `{label}`: declared in {FileName(declared.Source)}";

    private static string AllLabelsMessage(string metric, Declared<ImmutableArray<string>> declared)
    {
        IEnumerable<string> names = declared.Value.Concat(TargetLabels.All).Distinct(StringComparer.Ordinal).Select(static name => $"`{name}`");
        return $"`{metric}` has only the labels {string.Join(", ", names)}: declared in {FileName(declared.Source)}";
    }

    private static string FileName(SourceText source) => source.Path[(source.Path.LastIndexOfAny(['/', '\\']) + 1)..];
}
