using System.Collections.Immutable;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing;

/// <summary>A group as it runs: its rules one after another, each over what those before it recorded.</summary>
internal sealed class RuleGroupRun
{
    private readonly long _offset;

    public RuleGroupRun(RuleGroup group, RuleRunContext context)
    {
        Group = group;
        _offset = (long)(group.QueryOffset?.Value ?? TimeSpan.Zero).TotalMilliseconds;
        Rules = [.. group.Rules.Select<Rule, RuleRun>(rule => rule is AlertingRule alert ? new AlertingRuleRun(alert, context) : new RecordingRuleRun((RecordingRule)rule, context))];
    }

    public RuleGroup Group { get; }

    public ImmutableArray<RuleRun> Rules { get; }

    /// <summary>Evaluates all rules.</summary>
    /// <param name="time">The time, in milliseconds.</param>
    public void Evaluate(long time)
    {
        foreach (RuleRun rule in Rules)
        {
            rule.Run(time, _offset);
        }
    }
}
