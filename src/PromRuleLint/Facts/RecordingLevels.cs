using System.Collections.Immutable;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Facts;

/// <summary>The recording rules in levels: what a rule reads is recorded on levels before its own, but for what rules of one cycle read of each other.</summary>
internal static class RecordingLevels
{
    /// <summary>Of each level its rules, each by itself, and its cycles, in their order.</summary>
    /// <param name="rules">The rules, each behind what it reads; what the others read counts for nothing.</param>
    /// <param name="set">The set that knows of cycles.</param>
    public static List<List<RecordingRule[]>> Find(ImmutableArray<RecordingRule> rules, RuleSet set)
    {
        var levels = new List<List<RecordingRule[]>>();
        var levelOf = new Dictionary<string, int>(rules.Length, StringComparer.Ordinal);
        ReadOnlySpan<RecordingRule> order = rules.AsSpan();
        while (!order.IsEmpty)
        {
            int cycle = set.CycleOf(order[0]);
            int count = 1;
            while (cycle >= 0 && count < order.Length && set.CycleOf(order[count]) == cycle)
            {
                count++;
            }

            RecordingRule[] component = [.. order[..count]];
            int level = 0;
            foreach (string metric in component.SelectMany(RuleSet.MetricsRead))
            {
                level = Math.Max(level, levelOf.TryGetValue(metric, out int below) ? below + 1 : 0);
            }

            while (levels.Count <= level)
            {
                levels.Add([]);
            }

            levels[level].Add(component);
            foreach (RecordingRule rule in component)
            {
                levelOf[rule.NameText!] = Math.Max(level, levelOf.GetValueOrDefault(rule.NameText!));
            }

            order = order[count..];
        }

        return levels;
    }
}
