using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.AcrossFiles;

/// <summary>What series a rule takes its values from.</summary>
internal static class RuleSources
{
    /// <summary>Whether a rule that can be read selects no series at all: it gives constants, or the time.</summary>
    public static bool ReadsNothing(Rule rule) =>
        rule.Expression?.Root is { } root && !root.DescendantsAndSelf().Any(static node => node is VectorSelector);

    /// <summary>Whether all that a recording rule selects is what it records itself.</summary>
    public static bool ReadsOnlyItself(RecordingRule rule)
    {
        if (rule is not { NameText: { } name, Expression.Root: { } root })
        {
            return false;
        }

        bool reads = false;
        foreach (Expr node in root.DescendantsAndSelf())
        {
            if (node is VectorSelector selector)
            {
                reads = true;
                if (selector.Name != name)
                {
                    return false;
                }
            }
        }

        return reads;
    }
}
