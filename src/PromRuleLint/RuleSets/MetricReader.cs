using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.RuleSets;

/// <summary>A selector in a rule's expression that reads a metric.</summary>
/// <param name="Rule">The rule whose expression it is.</param>
/// <param name="Selector">The selector; its ranges are offsets in the rule's expression.</param>
public readonly record struct MetricReader(Rule Rule, VectorSelector Selector);
