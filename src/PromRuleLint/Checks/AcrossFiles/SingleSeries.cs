using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.AcrossFiles;

/// <summary>The one series that a recording rule may record, because all its labels have one value.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Labels">Its labels with those of the rule, sorted, as a text.</param>
/// <param name="IsAlwaysThere">Whether the series is there whenever what the rule reads is: nothing filters it.</param>
internal sealed record SingleSeries(RecordingRule Rule, string Labels, bool IsAlwaysThere)
{
    /// <summary>The series of a rule; null where the rule may give several, or where it may stand for what another one leaves out.</summary>
    public static SingleSeries? Find(RuleSetFacts facts, RecordingRule rule)
    {
        if (facts.ForRule(rule) is not { Result: { Presence: not Presence.Never } root } found || found.Root.DescendantsAndSelf().Any(IsComplement))
        {
            return null;
        }

        string? labels = null;
        foreach (Alternative alternative in root.Relevant)
        {
            if (LabelsOf(rule, alternative.Labels) is not { } one || (labels is not null && labels != one))
            {
                return null;
            }

            labels = one;
        }

        return labels is null ? null : new SingleSeries(rule, labels, !root.IsConditional);
    }

    /// <summary>What is there when other series are not: two rules may be made to take turns.</summary>
    private static bool IsComplement(Expr node) => node is BinaryExpr { Operator: BinaryOperator.Unless } || (node is Call call && call.Has(FunctionTraits.IsAbsence));

    private static string? LabelsOf(RecordingRule rule, LabelFacts facts)
    {
        if (!facts.Others.IsImpossible)
        {
            return null;
        }

        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, LabelFact fact) in facts.Named)
        {
            labels[name] = fact.Values.Single ?? "\0";
        }

        foreach (LabelText label in rule.EffectiveLabelList)
        {
            labels[label.Name] = label.Value;
        }

        labels.Remove("__name__");
        return labels.ContainsValue("\0") ? null : string.Join('\n', labels.Where(static label => label.Value.Length > 0).Select(static label => $"{label.Key}={label.Value}"));
    }
}
