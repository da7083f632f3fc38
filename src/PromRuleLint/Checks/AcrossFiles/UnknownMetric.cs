using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.AcrossFiles;

/// <summary>A selector of a metric that no rule records and that the metric catalog does not have. Silent without a catalog.</summary>
internal sealed class UnknownMetric : Check
{
    /// <summary>A name further away than this is not likely to be a misspelling.</summary>
    private const int MaxEdits = 3;

    /// <summary>Of more unknown metrics than this the catalog is the wrong one, and nothing is gained by looking for what each meant.</summary>
    private const int MaxSuggestions = 100;

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL7010",
        name: "unknown-metric",
        title: "An unknown metric",
        messageFormat: "No rule records '{0}', and the metric catalog does not have it; {1}",
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "A selector of a metric that no rule of the run records and that is not in the metric catalog (`facts.metrics` and `facts.metric_catalog` in [promrulelint.yml](../configuration.md#metrics)).") { HasFix = true, FixSafety = FixSafety.Unsafe };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleSetAction(Analyze);

    private static void Analyze(RuleSetContext context)
    {
        var meant = new Dictionary<(string, MetricCatalog), string?>();
        foreach (RuleFile file in context.RuleSet.Files)
        {
            LintConfiguration configuration = context.ConfigurationOf(file);
            if (configuration.Facts.Metrics.IsEmpty || configuration.SeverityOf(Descriptor) == DiagnosticSeverity.Hidden)
            {
                continue;
            }

            foreach (Rule rule in file.Rules)
            {
                foreach (VectorSelector selector in rule.Selectors)
                {
                    if (selector.Name is { } metric && !IsKnown(context, configuration.Facts, metric))
                    {
                        Report(context, rule, selector, metric, Meant(context, configuration.Facts.Metrics, metric, meant));
                    }
                }
            }
        }
    }

    private static bool IsKnown(RuleSetContext context, FactsConfiguration facts, string metric) =>
        WellKnownMetrics.Has(metric, MetricTraits.OfEachScrape) || AlertSeries.IsOne(metric) || facts.Metrics.Find(metric) is not null || context.RuleSet.MayBeRecorded(metric) || facts.IsExternal(metric);

    private static void Report(RuleSetContext context, Rule rule, VectorSelector selector, string metric, string? meant)
    {
        TextRange range = selector.NameRange.IsEmpty ? selector.Range : selector.NameRange;
        bool canWrite = meant is not null && !selector.NameRange.IsEmpty && NameScheme.IsValidMetricName(meant, utf8: false);
        CodeFix? fix = canWrite ? RuleSetContext.Fix(rule, $"Write '{meant}'", isSafe: false, (range, range.Length == metric.Length ? meant! : $"\"{meant}\"")) : null;
        context.ReportDiagnostic(rule, Descriptor, range, new() { Fix = fix }, metric, meant is null ? "check the name, or add it to the catalog" : $"did you mean '{meant}'?");
    }

    private static string? Meant(RuleSetContext context, MetricCatalog catalog, string metric, Dictionary<(string, MetricCatalog), string?> known)
    {
        if (!known.TryGetValue((metric, catalog), out string? meant))
        {
            meant = known.Count < MaxSuggestions ? NearestName.Find(metric, catalog.SeriesNames.Concat(context.RuleSet.RecordedMetrics), MaxEdits) : null;
            known.Add((metric, catalog), meant);
        }

        return meant;
    }
}
