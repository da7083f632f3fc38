using PromRuleLint.Rules;

namespace PromRuleLint.Facts;

/// <summary>What is taken for true besides what the rules say.</summary>
public sealed record FactsOptions
{
    /// <summary>The default: recorded metrics come from the rules alone; metrics are what their names say.</summary>
    public static FactsOptions Default { get; } = new();

    /// <summary>Whether a recorded metric also comes from outside the rules, so that nothing is known of it.</summary>
    public Func<string, bool> IsExternal { get; init; } = static _ => false;

    /// <summary>
    /// Whether a metric that the rules of a file read, and that no rule records, is a heartbeat: its samples are then finite
    /// floats. Null asks for expressions that stand alone.
    /// </summary>
    public Func<RuleFile?, string, bool> IsHeartbeat { get; init; } = static (_, _) => false;

    /// <summary>Whether the rules of a file read what rules record under a name: they are loaded together. Else nothing is known of the metric there.</summary>
    public Func<RuleFile, string, bool> IsKnownTo { get; init; } = static (_, _) => true;

    /// <summary>Ends the work early with an <see cref="OperationCanceledException"/>.</summary>
    internal CancellationToken Cancellation { get; init; }

    /// <summary>What is declared of the metrics that the rules of a file read; null asks for expressions that stand alone.</summary>
    public Func<RuleFile?, MetricCatalog> CatalogOf { get; init; } = static _ => MetricCatalog.Empty;

    /// <summary>Which labels the series that the rules of a file read are taken to have; null asks for expressions that stand alone.</summary>
    public Func<RuleFile?, ScrapedLabels> ScrapedLabelsOf { get; init; } = static _ => ScrapedLabels.None;

    /// <summary>How far back instant selectors look for the rules of a file; null asks for expressions that stand alone.</summary>
    public Func<RuleFile?, TimeSpan> LookbackDeltaOf { get; init; } = static _ => TimeSpan.FromMinutes(5);

    /// <summary>Whether the server that loads the rules of a file removes metric names at the end of an evaluation only (<c>promql-delayed-name-removal</c>); null asks for expressions that stand alone.</summary>
    public Func<RuleFile?, bool> DelaysNameRemovalOf { get; init; } = static _ => false;
}
