using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Semantics;

/// <summary>How often there is a sample of a series.</summary>
internal static class SampleIntervals
{
    /// <summary>
    /// The shortest and the longest interval of the series that a selector may select: a recorded series has a sample each
    /// time its group is evaluated, others have one at each scrape. Null where one of them is not known.
    /// </summary>
    public static (TimeSpan Shortest, TimeSpan Longest)? Find(ExpressionContext context, VectorSelector selector)
    {
        ImmutableArray<RecordingRule> rules = selector.Name is { } metric ? context.RuleSet.RecordingRules(metric) : [];
        if (rules.IsEmpty)
        {
            // A name with a colon is that of a rule, here or elsewhere.
            return selector.Name?.Contains(':', StringComparison.Ordinal) == true ? null : context.Configuration.Facts.ScrapeIntervalsOf(selector);
        }

        TimeSpan? evaluation = context.Configuration.Facts.EvaluationInterval;
        TimeSpan?[] intervals = [.. rules.Select(rule => rule.Group.Interval?.Value ?? evaluation)];
        return intervals.All(static interval => interval is not null) ? (intervals.Min()!.Value, intervals.Max()!.Value) : null;
    }
}
