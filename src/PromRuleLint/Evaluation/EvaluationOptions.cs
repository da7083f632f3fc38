namespace PromRuleLint.Evaluation;

/// <summary>How expressions are evaluated. The defaults are those of a server without feature flags.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The defaults.</summary>
    public static EvaluationOptions Default { get; } = new();

    /// <summary>How far a selector looks back for a sample; the older end is exclusive.</summary>
    public TimeSpan Lookback { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The step of a subquery that names none: the server's evaluation interval.</summary>
    public TimeSpan DefaultSubqueryStep { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether metric names are removed at the end only (<c>promql-delayed-name-removal</c>).</summary>
    public bool DelayedNameRemoval { get; init; }

    /// <summary>Whether the labels <c>__type__</c> and <c>__unit__</c> belong to the name (<c>type-and-unit-labels</c>).</summary>
    public bool TypeAndUnitLabels { get; init; }

    /// <summary>
    /// Whether the start times of samples tell counter resets (<c>use-start-timestamps</c>). On by default: samples carry a start time
    /// only where it was given.
    /// </summary>
    public bool StartTimestamps { get; init; } = true;

    /// <summary>
    /// The Prometheus whose rules hold, such as 2.55; null for the newest known. Before 3.0 the older end of a range and of the
    /// lookback is inclusive.
    /// </summary>
    public Version? TargetVersion { get; init; }

    /// <summary>The most samples that may be held at once; beyond it evaluation ends with an error. The reference's default.</summary>
    public long MaxSamples { get; init; } = 50_000_000;

    /// <summary>Is told what operators do; null where nobody asks.</summary>
    internal IEvaluationObserver? Observer { get; init; }
}
