using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Evaluation;

/// <summary>What all parts of one evaluation share.</summary>
internal sealed class QueryRun
{
    private static readonly Version ClosedRanges = new(3, 0);
    private readonly StepInvariance _invariance;
    private readonly CancellationToken _cancellation;
    private long _held;

    public QueryRun(SeriesSet series, EvaluationOptions options, Expr root, StepRange steps, long queryEnd, long queryStep, CancellationToken cancellation)
    {
        Series = series;
        Options = options;
        Root = root;
        Query = steps;
        QueryEnd = queryEnd;
        QueryStep = queryStep;
        this._cancellation = cancellation;
        _invariance = new StepInvariance(root);
        StatisticsOnly = StatisticsSelectors.Find(root);
        Lookback = (long)options.Lookback.TotalMilliseconds;
        HasClosedRanges = options.TargetVersion is { } target && target < ClosedRanges;
    }

    public SeriesSet Series { get; }

    public EvaluationOptions Options { get; }

    public Expr Root { get; }

    /// <summary>The steps of the query itself, whatever subquery is evaluated.</summary>
    public StepRange Query { get; }

    /// <summary>The end of the query, which may lie behind its last step.</summary>
    public long QueryEnd { get; }

    /// <summary>The step of the query in milliseconds; 0 of an instant query.</summary>
    public long QueryStep { get; }

    public AnnotationSet Annotations { get; } = new();

    /// <summary>The selectors below functions that look at count and sum of histograms only.</summary>
    public HashSet<VectorSelector> StatisticsOnly { get; }

    public long Lookback { get; }

    /// <summary>Whether ranges and the lookback include their older end, as before Prometheus 3.0.</summary>
    public bool HasClosedRanges { get; }

    public bool DelaysNameRemoval => Options.DelayedNameRemoval;

    public long SamplesRead { get; private set; }

    /// <summary>The samples held at this moment by all intermediate results.</summary>
    public long Held => _held;

    public bool IsInvariant(Expr expr) => _invariance.IsWrapped(expr);

    public void CheckCancellation() => _cancellation.ThrowIfCancellationRequested();

    /// <summary>Counts samples read from series.</summary>
    public void Read(long samples) => SamplesRead += samples;

    /// <summary>Counts samples that are held from now on.</summary>
    public void Hold(long samples, Expr expr)
    {
        _held += samples;
        if (_held > Options.MaxSamples)
        {
            throw Error(expr, Messages.TooManySamples);
        }
    }

    /// <summary>Frees what was held but for a result.</summary>
    public void Release(long before, long result) => _held = before + result;

    public static EvaluationException Error(Expr expr, string message) => new(message, expr.Range);

    public static EvaluationException Error(TextRange range, string message) => new(message, range);
}
