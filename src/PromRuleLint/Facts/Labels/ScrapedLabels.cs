using System.Collections.Immutable;
using PromRuleLint.PromQL;
using PromRuleLint.Regex;

namespace PromRuleLint.Facts;

/// <summary>
/// Which labels are taken to be on every series of a metric that no rule records, because Prometheus puts them on what it
/// scrapes. Pushed data need not have them. Immutable; may be asked from several threads.
/// </summary>
public sealed class ScrapedLabels
{
    private readonly ImmutableArray<(Re2Pattern Metrics, ImmutableArray<string> Labels)> _byPattern;
    private readonly ImmutableArray<string> _others;

    private ScrapedLabels(ImmutableArray<(Re2Pattern, ImmutableArray<string>)> byPattern, ImmutableArray<string> others)
    {
        _byPattern = byPattern;
        _others = others;
    }

    /// <summary>No label is taken to be there.</summary>
    public static ScrapedLabels None { get; } = new([], []);

    /// <summary>The default: <c>job</c> and <c>instance</c>, whatever the metric.</summary>
    public static ScrapedLabels Usual { get; } = new([], TargetLabels.All);

    /// <summary>The same labels for all metrics.</summary>
    public static ScrapedLabels For(ImmutableArray<string> labels) => new([], labels);

    /// <summary>Labels by the name of the metric: those of the first pattern that matches the whole name, else <c>job</c> and <c>instance</c>.</summary>
    internal static ScrapedLabels ByPattern(ImmutableArray<(Re2Pattern Metrics, ImmutableArray<string> Labels)> byPattern) => new(byPattern, TargetLabels.All);

    /// <summary>The labels that every series of a metric is taken to have.</summary>
    public ImmutableArray<string> LabelsOf(string metric)
    {
        foreach ((Re2Pattern metrics, ImmutableArray<string> labels) in _byPattern)
        {
            if (metrics.TryMatch(metric) == true)
            {
                return labels;
            }
        }

        return _others;
    }
}
