using System.Collections.Immutable;
using PromRuleLint.Evaluation;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing;

/// <summary>A rule as it runs: what it gave last time, and for an alert its states.</summary>
internal abstract class RuleRun(Rule rule, RuleRunContext context)
{
    private HashSet<Labels> _returned = [];

    /// <summary>A rule as a server runs it, before its first evaluation.</summary>
    public static RuleRun Create(Rule rule, RuleRunContext context) => rule is AlertingRule alert ? new AlertingRuleRun(alert, context) : new RecordingRuleRun((RecordingRule)rule, context);

    public Rule Rule => rule;

    /// <summary>The name that the reference calls the rule by.</summary>
    public string Name => rule.NameText ?? "";

    /// <summary>Why the last evaluation failed; null where it did not.</summary>
    public string? Error { get; private set; }

    /// <summary>Keeps what each evaluation gave; null where nobody asks.</summary>
    public List<IReadOnlyList<VectorElement>>? Trace { get; set; }

    protected RuleRunContext Context => context;

    /// <summary>The expression's result at a time.</summary>
    public ImmutableArray<VectorElement> Values(long time) => context.Evaluate(rule.Expression!.Root!, time);

    /// <summary>
    /// Evaluates, stores what came and ends the series that came last time and not now (<c>Group.Eval</c>). A failure stops
    /// nothing but this rule.
    /// </summary>
    /// <param name="time">The time of the evaluation.</param>
    /// <param name="offset">How much earlier the expression is evaluated and its result stored: the group's <c>query_offset</c>.</param>
    public void Run(long time, long offset)
    {
        Error = null;
        IReadOnlyList<VectorElement> samples;
        try
        {
            samples = Evaluate(time, offset);
        }
        catch (RuleEvaluationException exception)
        {
            Error = exception.Message;
            return;
        }

        Trace?.Add(samples);
        var returned = new HashSet<Labels>(samples.Count);
        foreach (VectorElement element in samples)
        {
            if (context.Storage.Append(element.Labels, new Sample(time - offset, element.Value, element.Histogram)) is { } refused)
            {
                Error = refused;
            }
            else
            {
                returned.Add(element.Labels);
            }
        }

        foreach (Labels gone in _returned)
        {
            if (!returned.Contains(gone))
            {
                // Another rule may have gone on with the series: then it has not ended.
                context.Storage.Append(gone, new Sample(time - offset, StaleMark.Value));
            }
        }

        _returned = returned;
    }

    protected abstract IReadOnlyList<VectorElement> Evaluate(long time, long offset);
}
