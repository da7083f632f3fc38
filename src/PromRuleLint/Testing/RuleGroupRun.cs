using System.Collections.Immutable;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing;

/// <summary>A group as it runs: its rules one after another, each over what those before it recorded.</summary>
internal sealed class RuleGroupRun
{
    private readonly long _offset;

    /// <summary>A group before its first evaluation.</summary>
    /// <param name="group">The group.</param>
    /// <param name="context">What the rules of the run share.</param>
    /// <param name="make">Makes a rule ready to run; null for as a server runs it.</param>
    public RuleGroupRun(RuleGroup group, RuleRunContext context, Func<Rule, RuleRunContext, RuleRun>? make = null)
    {
        Group = group;
        _offset = (long)(group.QueryOffset?.Value ?? TimeSpan.Zero).TotalMilliseconds;
        Rules = [.. group.Rules.Select(rule => (make ?? RuleRun.Create)(rule, context))];
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
