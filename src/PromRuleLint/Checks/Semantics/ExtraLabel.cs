using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A label by which several series of one side may fall into one match group.</summary>
/// <param name="Label">Where an aggregation keeps it.</param>
/// <param name="Rule">The rule that the aggregation is in.</param>
internal readonly record struct ExtraLabel(LabelName Label, Rule Rule)
{
    /// <summary>The label's name.</summary>
    public string Name => Label.Name;

    /// <summary>Where it is kept.</summary>
    public AdditionalLocation Kept => new(RuleSetContext.Locate(Rule, Label.Range), $"'{Name}' is kept here");
}
