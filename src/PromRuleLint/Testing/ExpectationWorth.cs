using System.Collections.Immutable;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing;

/// <summary>Reports expectations that hold but show nothing, or hold only because of the lookback to an old sample.</summary>
internal sealed class ExpectationWorth(RuleRunContext context, ImmutableArray<RuleGroupRun> groups, long start, long longestInterval)
{
    /// <summary>How far recorded metrics are followed to what they are recorded from.</summary>
    private const int MaxDepth = 20;

    private readonly RuleRunContext _strict = context.WithLookback(TimeSpan.FromMilliseconds(longestInterval));
    private readonly List<(AlertTest Test, ImmutableArray<AlertingRuleRun> Rules)> _quietAlerts = [];
    private readonly List<ExpressionTest> _emptyExpressions = [];
    private readonly List<TestNotice> _notices = [];

    /// <summary>Looks at a test of an alert that holds.</summary>
    public void Look(AlertTest test, ImmutableArray<AlertingRuleRun> rules)
    {
        if (!test.ExpectsSomething)
        {
            _quietAlerts.Add((test, rules));
            return;
        }

        // What keeps firing without its expression does so by keep_firing_for.
        foreach (AlertingRuleRun rule in rules.Where(static rule => rule.Rule is AlertingRule { KeepFiringFor: null }))
        {
            long time = start + TestGroupRun.Milliseconds(test.EvalTime);
            if (test.ExpectsFiring && rule.Firing.Any() && IsOnlyThroughLookback(rule.Rule.Expression!.Root!, rule.LastTime ?? time))
            {
                _notices.Add(Notice(TestNoticeKind.OnlyThroughLookback, test.AlertName!.Range, $"'{rule.Name}' fires here only because a series that has ended is still looked back to; let the input series go on to the time of the expectation."));
                return;
            }
        }
    }

    /// <summary>Looks at a test of an expression that holds.</summary>
    public void Look(ExpressionTest test)
    {
        if (!test.ExpectsSomething)
        {
            _emptyExpressions.Add(test);
        }
        else if (IsOnlyThroughLookback(test.Expression!.Root!, start + TestGroupRun.Milliseconds(test.EvalTime)))
        {
            _notices.Add(Notice(TestNoticeKind.OnlyThroughLookback, test.Expression.Scalar.Range, "This holds only because a series that has ended is still looked back to; let the input series go on to the time of the expectation."));
        }
    }

    /// <summary>What there is to tell, when all series are loaded and recorded.</summary>
    public ImmutableArray<TestNotice> Conclude()
    {
        if (_quietAlerts.Count == 0 && _emptyExpressions.Count == 0)
        {
            return [.. _notices];
        }

        HashSet<string> names = [.. context.Storage.Series.All.Where(static series => series.Count > 0).Select(static series => series.Labels.MetricName)];
        ILookup<string, Expr> recorded = groups.SelectMany(static group => group.Rules).OfType<RecordingRuleRun>().ToLookup(static rule => rule.Name, static rule => rule.Rule.Expression!.Root!);
        foreach ((AlertTest test, ImmutableArray<AlertingRuleRun> rules) in _quietAlerts)
        {
            if (rules.IsEmpty)
            {
                _notices.Add(Notice(TestNoticeKind.AssertsNothing, test.AlertName!.Range, $"No loaded rule file has an alert '{test.AlertName.Value}', so this holds whatever the rules are; correct the name, or load its rules."));
            }
            else if (rules.All(rule => ReadsNothing(rule.Rule.Expression!.Root!, names, recorded, 0)))
            {
                _notices.Add(Notice(TestNoticeKind.AssertsNothing, test.AlertName!.Range, $"The test has none of the series that '{test.AlertName.Value}' reads, so this holds whatever the rule is; give it series that the alert could fire on."));
            }
        }

        foreach (ExpressionTest test in _emptyExpressions)
        {
            if (ReadsNothing(test.Expression!.Root!, names, recorded, 0))
            {
                _notices.Add(Notice(TestNoticeKind.AssertsNothing, test.Expression.Scalar.Range, "The test has none of the series that this reads, so that it gives nothing whatever the rules are; give it series that the expression selects."));
            }
        }

        return [.. _notices.OrderBy(static notice => notice.Range.Start)];
    }

    private static TestNotice Notice(TestNoticeKind kind, Text.SourceRange range, string message) => new(kind, range, message);

    private bool IsOnlyThroughLookback(Expr expression, long time)
    {
        try
        {
            var strict = _strict.Evaluate(expression, time).Select(static element => (element.Labels, BitConverter.DoubleToInt64Bits(element.Value))).ToHashSet();
            return context.Evaluate(expression, time).Any(element => !strict.Contains((element.Labels, BitConverter.DoubleToInt64Bits(element.Value))));
        }
        catch (RuleEvaluationException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether no series of any metric that an expression reads is there, nor of those that they are recorded from, and nothing
    /// in it gives a value without series. Labels are left aside: that a matcher excludes a series is something to test.
    /// </summary>
    private static bool ReadsNothing(Expr expression, HashSet<string> names, ILookup<string, Expr> recorded, int depth)
    {
        bool any = false;
        foreach (Expr node in expression.DescendantsAndSelf())
        {
            switch (node)
            {
                case Call { Name: "vector" or "scalar" }:
                case Call call when call.Name == "time" || call.Has(FunctionTraits.IsAbsence) || (call.Has(FunctionTraits.IsDate) && call.Arguments.IsEmpty):
                    return false;
                case VectorSelector selector:
                    any = true;
                    if (selector.Name is not { } name || AlertSeries.IsOne(name) || names.Contains(name) || depth == MaxDepth
                        || recorded[name].Any(source => !ReadsNothing(source, names, recorded, depth + 1)))
                    {
                        return false;
                    }

                    break;
            }
        }

        return any;
    }
}
