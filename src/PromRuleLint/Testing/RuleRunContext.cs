using System.Collections.Immutable;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Templates.Execution;

namespace PromRuleLint.Testing;

/// <summary>What the rules of a run share: series, evaluator, the server's external labels and URL.</summary>
internal sealed class RuleRunContext
{
    private readonly Evaluator _evaluator;
    private readonly Evaluator _ruleEvaluator;
    private readonly EvaluationOptions _evaluation;
    private readonly RuleTestOptions _options;
    private readonly Dictionary<string, Expr> _queries = new(StringComparer.Ordinal);
    private readonly CancellationToken _cancellation;

    public RuleRunContext(TestStorage storage, EvaluationOptions evaluation, RuleTestOptions options, CancellationToken cancellation)
    {
        Storage = storage;
        _evaluator = new Evaluator(storage.Series, evaluation);
        _ruleEvaluator = options.Coverage is { } coverage ? new Evaluator(storage.Series, evaluation with { Observer = coverage }) : _evaluator;
        _evaluation = evaluation;
        _options = options;
        _cancellation = cancellation;
    }

    public TestStorage Storage { get; }

    /// <summary>Collects what the tests reach; null where nobody asks.</summary>
    public RuleCoverage? Coverage => _options.Coverage;

    public LabelMap ExternalLabels { get; init; } = new([]);

    public string ExternalUrl { get; init; } = "";

    /// <summary>How much was evaluated so far: one for each evaluation, and one for each sample that it read.</summary>
    public long Work { get; private set; }

    /// <summary>The same with another lookback.</summary>
    public RuleRunContext WithLookback(TimeSpan lookback) => new(Storage, _evaluation with { Lookback = lookback }, _options, _cancellation);

    /// <summary>Evaluates as rules do: a scalar is one sample without labels.</summary>
    public ImmutableArray<VectorElement> Evaluate(Expr expression, long time) => Evaluate(_evaluator, expression, time);

    /// <summary>Evaluates the expression of a rule as the rule runs, which coverage counts.</summary>
    public ImmutableArray<VectorElement> EvaluateRule(Rule rule, long time)
    {
        ImmutableArray<VectorElement> values = Evaluate(_ruleEvaluator, rule.Expression!.Root!, time);
        if (!values.IsEmpty)
        {
            Coverage?.Gave(rule);
        }

        return values;
    }

    private ImmutableArray<VectorElement> Evaluate(Evaluator evaluator, Expr expression, long time)
    {
        EvaluationResult result;
        try
        {
            result = evaluator.Instant(expression, time, _cancellation);
            Work += result.SamplesRead + 1;
        }
        catch (EvaluationException exception)
        {
            throw new RuleEvaluationException(exception.Message);
        }

        return result.Type switch
        {
            ExprType.Vector => result.Vector,
            ExprType.Scalar => [new VectorElement(Labels.Empty, result.Scalar)],
            _ => throw new RuleEvaluationException("rule result is not a vector or scalar"),
        };
    }

    /// <summary>The value of an element as templates have it.</summary>
    public static object ValueOf(VectorElement element) => element.Histogram is not { } histogram ? element.Value : new HistogramValue(HistogramText.Summary(histogram), new Dictionary<string, object>
    {
        ["Schema"] = (long)histogram.Schema,
        ["Count"] = histogram.Count,
        ["Sum"] = histogram.Sum,
        ["ZeroCount"] = histogram.ZeroCount,
        ["ZeroThreshold"] = histogram.ZeroThreshold,
        ["CounterResetHint"] = (byte)histogram.CounterResetHint,
    });

    /// <summary>Evaluates the query of a template.</summary>
    public ImmutableArray<SampleValue> Query(string query, long time)
    {
        if (!_queries.TryGetValue(query, out Expr? expression))
        {
            ParseResult parsed = PromQLParser.Parse(query, _options.PromQL);
            if (parsed.Errors is [var error, ..] || parsed.Root is null)
            {
                throw new TemplateExecutionException(parsed.Errors is [var first, ..] ? first.Message : "no expression found in input");
            }

            _queries.Add(query, expression = parsed.Root);
        }

        try
        {
            return [.. Evaluate(expression, time).Select(static element => new SampleValue(new LabelMap(element.Labels), ValueOf(element)))];
        }
        catch (RuleEvaluationException exception)
        {
            throw new TemplateExecutionException(exception.Message);
        }
    }
}
