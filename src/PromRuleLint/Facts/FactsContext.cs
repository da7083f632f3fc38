using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Facts;

/// <summary>What finding the facts of one expression needs from outside it.</summary>
internal sealed class FactsContext(Rule? rule, RuleSetFacts set)
{
    /// <summary>The rule whose expression it is; null for an expression that stands alone.</summary>
    public Rule? Rule { get; } = rule;

    /// <summary>What the rules that record a metric give; null for a metric that none records or that also comes from elsewhere.</summary>
    public NodeFacts? Recorded(string metric) =>
        set.Recorded(metric) is not { } facts ? null : Rule is null || set.Options.IsKnownTo(Rule.File, metric) ? facts : NodeFacts.Unknown;

    /// <summary>
    /// The facts of the rule whose results a selector reads, where all were evaluated at the same time as this rule is: the
    /// rule stands further up in the group, records the metric alone, changes no label and cannot fail. Null otherwise.
    /// </summary>
    public ExprFacts? SameEvaluation(VectorSelector selector)
    {
        if (Rule is null || selector is not { Name: { } metric, Offset: null, At: null, Extension: SelectorExtension.None } || set.Rules.RecordingRules(metric) is not [var recording]
            || recording.Group != Rule.Group || recording.Group.Limit > 0 || !recording.EffectiveLabelList.IsEmpty || !set.Rules.IsBefore(recording, Rule)
            || set.Rules.IsInCycle(recording) || set.Rules.RecordedOnlyBy(metric) is null || Recorded(metric) is not { } known || ReferenceEquals(known, NodeFacts.Unknown))
        {
            return null;
        }

        return set.Found(recording) is { MayFail: false } facts ? facts : null;
    }

    /// <summary>Whether a metric that no rule records is a heartbeat by its name.</summary>
    public bool IsHeartbeat(string metric) => set.Options.IsHeartbeat(Rule?.File, metric);

    /// <summary>What is declared of metrics that no rule records.</summary>
    public MetricCatalog Catalog { get; } = set.Options.CatalogOf(rule?.File);

    /// <summary>The patterns of all expressions.</summary>
    public PatternCache Patterns => set.Patterns;

    /// <summary>Which labels scraped series are taken to have.</summary>
    public ScrapedLabels ScrapedLabels { get; } = set.Options.ScrapedLabelsOf(rule?.File);

    /// <summary>Whether names, and with them the labels of type and unit, are removed at the end of an evaluation only.</summary>
    public bool DelaysNameRemoval => set.Options.DelaysNameRemovalOf(Rule?.File);

    /// <summary>How far back instant selectors look.</summary>
    public TimeSpan LookbackDelta => set.Options.LookbackDeltaOf(Rule?.File);

    /// <summary>Whether the rule set leaves open that a series of a metric comes from elsewhere, or without a label.</summary>
    public bool MayLack(string metric, string label) => set.Options.IsExternal(metric) || set.Evidence.MayLack(metric, label);
}
