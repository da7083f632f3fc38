using System.Collections.Immutable;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing;

/// <summary>What helps to see why alerts are not as expected: their states over time and what the expression gives around the time.</summary>
internal sealed class AlertEvidence(ImmutableArray<RuleGroupRun> groups, long start, long interval, long maxTime)
{
    /// <summary>How many steps before and behind the expectation are shown.</summary>
    private const int StepsAround = 2;

    private const int MaxSamples = 10;
    private const int MaxTimelines = 10;
    private const int MaxStates = 2000;

    /// <summary>The failure with its evidence; it is gathered when the test has ended, so that later steps can be shown too.</summary>
    public TestFailure AddTo(TestFailure failure, AlertTest test)
    {
        AlertingRuleRun[] rules = [.. groups.SelectMany(static group => group.Rules).OfType<AlertingRuleRun>().Where(rule => rule.Name == test.AlertName!.Value)];
        if (rules.Length == 0)
        {
            return failure with { Message = $"{failure.Message} No loaded rule file has an alert of this name." };
        }

        long time = TestGroupRun.Milliseconds(test.EvalTime) / interval * interval;
        return failure with
        {
            Rule = rules[0].Rule,
            Expression = rules[0].Rule.Expression?.Text.Trim(),
            Timelines = [.. rules.SelectMany(rule => rule.History ?? []).OrderBy(static entry => entry.Key.ToString(), StringComparer.Ordinal).Take(MaxTimelines).Select(entry => TimelineOf(entry.Key, entry.Value))],
            Values = ValuesAround(rules[0], time),
        };
    }

    private AlertTimeline TimelineOf(Labels labels, List<(long Time, AlertState State)> changes)
    {
        long count = Math.Min(MaxStates, (maxTime / interval) + 1);
        var states = ImmutableArray.CreateBuilder<AlertState>((int)count);
        int next = 0;
        AlertState state = AlertState.Inactive;
        for (long i = 0; i < count; i++)
        {
            while (next < changes.Count && changes[next].Time <= start + (i * interval))
            {
                state = changes[next++].State;
            }

            states.Add(state);
        }

        return new AlertTimeline(labels, TimeSpan.FromMilliseconds(interval), states.DrainToImmutable());
    }

    private ImmutableArray<ValuesAtTime> ValuesAround(RuleRun rule, long time)
    {
        var values = ImmutableArray.CreateBuilder<ValuesAtTime>();
        for (int step = -StepsAround; step <= StepsAround; step++)
        {
            long at = time + (step * interval);
            if (at >= 0 && at <= maxTime)
            {
                values.Add(new ValuesAtTime(TimeSpan.FromMilliseconds(at), Samples(rule, start + at)));
            }
        }

        return values.DrainToImmutable();
    }

    private static ImmutableArray<string> Samples(RuleRun rule, long time)
    {
        try
        {
            return [.. rule.Values(time).OrderBy(static element => element.Labels, Comparer<Labels>.Create(Labels.Compare)).Take(MaxSamples)
                .Select(static element => $"{element.Labels} {element.Histogram?.ToString() ?? GoText.Shortest(element.Value)}")];
        }
        catch (RuleEvaluationException exception)
        {
            return [exception.Message];
        }
    }
}
